import {
  CircleDot,
  FileKey2,
  KeyRound,
  Laptop,
  Lock,
  LogOut,
  MonitorOff,
  Moon,
  Settings,
  ShieldCheck,
  Ticket,
  UserRound,
} from 'lucide-react'
import type { VaultStanding } from '../../../core/bridge/vault-contract.ts'
import { statusNow } from '../../../core/engine/personal/own-choices.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { usePolicy } from '../../engine/use-policy.ts'
import { useReadable } from '../../engine/use-readable.ts'
import type { MenuItem } from '../../ui/menu.tsx'
import type { ShownDialog } from '../account/sealed-dialogs.tsx'
import { words as accountWords } from '../account/words.ts'
import { useAmongAccounts } from '../accounts/accounts-context.ts'
import { addAccountItem } from '../accounts/add-account-item.tsx'
import { endText, words as ownWords } from '../own/words.ts'
import { words as policyWords } from '../policy/words.ts'
import type { AccountQuestion } from './account-dialogs.tsx'
import { beginSignOut, lockNow } from './go-away.ts'
import { words } from './words.ts'

/** Shows it; undefined closes what asked. */
type Ask = (question: AccountQuestion | undefined) => void

/** How this person appears, and whether anything may disturb them. */
export function useOwnItems(ask: Ask): ReadonlyArray<MenuItem> {
  const { clock } = usePage()
  const { own } = usePerson()
  const { choices, isQuiet } = useReadable(own.state)
  const now = clock.now()
  const chosen = statusNow(choices, now)
  return [
    {
      key: 'status',
      label: ownWords.statusItem(ownWords.statuses[chosen?.status ?? 'auto']),
      icon: <CircleDot size={16} />,
      ...(chosen?.until !== undefined && { hint: ownWords.untilTime(endText(chosen.until, now)) }),
      choose: () => ask({ kind: 'status' }),
    },
    {
      key: 'quiet',
      label: ownWords.quiet,
      icon: <Moon size={16} />,
      hint: isQuiet ? words.on : words.off,
      choose: () => ask({ kind: 'quiet' }),
    },
  ]
}

/** What can be done with the account: in its menu, and by name. */
export function useAccountItems(vault: VaultStanding, ask: Ask): ReadonlyArray<MenuItem> {
  const page = usePage()
  const among = useAmongAccounts()
  const { engine, sealed } = usePerson()
  const screenLock = useScreenLock(vault, ask)
  return [
    {
      key: 'profile',
      label: accountWords.profile,
      icon: <UserRound size={16} />,
      choose: () => ask({ kind: 'profile' }),
    },
    {
      key: 'settings',
      label: words.settings,
      icon: <Settings size={16} />,
      choose: () => ask({ kind: 'settings' }),
    },
    {
      key: 'invitation',
      label: accountWords.useInvitation,
      icon: <Ticket size={16} />,
      choose: () => ask({ kind: 'invitation' }),
    },
    ...(among === undefined ? [] : [addAccountItem(() => ask({ kind: 'account' }))]),
    ...(sealed === undefined ? [] : keyItems((shown) => ask({ kind: 'sealed', shown }))),
    {
      key: 'passwords',
      label: words.passwords,
      icon: <KeyRound size={16} />,
      choose: () => ask({ kind: 'settings', part: 'security' }),
    },
    {
      key: 'lock',
      label: words.lockNow,
      icon: <Lock size={16} />,
      choose: () => void lockNow(page),
    },
    ...(vault.hearsSystemLock ? [screenLock] : []),
    {
      key: 'sign-out',
      label: words.signOut,
      icon: <LogOut size={16} />,
      choose: () => {
        ask(undefined)
        const queued = (): number => engine.connection.read().queued
        void beginSignOut(page, queued, () => ask({ kind: 'sign-out' }))
      },
    },
  ]
}

function useScreenLock({ lockWithSystem }: VaultStanding, ask: Ask): MenuItem {
  const { bridge } = usePage()
  const { isLocked: isManaged } = usePolicy('LockWithSystem')
  return {
    key: 'lock-with-system',
    label: isManaged ? policyWords.lockWithSystem : words.lockWithSystem,
    icon: <MonitorOff size={16} />,
    hint: lockWithSystem ? words.on : words.off,
    isSettled: isManaged,
    choose: () => {
      ask(undefined)
      if (!isManaged) void bridge.call('vault.setSettings', { lockWithSystem: !lockWithSystem })
    },
  }
}

const keyItems = (choose: (dialog: ShownDialog) => void): ReadonlyArray<MenuItem> => [
  {
    key: 'devices',
    label: words.devices,
    icon: <Laptop size={16} />,
    choose: () => choose('devices'),
  },
  {
    key: 'recovery',
    label: words.recovery,
    icon: <FileKey2 size={16} />,
    choose: () => choose('recovery'),
  },
  {
    key: 'protection',
    label: words.protection,
    icon: <ShieldCheck size={16} />,
    choose: () => choose('protection'),
  },
]

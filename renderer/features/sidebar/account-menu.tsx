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
import { type JSX, useState } from 'react'
import type { Millis } from '../../../core/base/clock.ts'
import type { VaultStanding } from '../../../core/bridge/contract.ts'
import { statusNow } from '../../../core/engine/personal/own-choices.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { usePolicy } from '../../engine/use-policy.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import type { Rect } from '../../ui/place.ts'
import { Popover } from '../../ui/popover.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { Face } from '../faces/face.tsx'
import type { ShownDialog } from '../account/sealed-dialogs.tsx'
import { words as accountWords } from '../account/words.ts'
import { useAmongAccounts } from '../accounts/accounts-context.ts'
import { addAccountItem } from '../accounts/add-account-item.tsx'
import { connectionText } from '../connection/words.ts'
import { clockTime } from '../../ui/times.ts'
import { OwnMark } from '../own/own-mark.tsx'
import type { OwnState } from '../own/own-model.ts'
import { endText, words as ownWords } from '../own/words.ts'
import { words as policyWords } from '../policy/words.ts'
import type { AccountQuestion } from './account-dialogs.tsx'
import styles from './account-menu.module.css'
import { beginSignOut, lockNow } from './go-away.ts'
import { words } from './words.ts'

interface AccountMenuProps {
  /** What is to be asked in a dialog; undefined: nothing. */
  readonly ask: (question: AccountQuestion | undefined) => void
}

export function AccountMenu({ ask }: AccountMenuProps): JSX.Element {
  const { bridge } = usePage()
  const { account, own } = usePerson()
  const { status, isQuiet } = useReadable(own.state)
  const [opened, setOpened] = useState<{ readonly anchor: Rect; readonly vault: VaultStanding }>()
  const close = (): void => setOpened(undefined)
  const open = async (anchor: Rect): Promise<void> => {
    const vault = await bridge.call('vault.settings', {})
    if (vault.ok) setOpened({ anchor, vault: vault.value }) // else it was locked meanwhile
  }
  return (
    <>
      <Tooltip text={account.displayName}>
        <button
          type="button"
          className={styles.trigger}
          aria-label={words.account(account.displayName)}
          aria-haspopup="menu"
          aria-expanded={opened !== undefined}
          onClick={(event) => {
            if (opened === undefined) void open(event.currentTarget.getBoundingClientRect())
            else close()
          }}
        >
          <Face name={account.displayName} id={account.user} />
          <OwnMark status={status} isQuiet={isQuiet} />
        </button>
      </Tooltip>
      {opened !== undefined && (
        <Popover anchor={opened.anchor} side="after" align="end" onClose={close}>
          <AccountSummary />
          <AccountActions
            vault={opened.vault}
            ask={(question) => {
              close()
              ask(question)
            }}
          />
        </Popover>
      )}
    </>
  )
}

interface AccountActionsProps {
  readonly vault: VaultStanding
  /** Closes the menu. */
  readonly ask: AccountMenuProps['ask']
}

function AccountActions({ vault, ask }: AccountActionsProps): JSX.Element {
  const page = usePage()
  const { bridge, clock } = page
  const among = useAmongAccounts()
  const { account, engine, sealed, own } = usePerson()
  const ownState = useReadable(own.state)
  const { lockWithSystem, hearsSystemLock, hasPassphrase } = vault
  const { isLocked: isManaged } = usePolicy('LockWithSystem')
  const screenLock = {
    key: 'lock-with-system',
    label: isManaged ? policyWords.lockWithSystem : words.lockWithSystem,
    icon: <MonitorOff size={16} />,
    hint: lockWithSystem ? words.on : words.off,
    choose: () => {
      ask(undefined)
      if (!isManaged) void bridge.call('vault.setSettings', { lockWithSystem: !lockWithSystem })
    },
  }
  return (
    <Menu
      label={words.account(account.displayName)}
      items={[
        ...ownItems(ownState, clock.now(), (kind) => ask({ kind })),
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
          key: 'lock',
          label: words.lockNow,
          icon: <Lock size={16} />,
          choose: () => void lockNow(page),
        },
        ...(hearsSystemLock ? [screenLock] : []),
        {
          key: 'passphrase',
          label: hasPassphrase ? words.changePassphrase : words.setPassphrase,
          icon: <KeyRound size={16} />,
          choose: () => ask({ kind: 'passphrase', asksCurrent: hasPassphrase }),
        },
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
      ]}
    />
  )
}

function ownItems(
  { choices, isQuiet }: OwnState,
  now: Millis,
  choose: (kind: 'status' | 'quiet') => void,
): ReadonlyArray<MenuItem> {
  const chosen = statusNow(choices, now)
  return [
    {
      key: 'status',
      label: ownWords.statusItem(ownWords.statuses[chosen?.status ?? 'auto']),
      icon: <CircleDot size={16} />,
      ...(chosen?.until !== undefined && { hint: ownWords.untilTime(endText(chosen.until, now)) }),
      choose: () => choose('status'),
    },
    {
      key: 'quiet',
      label: ownWords.quiet,
      icon: <Moon size={16} />,
      hint: isQuiet ? words.on : words.off,
      choose: () => choose('quiet'),
    },
  ]
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

function AccountSummary(): JSX.Element {
  const { account, engine, own } = usePerson()
  const { isQuiet } = useReadable(own.state)
  const state = useReadable(engine.connection)
  const syncedAt = state.syncedAt === undefined ? undefined : clockTime(state.syncedAt)
  return (
    <div className={styles.summary}>
      <Face name={account.displayName} id={account.user} />
      <div className={styles.about}>
        <span className={styles.name} dir="auto" title={account.displayName}>
          {account.displayName}
          {isQuiet && (
            <>
              <Moon size={14} aria-hidden className={styles.moon} />
              <VisuallyHidden>{ownWords.quietMark}</VisuallyHidden>
            </>
          )}
        </span>
        <span className={styles.meta} title={account.username}>
          <bdi dir="ltr">@{account.username}</bdi>
        </span>
        <span className={styles.meta}>{connectionText(state, syncedAt)}</span>
      </div>
    </div>
  )
}

import { BookOpen, CheckCheck, Keyboard, Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { VaultStanding } from '../../../core/bridge/vault-contract.ts'
import type { Workspace } from '../../../core/engine/engine.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { titleOf } from '../conversation/subject.ts'
import { keymap } from '../keys/keymap.ts'
import { words as keyWords } from '../keys/words.ts'
import type { Asked } from '../main/main-dialog.tsx'
import { words as mainWords } from '../main/words.ts'
import { words as ownWords } from '../own/words.ts'
import type { SettingsPart } from '../settings/parts.ts'
import { words as settingsWords } from '../settings/words.ts'
import { useAccountItems, useOwnItems } from '../sidebar/account-items.tsx'
import { words as sidebarWords } from '../sidebar/words.ts'
import { useCounts } from '../unread/use-told.ts'
import type { CommandGroup, CommandItem } from './command.ts'
import { type Here, useHereItems } from './here-items.tsx'
import { useLooksItems } from './looks-items.tsx'
import { useMoreAccountItems } from './more-account-items.tsx'
import { useStatusItems } from './own-items.tsx'
import { useSettingsItems } from './settings-items.tsx'
import { useWorkspaceItems } from './workspace-items.tsx'

/** What only the screen around can do. */
export interface ScreenActions {
  readonly ask: (asked: Asked | undefined) => void
  readonly showThreads: () => void
  /** Among all messages, and among those of the conversation in view. */
  readonly search: () => void
  readonly searchHere: () => void
  readonly markAllRead: () => void
  readonly help: () => void
}

/** What the shell of the app has, once it has said so. */
interface Standings {
  readonly vault: VaultStanding | undefined
  readonly hasDesktop: boolean
}

/** Everything that can be done from where the person is, but about the conversation in view. */
export function useCommandGroups(workspace: Workspace, actions: ScreenActions): ReadonlyArray<CommandGroup> {
  const { ask } = actions
  const { vault, hasDesktop } = useStandings()
  const openSettings = (part: SettingsPart): void => ask({ kind: 'settings', part })
  const isThere = (part: SettingsPart): boolean => part !== 'desktop' || hasDesktop
  const own = [...useOwnItems(ask), ...useStatusItems()]
  const account = useAccountItems(vault ?? noVault, ask)
  return [
    {
      key: 'workspace',
      title: workspace.name,
      items: useWorkspaceItems(workspace, actions),
    },
    { key: 'anywhere', title: keyWords.anywhere, items: useAnywhereItems(actions) },
    { key: 'own', title: ownWords.status, items: own },
    {
      key: 'account',
      title: settingsWords.sections.account,
      items: [...account.filter(isOffered).map(withKey), ...useMoreAccountItems(ask)],
    },
    {
      key: 'looks',
      title: settingsWords.appearance,
      items: useLooksItems(() => openSettings('language')),
    },
    { key: 'settings', title: sidebarWords.settings, items: useSettingsItems(isThere, openSettings) },
  ]
}

/** The same about the conversation in view. */
export function useHereGroup(here: Here, { ask, searchHere }: ScreenActions): CommandGroup {
  const items = useHereItems(here, { ask, search: searchHere })
  return { key: 'here', title: titleOf(here.subject), items }
}

const noVault: VaultStanding = { lockWithSystem: false, hasPassphrase: true, hearsSystemLock: false }

/** What somebody else has settled is no command. */
const isOffered = ({ isSettled }: CommandItem): boolean => isSettled !== true

const withKey = (item: CommandItem): CommandItem =>
  item.key === 'settings' ? { ...item, shortcut: keymap.settings } : item

function useAnywhereItems({ search, markAllRead, help }: ScreenActions): ReadonlyArray<CommandItem> {
  const { welcome } = usePage()
  const { self } = usePerson().engine
  const isUnread = useCounts().waiting.size > 0
  const markRead: CommandItem = {
    key: 'mark-all-read',
    label: keyWords.commands.markAllRead,
    icon: <CheckCheck size={16} />,
    shortcut: keymap.markAllRead,
    choose: markAllRead,
  }
  return [
    {
      key: 'search',
      label: keyWords.commands.search,
      icon: <Search size={16} />,
      shortcut: keymap.search,
      choose: search,
    },
    ...(isUnread ? [markRead] : []),
    {
      key: 'help',
      label: keyWords.title,
      icon: <Keyboard size={16} />,
      shortcut: keymap.help,
      choose: help,
    },
    {
      key: 'who-reads',
      label: mainWords.whoReads,
      icon: <BookOpen size={16} />,
      choose: () => welcome.begin(self),
    },
  ]
}

function useStandings(): Standings {
  const { bridge } = usePage()
  const [vault, setVault] = useState<VaultStanding>()
  const [hasDesktop, setHasDesktop] = useState(false)
  useEffect(() => {
    let isGone = false
    void bridge.call('vault.settings', {}).then((read) => isGone || (read.ok && setVault(read.value)))
    void bridge.call('shell.desktop', {}).then((standing) => isGone || setHasDesktop(standing !== undefined))
    return () => {
      isGone = true
    }
  }, [bridge])
  return { vault, hasDesktop }
}

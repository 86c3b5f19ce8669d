/** Everything that can be gone to from the switcher. */
import { type ReactNode, useMemo } from 'react'
import { createCell } from '../../../core/base/readable.ts'
import type { Seat } from '../../../core/bridge/contract.ts'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { ConversationId, UserId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { accountIn, useAmongAccounts } from '../accounts/accounts-context.ts'
import { words as accountWords } from '../accounts/words.ts'
import type { CommandGroup } from '../commands/command.ts'
import type { Key } from '../keys/keymap.ts'
import { words as archiveWords } from '../archive/words.ts'
import { noSealed } from '../main/no-sealed.ts'
import { conversationName } from '../people/conversation-name.ts'
import type { ContactsView } from '../people/people-model.ts'
import { words as peopleWords } from '../people/words.ts'
import type { Told } from '../unread/told.ts'
import { toldAs, useTold } from '../unread/use-told.ts'
import { type Findable, prepare, type Prepared } from './rank.ts'
import { words } from './words.ts'

export interface Target extends Findable {
  readonly kind: keyof typeof words.kinds
  /** What stands behind the name. */
  readonly detail: string
  /** Of a conversation: what is to be read there, as the sidebar tells it. */
  readonly told?: Told
  readonly icon?: ReactNode
  /** Of a command. */
  readonly group?: string
  /** The key that does the same. */
  readonly shortcut?: Key
  readonly go: To
}

type To =
  | { readonly to: 'conversation'; readonly workspace: WorkspaceId; readonly id: ConversationId }
  | { readonly to: 'person'; readonly workspace: WorkspaceId; readonly user: UserId }
  | { readonly to: 'command'; readonly run: () => void }

const nobody = createCell<ContactsView>({ loaded: false, contacts: [] })

/** What can be done, too; people are those of the workspace in view. */
export function useTargets(
  here: WorkspaceId,
  groups: ReadonlyArray<CommandGroup>,
  enter: (workspace: WorkspaceId) => void,
): ReadonlyArray<Prepared<Target>> {
  const { engine, sealed } = usePerson()
  const { workspaces } = useReadable(engine.directory)
  const conversations = useReadable(sealed?.people.conversations ?? noSealed)
  const { contacts } = useReadable(
    useMemo(() => (sealed === undefined ? nobody : sealed.people.contacts(here)), [sealed, here]),
  )
  const told = useTold()
  const places = useMemo(() => {
    const written = new Set(conversations.flatMap(({ kind, others }) => (kind === 'dm' ? others : [])))
    const nameOf = (workspace: WorkspaceId) => (user: UserId) =>
      engine.member(workspace, user)?.name ?? peopleWords.someone
    return prepare([
      ...conversations.map((each): Target => {
        const { id, workspace } = each
        const label = conversationName(each, nameOf(workspace))
        const also = each.others.map(nameOf(workspace)).join(' ')
        return {
          key: id,
          label,
          also,
          kind: 'conversation',
          ...(each.archived === true
            ? { detail: archiveWords.mark }
            : { detail: '', told: told(each, toldAs(each)) }),
          go: { to: 'conversation', workspace, id },
        }
      }),
      ...workspaces.flatMap((workspace) => openTargets(workspace, told)),
      ...contacts
        .filter(({ user }) => !written.has(user))
        .map(({ user, name, username = '' }): Target => ({
          key: user,
          label: name,
          also: username,
          kind: 'person',
          detail: username && `@${username}`,
          go: { to: 'person', workspace: here, user },
        })),
    ])
  }, [workspaces, conversations, contacts, engine, here, told])
  const accounts = useAccountTargets()
  const others = workspaces
    .filter(({ id }) => id !== here)
    .map(({ id, name }): Target => {
      const go: To = { to: 'command', run: () => enter(id) }
      return { key: id, label: name, kind: 'workspace', detail: '', go }
    })
  return [...places, ...prepare([...others, ...accounts, ...groups.flatMap(commandTargets)])]
}

/** The other accounts of this window. */
function useAccountTargets(): ReadonlyArray<Target> {
  const among = useAmongAccounts()
  const { seats } = useReadable(among?.accounts.state ?? noAccounts)
  return seats
    .filter(({ seat }) => seat !== among?.seat)
    .map((each): Target => {
      const label = accountIn(each)?.name ?? accountWords.signedOut
      const go: To = { to: 'command', run: () => among?.accounts.choose(each.seat) }
      return { key: `seat.${each.seat}`, label, kind: 'account', detail: new URL(each.server).host, go }
    })
}

const noAccounts = createCell<{ readonly seats: ReadonlyArray<Seat> }>({ seats: [] })

const commandTargets = ({ key: group, title, items }: CommandGroup): ReadonlyArray<Target> =>
  items.map(({ key, label, also = '', icon, hint, shortcut, choose }) => ({
    key: `${group}.${key}`,
    label,
    // What people have called a workspace or a conversation stands in each of its commands: its letters would find them all.
    also: group === 'here' || group === 'workspace' ? also : `${also} ${title}`,
    kind: 'command',
    group: title,
    detail: hint === undefined ? title : `${title} · ${hint}`,
    icon,
    ...(shortcut !== undefined && { shortcut }),
    go: { to: 'command', run: choose },
  }))

/** Channels and documents of a workspace. */
const openTargets = (
  { id: workspace, name, channels, documents }: Workspace,
  told: ReturnType<typeof useTold>,
): ReadonlyArray<Target> => [
  ...channels.map((channel): Target => {
    const { id, name: label, joined, archived } = channel
    return {
      key: id,
      label,
      kind: 'channel',
      detail: joined === false ? words.left : name,
      ...(joined !== false && archived !== true && { told: told(channel, 'channel') }),
      go: { to: 'conversation', workspace, id },
    }
  }),
  ...documents.map((document): Target => {
    const { conversation: id, title: label, archived } = document
    return {
      key: id,
      label,
      kind: 'document',
      ...(archived === true
        ? { detail: archiveWords.mark }
        : { detail: name, told: told({ ...document, id }, 'channel') }),
      go: { to: 'conversation', workspace, id },
    }
  }),
]

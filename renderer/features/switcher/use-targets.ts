/** Everything that can be gone to from the switcher. */
import { useMemo } from 'react'
import { createCell } from '../../../core/base/readable.ts'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { ConversationId, UserId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { noSealed } from '../main/no-sealed.ts'
import { conversationName } from '../people/conversation-name.ts'
import type { ContactsView } from '../people/people-model.ts'
import { words as peopleWords } from '../people/words.ts'
import { type Findable, prepare, type Prepared } from './rank.ts'
import { words } from './words.ts'

export interface Target extends Findable {
  readonly kind: keyof typeof words.kinds
  /** What stands behind the name. */
  readonly detail: string
  readonly go: To
}

type To =
  | { readonly to: 'conversation'; readonly workspace: WorkspaceId; readonly id: ConversationId }
  | { readonly to: 'person'; readonly workspace: WorkspaceId; readonly user: UserId }
  | { readonly to: 'command'; readonly run: () => void }

const nobody = createCell<ContactsView>({ loaded: false, contacts: [] })

/** `commands` too; people are those of the workspace in view. */
export function useTargets(
  here: WorkspaceId | undefined,
  commands: ReadonlyArray<readonly [name: string, run: () => void]>,
): ReadonlyArray<Prepared<Target>> {
  const { engine, sealed } = usePerson()
  const { workspaces } = useReadable(engine.directory)
  const conversations = useReadable(sealed?.people.conversations ?? noSealed)
  const { contacts } = useReadable(
    useMemo(
      () => (sealed === undefined || here === undefined ? nobody : sealed.people.contacts(here)),
      [sealed, here],
    ),
  )
  const places = useMemo(() => {
    const written = new Set(conversations.flatMap(({ kind, others }) => (kind === 'dm' ? others : [])))
    const nameOf = (workspace: WorkspaceId) => (user: UserId) =>
      engine.member(workspace, user)?.name ?? peopleWords.someone
    return [
      ...conversations.map((each): Target => {
        const { id, workspace } = each
        const label = conversationName(each, nameOf(workspace))
        const also = each.others.map(nameOf(workspace)).join(' ')
        return {
          key: id,
          label,
          also,
          kind: 'conversation',
          detail: '',
          go: { to: 'conversation', workspace, id },
        }
      }),
      ...workspaces.flatMap(openTargets),
      ...contacts
        .filter(({ user }) => here !== undefined && !written.has(user))
        .flatMap(({ user, name, username = '' }): ReadonlyArray<Target> =>
          here === undefined
            ? []
            : [
                {
                  key: user,
                  label: name,
                  also: username,
                  kind: 'person',
                  detail: username && `@${username}`,
                  go: { to: 'person', workspace: here, user },
                },
              ],
        ),
    ]
  }, [workspaces, conversations, contacts, engine, here])
  return useMemo(() => prepare([...places, ...commands.map(commandTarget)]), [places, commands])
}

const commandTarget = ([label, run]: readonly [name: string, run: () => void]): Target => {
  return { key: label, label, kind: 'command', detail: '', go: { to: 'command', run } }
}

/** Channels and documents of a workspace. */
const openTargets = ({ id: workspace, name, channels, documents }: Workspace): ReadonlyArray<Target> => [
  ...channels.map(({ id, name: label, joined }): Target => {
    const detail = joined === false ? words.left : name
    return { key: id, label, kind: 'channel', detail, go: { to: 'conversation', workspace, id } }
  }),
  ...documents.map(({ conversation: id, title: label }): Target => {
    return { key: id, label, kind: 'document', detail: name, go: { to: 'conversation', workspace, id } }
  }),
]

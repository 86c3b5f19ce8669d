import { FileText, Hash, UsersRound } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { createCell } from '../../../core/base/readable.ts'
import type { ConversationId, UserId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Face } from '../faces/face.tsx'
import { noSealed } from '../main/no-sealed.ts'
import { isClosed } from '../manage/rights.ts'
import { contactOption } from '../people/contact-picker.tsx'
import { conversationName } from '../people/conversation-name.ts'
import type { ContactsView, SealedConversation } from '../people/people-model.ts'
import { type PickOption, SignFace } from '../people/pick-box.tsx'
import { words as peopleWords } from '../people/words.ts'

export interface Destination extends Pick<PickOption, 'face' | 'facts' | 'isClosed'> {
  readonly key: string
  /** Undefined for somebody with whom nothing was begun yet. */
  readonly conversation: ConversationId | undefined
  readonly user?: UserId
  readonly name: string
  readonly username: string | undefined
  readonly isSealed: boolean
  /** The name of the workspace. */
  readonly workspace: string
}

const nobody = createCell<ContactsView>({ loaded: true, contacts: [] })

/** What can be written to, then the people of `here` with whom nothing was begun yet. */
export function useDestinations(here: WorkspaceId): ReadonlyArray<Destination> {
  const { sealed } = usePerson()
  const all = useConversations()
  const conversations = useReadable(sealed?.people.conversations ?? noSealed)
  const { contacts } = useReadable(useMemo(() => sealed?.people.contacts(here) ?? nobody, [sealed, here]))
  const known = new Set(
    conversations.flatMap(({ workspace, kind, others }) =>
      workspace === here && kind === 'dm' ? others : [],
    ),
  )
  const others = contacts
    .filter(({ user }) => !known.has(user))
    .map((contact): Destination => {
      const { name, username, user } = contact
      const { pick: _, ...shown } = contactOption(contact, () => undefined)
      return { ...shown, conversation: undefined, user, name, username, isSealed: true, workspace: '' }
    })
  return [...all.filter(({ isClosed: isShut }) => isShut !== true), ...others]
}

/** All conversations, those of one workspace together. */
export function useConversations(): ReadonlyArray<Destination> {
  const { engine, sealed } = usePerson()
  const { workspaces } = useReadable(engine.directory)
  const conversations = useReadable(sealed?.people.conversations ?? noSealed)
  const of = (workspace: string): Pick<Destination, 'facts' | 'workspace' | 'username'> => ({
    facts: workspaces.length > 1 ? [workspace] : [],
    workspace,
    username: undefined,
  })
  return workspaces.flatMap(({ id, name: workspace, channels, documents }) => [
    ...channels.map((channel) => ({
      ...open(channel.id, `#${channel.name}`, <Hash size={16} aria-hidden />, of(workspace)),
      isClosed: isClosed(channel),
    })),
    ...documents.map(({ conversation, title }) =>
      open(conversation, title, <FileText size={16} aria-hidden />, of(workspace)),
    ),
    ...conversations
      .filter((each) => each.workspace === id && each.isMember)
      .map((each): Destination => {
        const name = conversationName(each, (user) => engine.member(id, user)?.name ?? peopleWords.someone)
        const face = sealedFace(each, name)
        return { ...of(workspace), key: each.id, conversation: each.id, name, face, isSealed: true }
      }),
  ])
}

const open = (
  conversation: ConversationId,
  name: string,
  sign: ReactNode,
  rest: Pick<Destination, 'facts' | 'workspace' | 'username'>,
): Destination => ({
  ...rest,
  key: conversation,
  conversation,
  name,
  face: <SignFace>{sign}</SignFace>,
  isSealed: false,
})

function sealedFace({ kind, others: [other] }: SealedConversation, name: string): ReactNode {
  if (kind === 'dm' && other !== undefined) return <Face name={name} id={other} size="small" />
  return (
    <SignFace>
      <UsersRound size={16} aria-hidden />
    </SignFace>
  )
}

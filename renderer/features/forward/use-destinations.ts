import type { ConversationId } from '../../../core/protocol/ids.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { noSealed } from '../main/no-sealed.ts'
import { conversationName } from '../people/conversation-name.ts'
import { words as peopleWords } from '../people/words.ts'

export interface Destination {
  readonly id: ConversationId
  readonly title: string
  readonly isSealed: boolean
  /** The name of the workspace. */
  readonly workspace: string
}

/** All conversations that this person can write to, those of one workspace together. */
export function useDestinations(): ReadonlyArray<Destination> {
  const { engine, sealed } = usePerson()
  const { workspaces } = useReadable(engine.directory)
  const conversations = useReadable(sealed?.people.conversations ?? noSealed)
  return workspaces.flatMap(({ id, name: workspace, channels, documents }) => [
    ...channels.map(({ id: channel, name }) => ({
      id: channel,
      title: `#${name}`,
      isSealed: false,
      workspace,
    })),
    ...documents.map(({ conversation, title }) => ({ id: conversation, title, isSealed: false, workspace })),
    ...conversations
      .filter((each) => each.workspace === id && each.isMember)
      .map((each) => ({
        id: each.id,
        title: conversationName(each, (user) => engine.member(id, user)?.name ?? peopleWords.someone),
        isSealed: true,
        workspace,
      })),
  ])
}

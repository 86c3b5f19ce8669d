import { useMemo } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import type { Subject } from '../conversation/subject.ts'
import { conversationName } from '../people/conversation-name.ts'
import type { SealedConversation } from '../people/people-model.ts'
import { words } from '../people/words.ts'
import { noSealed } from './no-sealed.ts'

/** What the conversation in view is; undefined if neither the directory nor the list of people knows it. */
export function useSubject(
  workspace: Workspace | undefined,
  id: ConversationId | undefined,
): Subject | undefined {
  const { engine, sealed } = usePerson()
  const directory = useReadable(engine.directory)
  const conversations = useReadable(sealed?.people.conversations ?? noSealed)
  const channel = workspace?.channels.find((each) => each.id === id)
  const document = workspace?.documents.find((each) => each.conversation === id)
  const conversation = conversations.find((each) => each.id === id)
  return useMemo(() => {
    if (channel !== undefined) return { kind: 'channel', channel }
    if (document !== undefined) return { kind: 'document', document }
    if (conversation === undefined) return undefined
    const nameOf = (user: SealedConversation['others'][number]): string =>
      engine.member(conversation.workspace, user)?.name ?? words.someone
    return { kind: 'sealed', conversation, title: conversationName(conversation, nameOf) }
    // oxlint-disable-next-line react/exhaustive-deps -- names change with the directory
  }, [channel, document, conversation, engine, directory])
}

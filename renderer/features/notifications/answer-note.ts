import type { Engine } from '../../../core/engine/engine.ts'
import type { ConversationId, OpId } from '../../../core/protocol/ids.ts'

/**
 * Posts what was written into a notification, in its conversation or thread. What cannot be posted becomes the draft there, behind
 * what stands in it already: it is not lost. Rule NT9.
 */
export async function answerNote(
  engine: Pick<Engine, 'open'>,
  conversation: ConversationId,
  thread: OpId | undefined,
  text: string,
): Promise<void> {
  const written = text.trim()
  const open = written === '' ? undefined : engine.open(conversation)
  if (open === undefined) return
  const posted = await open.post(written, thread === undefined ? {} : { thread })
  if (!posted.ok) {
    const { draft, threadDrafts } = open.view.read()
    const before = thread === undefined ? draft : (threadDrafts.get(thread) ?? '')
    open.setDraft(before === '' ? written : `${before}\n${written}`, thread)
  }
  open.close()
}

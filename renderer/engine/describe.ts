import { fail, ok, type Result } from '../../core/base/result.ts'
import type { Description } from '../../core/conversation/draft.ts'
import type { Engine } from '../../core/engine/engine.ts'
import type { SendFailure } from '../../core/engine/send-failure.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'

/** Says what a conversation is called or about, whether it is open or not; works without a network. */
export async function describe(
  { open }: Pick<Engine, 'open'>,
  conversation: ConversationId,
  what: Description,
): Promise<Result<void, SendFailure>> {
  const opened = open(conversation)
  if (opened === undefined) return fail({ kind: 'not-ready' })
  const described = await opened.describe(what)
  opened.close()
  return described.ok ? ok(undefined) : described
}

/** What this device has of a conversation, read from its store: a segment at a time, so that length costs no memory. */
import type { Clock } from '../../../core/base/clock.ts'
import { fail, ok, type Result } from '../../../core/base/result.ts'
import type { Message } from '../../../core/conversation/message.ts'
import { compareMessages } from '../../../core/conversation/message-list.ts'
import { createReducer } from '../../../core/conversation/reducer.ts'
import { loadSegment } from '../../../core/conversation/segment.ts'
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts'
import type { LocalStore, StoreFailure } from '../../../core/storage/local-store.ts'
import { decodeRecord } from '../../../core/sync/conversation-record.ts'

export interface Coverage {
  /** Parts of the history, of 2,000 ops at most, that are here; the oldest first. */
  readonly held: ReadonlyArray<number>
  /** Parts that there are and that are not here. */
  readonly missing: number
}

export interface HistoryDeps {
  readonly store: Pick<LocalStore, 'conversations' | 'segment'>
  readonly clock: Pick<Clock, 'now'>
  readonly isModerator: (user: UserId) => boolean
}

export async function coverageOf(
  { store }: Pick<HistoryDeps, 'store'>,
  conversation: ConversationId,
): Promise<Result<Coverage, StoreFailure>> {
  const all = await store.conversations()
  if (!all.ok) return all
  const bytes = all.value.find((each) => each.conversation === conversation)?.record
  const record = bytes && decodeRecord(bytes)
  if (record === undefined) return ok({ held: [], missing: 0 })
  const held = [...record.held.keys()].toSorted((left, right) => left - right)
  return ok({ held, missing: Math.max(0, record.newestSegment + 1 - held.length) })
}

/** In screen order within each part, without what has disappeared: it leaves no mark (EX3). Ends with the failure where a part cannot be read. */
export async function* historyOf(
  { store, clock, isModerator }: HistoryDeps,
  conversation: ConversationId,
  held: ReadonlyArray<number>,
): AsyncGenerator<Result<ReadonlyArray<Message>, StoreFailure>, void, void> {
  for (const segment of held) {
    const stored = await store.segment(conversation, segment)
    if (!stored.ok) return yield stored
    const { blob, tail } = stored.value
    const loaded = loadSegment(blob === undefined ? tail : [blob, ...tail])
    if (!loaded.ok) return yield fail({ kind: 'damaged', where: `segment ${segment} of ${conversation}` })
    loaded.value.segment.close()
    const reducer = createReducer({ segment, isModerator, clock })
    reducer.apply(loaded.value.ops, [])
    const there = reducer.all().filter(({ expired }) => expired !== true)
    yield ok(there.toSorted(compareMessages))
  }
}

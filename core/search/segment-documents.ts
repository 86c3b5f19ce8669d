import type { Clock } from '../base/clock.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { compareText } from '../conversation/message-list.ts'
import type { Message } from '../conversation/message.ts'
import { createReducer } from '../conversation/reducer.ts'
import { loadSegment, type PlacedOp } from '../conversation/segment.ts'
import type { OpId, UserId } from '../protocol/ids.ts'
import type { StoredSegment } from '../storage/local-store.ts'
import type { SearchDocument, SegmentRef, Trait } from './document.ts'

/** The messages of a stored segment that can be found: edits have been followed, what was redacted is not there. */
export function readDocuments(
  ref: SegmentRef,
  { blob, tail }: StoredSegment,
  clock: Pick<Clock, 'now'>,
): Result<ReadonlyArray<SearchDocument>, { readonly kind: 'damaged' }> {
  const loaded = loadSegment(blob === undefined ? tail : [blob, ...tail])
  if (!loaded.ok) return fail(loaded.failure)
  const { segment, ops } = loaded.value
  segment.close()
  // Who may moderate changes without the segment changing: those redactions are looked at when results are shown.
  const reducer = createReducer({ segment: ref.segment, isModerator: () => false, clock })
  reducer.apply(ops, [])
  const redactors = redactorsOf(ops)
  return ok(
    reducer
      .all()
      .filter(({ redacted }) => !redacted)
      .map((message) => toDocument(ref, message, redactors.get(message.id) ?? [])),
  )
}

function redactorsOf(ops: ReadonlyArray<PlacedOp>): ReadonlyMap<OpId, ReadonlyArray<UserId>> {
  const redactors = new Map<OpId, ReadonlyArray<UserId>>()
  for (const { op } of ops) {
    if (op.kind !== 'redact') continue
    redactors.set(op.target, [...(redactors.get(op.target) ?? []), op.by].toSorted(compareText))
  }
  return redactors
}

const toDocument = (
  { conversation, segment }: SegmentRef,
  message: Message,
  redactors: ReadonlyArray<UserId>,
): SearchDocument => ({
  conversation,
  segment,
  id: message.id,
  author: message.author,
  at: message.at,
  text: message.text,
  traits: traitsOf(message),
  redactors,
})

function traitsOf({ text, mentions, reactions, replyTo, thread }: Message): ReadonlyArray<Trait> {
  const found: Array<Trait> = []
  if (/https?:\/\//i.test(text)) found.push('link')
  if (mentions !== undefined) found.push('mention')
  if (reactions.length > 0) found.push('reaction')
  if (replyTo !== undefined || thread !== undefined) found.push('answer')
  return found
}

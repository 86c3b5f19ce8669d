import type { Clock } from '../base/clock.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { compareText } from '../conversation/message-list.ts'
import type { Message } from '../conversation/message.ts'
import type { MaskOp } from '../conversation/op.ts'
import { createReducer } from '../conversation/reducer.ts'
import { loadSegment, type PlacedOp } from '../conversation/segment.ts'
import { compareOps } from '../conversation/topic.ts'
import type { OpId, UserId } from '../protocol/ids.ts'
import type { StoredSegment } from '../storage/local-store.ts'
import {
  compareDocuments,
  hasLink,
  type Mask,
  type SearchDocument,
  type SegmentRef,
  type Trait,
} from './document.ts'
import type { NamedFile } from './file-documents.ts'
import { isSearchedFile } from './searched-files.ts'

export interface SegmentDocuments {
  readonly documents: ReadonlyArray<SearchDocument>
  /** The files of each of these, that there is text in, the newest first. */
  readonly files: ReadonlyArray<NamedFile>
}

/** The messages of a stored segment that can be found: edits have been followed, what was redacted or expired is not there. */
export function readDocuments(
  ref: SegmentRef,
  { blob, tail }: StoredSegment,
  clock: Pick<Clock, 'now'>,
): Result<SegmentDocuments, { readonly kind: 'damaged' }> {
  const loaded = loadSegment(blob === undefined ? tail : [blob, ...tail])
  if (!loaded.ok) return fail(loaded.failure)
  const { segment, ops } = loaded.value
  segment.close()
  // Who may moderate changes without the segment changing: what moderators did is looked at when results are shown.
  const reducer = createReducer({ segment: ref.segment, isModerator: () => false, clock })
  reducer.apply(ops, [])
  const redactors = redactorsOf(ops)
  const masks = masksOf(ops)
  const found = reducer
    .all()
    .filter(({ redacted }) => !redacted)
    .map((message) => ({
      message,
      document: toDocument(ref, message, redactors.get(message.id) ?? [], masks.get(message.id) ?? []),
    }))
  const files = found
    .filter(({ message }) => message.attachments?.some(isSearchedFile) === true)
    .toSorted((left, right) => compareDocuments(left.document, right.document))
    .flatMap(({ message, document }) => filesOf(message, document))
  return ok({ documents: found.map(({ document }) => document), files })
}

/** One that is named twice counts once. */
function filesOf({ attachments = [] }: Message, message: SearchDocument): ReadonlyArray<NamedFile> {
  const files = new Map(attachments.filter(isSearchedFile).map((file) => [file.id, file]))
  return Array.from(files.values(), (file) => ({ file, message }))
}

function redactorsOf(ops: ReadonlyArray<PlacedOp>): ReadonlyMap<OpId, ReadonlyArray<UserId>> {
  const redactors = new Map<OpId, ReadonlyArray<UserId>>()
  for (const { op } of ops) {
    if (op.kind !== 'redact') continue
    redactors.set(op.target, [...(redactors.get(op.target) ?? []), op.by].toSorted(compareText))
  }
  return redactors
}

function masksOf(ops: ReadonlyArray<PlacedOp>): ReadonlyMap<OpId, ReadonlyArray<Mask>> {
  const found = new Map<OpId, ReadonlyArray<MaskOp>>()
  for (const { op } of ops)
    if (op.kind === 'mask') found.set(op.target, [...(found.get(op.target) ?? []), op])
  return new Map(
    Array.from(found, ([target, masks]) => [
      target,
      masks
        .toSorted((left, right) => compareOps(right, left))
        .map(({ by, replacement }) => ({ by, text: replacement })),
    ]),
  )
}

const toDocument = (
  { conversation, segment }: SegmentRef,
  message: Message,
  redactors: ReadonlyArray<UserId>,
  masks: ReadonlyArray<Mask>,
): SearchDocument => ({
  conversation,
  segment,
  id: message.id,
  author: message.author,
  at: message.at,
  text: message.text,
  files: message.attachments?.map(({ name }) => name) ?? [],
  traits: traitsOf(message, masks),
  redactors,
  masks,
  expiresAt: message.expiresAt,
})

/** Those that it has, or would if another mask counted. */
function traitsOf(
  { text, mentions, reactions, replyTo, thread, attachments, pinned }: Message,
  masks: ReadonlyArray<Mask>,
): ReadonlyArray<Trait> {
  const found: Array<Trait> = []
  if ([text, ...masks.map((mask) => mask.text)].some(hasLink)) found.push('link')
  if (mentions !== undefined) found.push('mention')
  if (reactions.length > 0) found.push('reaction')
  if (replyTo !== undefined || thread !== undefined) found.push('answer')
  if (attachments !== undefined && attachments.length > 0) found.push('file')
  if (pinned !== undefined) found.push('pin')
  return found
}

/** The newest screen of a segment as messages, from entries that are not the whole of it. Rule CR71 in SPEC.md. */
import type { Clock } from '../base/clock.ts'
import { compareMessages } from '../conversation/message-list.ts'
import type { Message } from '../conversation/message.ts'
import type { Erasure } from '../conversation/op-set.ts'
import { createReducer } from '../conversation/reducer.ts'
import type { PlacedOp } from '../conversation/segment.ts'
import { readUpdate } from '../conversation/update-reader.ts'
import { checkRead } from '../conversation/validator.ts'
import { decodeEntry, type ContentEntry } from '../protocol/entry.ts'
import type { LoggedEntry } from '../protocol/frame.ts'
import type { ConversationId, UserId } from '../protocol/ids.ts'
import { type Claim, createClaims, writerOf } from './claims.ts'

export interface PreviewDeps {
  readonly id: ConversationId
  readonly clock: Pick<Clock, 'now'>
  readonly isModerator: (user: UserId) => boolean
}

/**
 * Each entry is checked as ever, but for what only the whole segment can tell: that it continues its writer's sub-log. What
 * does not pass is left out; it is reported when the segment comes. In any order. Messages whose post is not among the
 * entries are left out, for they stand further back; but those that their author erased show a tombstone, if it stands
 * behind the first post.
 */
export function previewMessages(
  { id, clock, isModerator }: PreviewDeps,
  segment: number,
  known: ReadonlyArray<Claim>,
  entries: ReadonlyArray<LoggedEntry>,
): ReadonlyArray<Message> {
  const claims = createClaims(known)
  const contents: Array<ContentEntry> = []
  for (const bytes of entries.flatMap((entry) => [...(entry.before ?? []), entry.bytes])) {
    const decoded = decodeEntry(bytes)
    if (!decoded.ok || decoded.value.conversation !== id) continue
    if (decoded.value.kind === 'claim') claims.add(decoded.value)
    else if (decoded.value.segment === segment) contents.push(decoded.value)
  }
  const read = contents.map((entry) => readOps(entry, writerOf(claims, entry)))
  const ops = withoutErased(
    read.flatMap((each) => each.ops),
    read.flatMap((each) => each.erasures),
  )
  const posted = new Set(ops.map(({ op }) => (op.kind === 'post' ? op.id + op.by : '')))
  const erased = new Set(read.flatMap(erasedIn))
  const reducer = createReducer({ segment, isModerator, clock })
  reducer.apply(ops, [])
  const has = (names: ReadonlySet<string>, { id, author }: Message): boolean => names.has(id + author)
  const shown = reducer
    .all()
    .filter((message) => has(posted, message) || has(erased, message))
    .toSorted(compareMessages)
  const first = shown.findIndex((message) => has(posted, message))
  return first === -1 ? [] : shown.slice(first)
}

/** Of messages whose author erases them: no post is to come that says more than their tombstone. */
const erasedIn = ({ ops, erasures }: ReadOps): ReadonlyArray<string> =>
  erasures.length === 0 ? [] : ops.map(({ op }) => (op.kind === 'redact' ? op.target + op.by : ''))

interface ReadOps {
  readonly ops: ReadonlyArray<PlacedOp>
  readonly erasures: ReadonlyArray<Erasure>
}

interface Place {
  readonly client: number
  readonly clock: number
}

const comparePlaces = (left: Place, right: Place): number =>
  left.client - right.client || left.clock - right.clock

/** One walk over both: how far a range reaches is the writer's word, and may be anything. */
function withoutErased(
  ops: ReadonlyArray<PlacedOp>,
  erasures: ReadonlyArray<Erasure>,
): ReadonlyArray<PlacedOp> {
  const ranges = erasures.toSorted(comparePlaces)
  let next = 0
  let erased = { client: -1, end: 0 }
  return ops.toSorted(comparePlaces).filter((op) => {
    for (let range = ranges[next]; range && comparePlaces(range, op) <= 0; range = ranges[++next]) {
      const { client, clock, length } = range
      const end = erased.client === client ? Math.max(erased.end, clock + length) : clock + length
      erased = { client, end }
    }
    return erased.client !== op.client || op.clock >= erased.end
  })
}

function readOps({ update }: ContentEntry, claim: Claim | undefined): ReadOps {
  const read = readUpdate(update)
  if (!read.ok || claim === undefined) return { ops: [], erasures: [] }
  const { client } = claim
  const nextClock = read.value.section?.clock ?? 0
  const context = { client, nextClock, by: claim.gateway ? undefined : claim.user }
  const checked = checkRead(read.value, context, Number.MAX_SAFE_INTEGER)
  if (!checked.ok) return { ops: [], erasures: [] }
  return {
    ops: checked.value.ops.map(({ clock, op }) => ({ client, clock, op })),
    erasures: checked.value.deletes.map((range) => ({ client, ...range })),
  }
}

/**
 * What is new in an update of a stock client. Such a client sends what Yjs makes of its document: again what the relay
 * has, deletions of everybody, ops of several clientIDs. Each writer's new part is cut out as Yjs itself would have
 * sent it, nothing mended: whether it may enter the log is for the validator to say.
 */
import { bytesEqual } from '../../core/base/bytes.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { maxUpdateStructs } from '../../core/conversation/limits.ts'
import type {
  ReadDeleter,
  ReadSection,
  ReadStruct,
  ReadWhole,
} from '../../core/conversation/update-reader.ts'
import { maxRoomWriters } from '../../core/protocol/rooms.ts'
import type { SegmentImage } from './segment-image.ts'
import { type ClockRange, createUpdateWriter } from './update-writer.ts'

/** One writer's part. */
export interface News {
  readonly client: number
  /** Where the writer's next clock was when this was cut. */
  readonly from: number
  /** Updates that follow on each other, each small enough for the validator. */
  readonly updates: ReadonlyArray<Uint8Array>
}

export type NewsFailure =
  /** Leaves clocks out that the relay does not have. */
  | { readonly kind: 'gap'; readonly client: number }
  /** Other content than the log has at the same clock. */
  | { readonly kind: 'fork'; readonly client: number }
  /** Deletes what is not there, or in no order. */
  | { readonly kind: 'bad-delete'; readonly client: number }
  /** For more writers, or more ops of one, than one update may bring. */
  | { readonly kind: 'too-many'; readonly client: number }

/** Well under `maxUpdateBytes` together with one more op. */
const updateBytes = 128 * 1024
/** Ops that one writer may bring at once. */
const maxNewOps = 16 * maxUpdateStructs

export function newsIn(whole: ReadWhole, image: SegmentImage): Result<ReadonlyArray<News>, NewsFailure> {
  const sections = new Map(whole.sections.map((section) => [section.client, section]))
  const deleters = new Map(whole.deleters.map((deleter) => [deleter.client, deleter]))
  const news: Array<News> = []
  for (const client of new Set([...sections.keys(), ...deleters.keys()])) {
    const from = image.nextClock(client)
    const structs = newStructs(sections.get(client), from, image)
    if (!structs.ok) return structs
    const known = sections.get(client)?.end ?? from
    const ranges = newDeletions(deleters.get(client), { from, known: Math.max(from, known) }, image)
    if (!ranges.ok) return ranges
    if (structs.value.length === 0 && ranges.value.length === 0) continue
    if (news.length === maxRoomWriters) return fail({ kind: 'too-many', client })
    news.push({ client, from, updates: toUpdates(client, structs.value, ranges.value) })
  }
  return ok(news)
}

function newStructs(
  section: ReadSection | undefined,
  from: number,
  image: SegmentImage,
): Result<ReadonlyArray<ReadStruct>, NewsFailure> {
  if (section === undefined) return ok([])
  const { client, clock, end, structs } = section
  if (clock > from) return fail({ kind: 'gap', client })
  if (end - from > maxNewOps) return fail({ kind: 'too-many', client })
  const fresh: Array<ReadStruct> = []
  for (const struct of structs) {
    if (struct.clock >= from) fresh.push(struct)
    else if (struct.clock + struct.length > from) fresh.push(endOf(struct, client, from))
    else if (struct.content !== undefined) {
      const known = image.content(client, struct.clock) // erased content cannot be compared
      if (known !== undefined && !bytesEqual(known, struct.content)) return fail({ kind: 'fork', client })
    }
  }
  return ok(fresh)
}

/** The part of a run of erased ops from `clock` on, as Yjs cuts it. */
const endOf = (struct: ReadStruct, client: number, clock: number): ReadStruct => ({
  clock,
  length: struct.clock + struct.length - clock,
  origin: { client, clock: clock - 1 },
  root: undefined,
  content: undefined,
})

function newDeletions(
  deleter: ReadDeleter | undefined,
  { from, known }: { readonly from: number; readonly known: number },
  image: SegmentImage,
): Result<ReadonlyArray<ClockRange>, NewsFailure> {
  const fresh: Array<{ clock: number; length: number }> = []
  let end = 0
  for (const { clock, length } of deleter?.ranges ?? []) {
    if (length === 0 || clock < end || clock + length > known) {
      return fail({ kind: 'bad-delete', client: deleter?.client ?? 0 })
    }
    end = clock + length
    for (let at = clock; at < end; at++) {
      const isErased = at < from && image.content(deleter?.client ?? 0, at) === undefined
      if (isErased) continue
      const last = fresh.at(-1)
      if (last !== undefined && last.clock + last.length === at) last.length++
      else fresh.push({ clock: at, length: 1 })
    }
  }
  return ok(fresh)
}

function toUpdates(
  client: number,
  structs: ReadonlyArray<ReadStruct>,
  ranges: ReadonlyArray<ClockRange>,
): ReadonlyArray<Uint8Array> {
  const updates: Array<Uint8Array> = []
  let writer = createUpdateWriter()
  let ops = 0
  const cut = (): void => {
    updates.push(writer.update())
    writer = createUpdateWriter()
    ops = 0
  }
  for (const struct of structs.flatMap((each) => bounded(each, client))) {
    const isFull = ops + struct.length > maxUpdateStructs
    if (isFull || (ops > 0 && writer.bytes() + (struct.content?.length ?? 0) > updateBytes)) cut()
    writer.put(client, struct)
    ops += struct.length
  }
  for (const [index, range] of ranges.entries()) {
    if (index % maxUpdateStructs === 0 && index > 0) cut()
    writer.erase(client, range)
  }
  cut()
  return updates
}

/** A long run of erased ops as several, none longer than one update may move a clock. */
function bounded(struct: ReadStruct, client: number): ReadonlyArray<ReadStruct> {
  if (struct.content !== undefined || struct.length <= maxUpdateStructs) return [struct]
  const first = { ...struct, length: maxUpdateStructs }
  return [first, ...bounded(endOf(struct, client, struct.clock + maxUpdateStructs), client)]
}

/**
 * How entries get into the newest segment of a conversation that nobody looks at: checked against the ends of its sub-logs
 * and appended to what the store has, without the document. Rule CR70 in SPEC.md.
 */
import { checkUpdate } from '../conversation/validator.ts'
import { readUpdate } from '../conversation/update-reader.ts'
import type { ContentEntry } from '../protocol/entry.ts'
import type { Claim } from './claims.ts'
import type { SegmentEnds } from './conversation-record.ts'
import { type Arrival, patch, type ReplicaCore } from './replica-core.ts'
import { maxTail } from './segment-shelf.ts'

/**
 * Whether all that has come for the segment continues what the store has of it. If not, only the document can tell what it
 * is: a repeat, a fork, or an own change that the store lacks.
 */
export function canAppend(core: ReplicaCore, segment: number, arrivals: ReadonlyArray<Arrival>): boolean {
  const { deps, record } = core
  const { cursor, ends } = record
  if (core.openers > 0 || cursor === undefined || ends?.segment !== segment || ends.tail >= maxTail)
    return false
  if (deps.outbox.pending(deps.id).some(({ content }) => content?.segment === segment)) return false
  const clocks = new Map(ends.clocks)
  return arrivals
    .toSorted((left, right) => left.seq - right.seq)
    .every(({ seq, entry }) => {
      if (seq <= cursor.seq || entry?.kind !== 'content' || entry.segment < segment) return true
      if (entry.segment > segment) return false // from there on that one is the newest
      return entry.device !== deps.device && fits(clocks, entry)
    })
}

function fits(clocks: Map<number, number>, { update }: ContentEntry): boolean {
  const read = readUpdate(update)
  if (!read.ok) return true // nothing that a document would take either
  const { section } = read.value
  if (section === undefined) return true
  if (section.clock !== (clocks.get(section.client) ?? 0)) return false
  clocks.set(section.client, section.end)
  return true
}

/** Undefined if it was taken, else why not. */
export function appendUnloaded(
  core: ReplicaCore,
  ends: SegmentEnds,
  { client, user, gateway }: Claim,
  update: Uint8Array,
): string | undefined {
  const nextClock = ends.clocks.get(client) ?? 0
  const checked = checkUpdate(update, { client, nextClock, by: gateway ? undefined : user })
  if (!checked.ok) return checked.failure.kind
  core.shelf.append(ends.segment, update)
  patch(core, { ends: { ...ends, clocks: new Map(ends.clocks).set(client, checked.value.nextClock) } })
  return undefined
}

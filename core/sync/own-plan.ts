/**
 * What is to be done so that this device, and the relay, have the same of what this device has written. Pure: from what
 * either has of its sub-logs come the entries that the relay must get, and the sub-logs as they stand then. Rules CR47 to CR49
 * and CR54 in SPEC.md.
 */
import { bytesEqual } from '../base/bytes.ts'
import { maxUpdateStructs } from '../conversation/limits.ts'
import { decodeOp } from '../conversation/op-codec.ts'
import { readUpdate } from '../conversation/update-reader.ts'
import { type SubLog, writeUpdate } from '../conversation/update-writer.ts'
import type { OpId } from '../protocol/ids.ts'
import {
  type ComparedSegment,
  findPlaces,
  idOf,
  type OwnPlaces,
  placeOf,
  type Written,
} from './own-places.ts'

export interface OwnFacts extends Written {
  /** Another has written in this device's name: what the relay lacks goes up under `newClient`. */
  readonly isCopy: boolean
  /** The clientIDs that the relay knows to be this device's. */
  readonly claimed: ReadonlySet<number>
  readonly newClient: number
  /** The newest segment of the relay's log; -1 for none. */
  readonly newestSegment: number
}

/** An entry to be made; counters are given to them in order. */
export type PlannedEntry =
  | { readonly kind: 'claim'; readonly client: number }
  | { readonly kind: 'content'; readonly segment: number; readonly update: Uint8Array }

export interface OwnPlan {
  readonly entries: ReadonlyArray<PlannedEntry>
  /** Each segment whose sub-logs here must become others: all of this device's, an absent one goes. */
  readonly rebuilt: ReadonlyMap<number, ReadonlyMap<number, SubLog>>
  /** Changes that were made anew under the new clientID. */
  readonly renewed: number
  /** Messages that the relay had acknowledged and lost. */
  readonly lost: number
  /** What was written under the known clientID cannot be gone on with. */
  readonly isForked: boolean
}

interface Planning extends OwnPlaces {
  readonly facts: OwnFacts
  readonly entries: Array<PlannedEntry>
  readonly claimed: Set<number>
  readonly rebuilt: Map<number, Map<number, SubLog>>
  readonly anew: Array<{ readonly segment: number; readonly op: Uint8Array }>
  readonly anewIds: Set<OpId>
  newestSegment: number
  lost: number
  isForked: boolean
}

export function planOwn(facts: OwnFacts): OwnPlan {
  const planning: Planning = {
    facts,
    ...findPlaces(facts),
    entries: [],
    claimed: new Set(facts.claimed),
    rebuilt: new Map(),
    anew: [],
    anewIds: new Set(),
    newestSegment: facts.newestSegment,
    lost: 0,
    isForked: false,
  }
  for (const segment of facts.segments) planSegment(planning, segment)
  planStrays(planning)
  writeAnew(planning)
  const { entries, rebuilt, anew, lost, isForked } = planning
  return { entries, rebuilt, renewed: anew.length, lost, isForked }
}

function planSegment(planning: Planning, compared: ComparedSegment): void {
  const { segment, here, there } = compared
  const after = new Map<number, SubLog>()
  let isOther = false
  for (const client of new Set([...here.keys(), ...there.keys()])) {
    const [ours, theirs] = [here.get(client) ?? [], there.get(client) ?? []]
    const next = planSubLog(planning, segment, client, ours, theirs)
    if (next.length > 0) after.set(client, next)
    if (!sameSubLog(next, ours)) isOther = true
  }
  if (isOther) planning.rebuilt.set(segment, after)
}

/** The sub-log as it is to stand here. */
function planSubLog(
  planning: Planning,
  segment: number,
  client: number,
  ours: SubLog,
  theirs: SubLog,
): SubLog {
  const { waitingPlaces, facts } = planning
  const fork = theirs.findIndex((their, clock) => {
    const our = ours[clock]
    if (our === undefined) return false
    if (their === undefined) return waitingPlaces.has(placeOf(segment, client, clock))
    return !bytesEqual(our, their)
  })
  const agreed = fork === -1 ? theirs.length : fork
  const erased = theirs.flatMap((their, clock) => {
    return clock < agreed && clock < ours.length && their !== undefined && ours[clock] === undefined
      ? [clock]
      : []
  })
  const tail = ours.slice(agreed)
  const isElsewhere = tail.map((op, index) => stands(planning, op, placeOf(segment, client, agreed + index)))
  const goesOn = fork === -1 && !facts.isCopy && !(tail.length > 0 && isElsewhere.every(Boolean))
  if (goesOn && tail.length > 0) sendAgain(planning, { segment, client, clock: agreed, ops: tail })
  else
    for (const [index, op] of tail.entries()) if (isElsewhere[index] === false) renew(planning, segment, op)
  if (fork !== -1) {
    planning.isForked = true
    // What was acknowledged once, others may have: to them the other branch is none. Under a new clientID they get both.
    const wasShown = tail.some((op, index) => {
      return op !== undefined && !waitingPlaces.has(placeOf(segment, client, fork + index))
    })
    if (wasShown) for (const op of theirs.slice(fork)) renew(planning, segment, op)
  }
  if (erased.length > 0) addContent(planning, client, segment, writeUpdate(client, agreed, [], erased))
  const known = theirs.map((their, clock) => (erased.includes(clock) ? undefined : their))
  return goesOn ? [...known, ...tail] : known
}

/** Whether an op need not be sent from here, for it stands in another place: erased ones need not. */
function stands(
  { places, waitingPlaces, erasedHere }: Planning,
  op: Uint8Array | undefined,
  place: string,
): boolean {
  const id = op && idOf(op)
  if (id === undefined) return true
  const others = places.get(id)
  // What was written anew (EX5) was erased where it stood.
  const isThere = (other: string): boolean => other !== place && !erasedHere.has(other)
  return !waitingPlaces.has(place) && others !== undefined && [...others].some(isThere)
}

function renew({ anew, anewIds }: Planning, segment: number, op: Uint8Array | undefined): void {
  const id = op && idOf(op)
  if (op === undefined || id === undefined || anewIds.has(id)) return
  anewIds.add(id)
  anew.push({ segment, op })
}

/** What waits and is in no document here: its segment is not on this device, or another's entry took its place. */
function planStrays(planning: Planning): void {
  const { facts, places } = planning
  const documents = new Map(facts.segments.map((each) => [each.segment, each]))
  for (const { segment, update } of facts.waiting) {
    const read = readUpdate(update)
    const section = read.ok ? read.value.section : undefined
    for (const { clock, content } of section?.structs ?? []) {
      if (section === undefined || content === undefined) continue
      const place = placeOf(segment, section.client, clock)
      if (isAccountedFor(documents.get(segment), section.client, clock, content)) continue
      const id = idOf(content)
      const others = (id && places.get(id)) ?? new Set()
      if ([...others].every((other) => other === place)) renew(planning, segment, content)
    }
  }
}

/** Seen in its place, here or there, or erased here since it was written. */
function isAccountedFor(
  compared: ComparedSegment | undefined,
  client: number,
  clock: number,
  content: Uint8Array,
): boolean {
  const [ours, theirs] = [compared?.here.get(client) ?? [], compared?.there.get(client) ?? []]
  const [our, their] = [ours[clock], theirs[clock]]
  if (our === undefined && clock < ours.length) return true
  return [our, their].some((found) => found !== undefined && bytesEqual(found, content))
}

/** As few entries as may be; but what waits keeps one of its own, so that it is refused or given up alone. */
function sendAgain(
  planning: Planning,
  lost: { segment: number; client: number; clock: number; ops: SubLog },
): void {
  const { segment, client, ops } = lost
  let clock = lost.clock
  let open: Array<Uint8Array | undefined> = []
  let bytes = 0
  const close = (): void => {
    if (open.length > 0) addContent(planning, client, segment, writeUpdate(client, clock, open))
    clock += open.length
    open = []
    bytes = 0
  }
  for (const [index, op] of ops.entries()) {
    const isWaiting = planning.waitingPlaces.has(placeOf(segment, client, lost.clock + index))
    const size = (op?.length ?? 0) + bytesAround
    if (isWaiting || open.length >= maxOpsPerEntry || bytes + size > maxBytesPerEntry) close()
    open.push(op)
    bytes += size
    if (isWaiting) close()
    else if (op !== undefined && isPost(op)) planning.lost += 1
  }
  close()
}

/** Well under what the validator lets pass, so that an entry is a small part of a frame. */
const maxBytesPerEntry = 200 * 1024
const maxOpsPerEntry = maxUpdateStructs / 8
const bytesAround = 32

function writeAnew(planning: Planning): void {
  const { anew, facts } = planning
  const { newClient } = facts
  for (const { segment, op } of anew) {
    const after = rebuiltOf(planning, segment)
    const subLog = after.get(newClient) ?? []
    addContent(planning, newClient, segment, writeUpdate(newClient, subLog.length, [op]))
    after.set(newClient, [...subLog, op])
  }
}

function rebuiltOf({ rebuilt, facts }: Planning, segment: number): Map<number, SubLog> {
  const known = rebuilt.get(segment)
  if (known !== undefined) return known
  const made = new Map(facts.segments.find((each) => each.segment === segment)?.here)
  rebuilt.set(segment, made)
  return made
}

/** Behind a claim if the relay knows of none, and behind something in each segment before, for a log has no hole there. */
function addContent(planning: Planning, client: number, segment: number, update: Uint8Array): void {
  const { claimed, entries } = planning
  if (!claimed.has(client)) entries.push({ kind: 'claim', client })
  claimed.add(client)
  for (let each = planning.newestSegment + 1; each < segment; each++) fill(planning, client, each)
  planning.newestSegment = Math.max(planning.newestSegment, segment)
  entries.push({ kind: 'content', segment, update })
}

/** An op that is erased from the start. */
function fill(planning: Planning, client: number, segment: number): void {
  const after = rebuiltOf(planning, segment)
  const subLog = after.get(client) ?? []
  planning.entries.push({ kind: 'content', segment, update: writeUpdate(client, subLog.length, [undefined]) })
  after.set(client, [...subLog, undefined])
}

function isPost(op: Uint8Array): boolean {
  const read = decodeOp(op, { canonical: false })
  return read.ok && read.value.kind === 'post'
}

const sameSubLog = (left: SubLog, right: SubLog): boolean =>
  left.length === right.length &&
  left.every((op, clock) => {
    const other = right[clock]
    return op === undefined || other === undefined ? op === other : bytesEqual(op, other)
  })

/**
 * Brings what this device has written into line with what the relay has of it: after another has written in its name, and
 * after the relay has lost something. Nothing is sent meanwhile. Rules CR47 to CR49 and CR54 in SPEC.md.
 */
import { createConversation } from '../conversation/conversation.ts'
import { createUpdateLog } from '../conversation/update-log.ts'
import { newClientId } from '../conversation/sub-log.ts'
import { type SubLog, writeUpdate } from '../conversation/update-writer.ts'
import { encodeEntry } from '../protocol/entry.ts'
import type { LogState } from '../protocol/frame.ts'
import type { PendingEntry } from '../storage/outbox.ts'
import type { ComparedSegment } from './own-places.ts'
import { type OwnPlan, type PlannedEntry, planOwn } from './own-plan.ts'
import { type Arrival, hold, patch, prepare, type ReplicaCore, save } from './replica-core.ts'
import { publish } from './replica-view.ts'
import { ensureLoaded } from './replica-load.ts'
import { readArrival } from './replica-log.ts'
import { addClaim, mergeInto, mergeLive } from './replica-merge.ts'

/** True once what waits may be sent; false if that connection is gone: the next one begins again. */
export async function compareOwn(core: ReplicaCore, said: LogState): Promise<boolean> {
  if (core.said !== said) return false
  // What waits may show that store and journal do not belong together.
  if (core.deps.outbox.pending(core.deps.id).length > 0) await core.queue.run(() => prepare(core))
  if (core.record.doubt === undefined) return true
  const segments = await core.queue.run(() => ownSegments(core))
  const claimed = new Set<number>()
  const there = new Map<number, ReadonlyMap<number, SubLog>>()
  for (const segment of segments) {
    const since = core.record.cursor?.seq ?? 0
    const arrivals = await fetchWhole(core, segment)
    if (arrivals === undefined) return false
    for (const { entry } of arrivals) {
      if (entry?.kind === 'claim' && entry.device === core.deps.device) claimed.add(entry.client)
    }
    there.set(segment, await core.queue.run(() => takeWhole(core, segment, arrivals, since)))
  }
  return core.queue.run(() => settleOwn(core, said, there, claimed))
}

const ownClients = ({ claims, deps, record }: ReplicaCore): ReadonlySet<number> => {
  const claimed = claims.list().filter(({ device }) => device === deps.device)
  const clients = new Set(claimed.map(({ client }) => client))
  return record.client === undefined ? clients : clients.add(record.client)
}

/** Held segments that this device has written to, and those that it still means to write to. */
async function ownSegments(core: ReplicaCore): Promise<ReadonlyArray<number>> {
  await prepare(core)
  const segments = new Set<number>()
  for (const { content } of core.deps.outbox.pending(core.deps.id)) if (content) segments.add(content.segment)
  const clients = ownClients(core)
  for (const segment of clients.size === 0 ? [] : core.record.held.keys()) {
    const wasLoaded = core.shelf.isLoaded(segment)
    if (!(await ensureLoaded(core, segment)).ok) continue
    const isOwn = [...core.conversation.subLogs(segment).keys()].some((client) => clients.has(client))
    if (isOwn) segments.add(segment)
    else if (!wasLoaded) core.shelf.unload(segment)
  }
  return [...segments].toSorted((left, right) => left - right)
}

function fetchWhole(core: ReplicaCore, segment: number): Promise<ReadonlyArray<Arrival> | undefined> {
  const { id, fetch } = core.deps
  const arrivals: Array<Arrival> = []
  return new Promise((resolve) => {
    const isStarted = fetch(
      { conversation: id, segment, after: 0 },
      {
        page: async (entries) => void arrivals.push(...entries.map(readArrival)),
        complete: () => resolve(arrivals),
        failed: () => resolve(undefined),
      },
    )
    if (!isStarted) resolve(undefined)
  })
}

/** Merges what others have written, and gathers what the relay has of this device. */
async function takeWhole(
  core: ReplicaCore,
  segment: number,
  arrivals: ReadonlyArray<Arrival>,
  since: number,
): Promise<ReadonlyMap<number, SubLog>> {
  const { deps, record } = core
  const isHere = record.held.has(segment) && (await ensureLoaded(core, segment)).ok
  const theirs = createUpdateLog()
  core.conversation.batch(() => {
    for (const { seq, entry, standIns } of arrivals) {
      if (entry?.conversation !== deps.id) continue
      for (const each of [...standIns, entry]) {
        if (each.kind === 'claim') addClaim(core, each)
        else if (each.segment !== segment) continue
        else if (each.device === deps.device) mergeInto(core, theirs, seq, each)
        else if (isHere) mergeLive(core, seq, each)
      }
    }
  })
  const how = core.record.held.get(segment)
  if (isHere && typeof how === 'number') hold(core, segment, Math.max(how, since))
  patch(core, { claimsComplete: true })
  publish(core)
  await save(core, { durable: false })
  const subLogs = Array.from(theirs.subLogEnds(), ([client, end]): [number, SubLog] => {
    return [client, Array.from({ length: end }, (_, clock) => theirs.content(client, clock))]
  })
  return new Map(subLogs)
}

/** Journal first: what it says afterwards is right, and the doubt stays in the store until the documents agree. */
async function settleOwn(
  core: ReplicaCore,
  said: LogState,
  there: ReadonlyMap<number, ReadonlyMap<number, SubLog>>,
  claimed: ReadonlySet<number>,
): Promise<boolean> {
  if (core.said !== said) return false
  const { deps, record } = core
  const { nextCounter, newestSegment } = said
  const isCopy = record.doubt === 'copy'
  await save(core, { durable: true })
  const segments = await Promise.all(Array.from(there, (each) => compareSegment(core, ...each)))
  const newClient = newClientId(deps.random)
  const waiting = deps.outbox.pending(deps.id).flatMap(({ content }) => (content ? [content] : []))
  const plan = planOwn({ isCopy, segments, waiting, claimed, newClient, newestSegment })
  const entries = plan.entries.map((entry, index) => toPending(core, entry, nextCounter + index))
  const next = nextCounter + entries.length
  const replaced = await deps.outbox.replace(deps.id, { entries, nextCounter: next })
  if (!replaced.ok) return false
  core.unsettled.clear() // counters are others' now
  for (const [segment, subLogs] of plan.rebuilt) await rebuild(core, segment, subLogs)
  const client = plan.renewed > 0 ? newClient : isCopy || plan.isForked ? undefined : record.client
  if (plan.renewed > 0) {
    addClaim(core, {
      ...headOf(core),
      kind: 'claim',
      segment: 0,
      counter: 0,
      client: newClient,
      gateway: false,
    })
  }
  patch(core, { client, nextCounter: next, doubt: undefined })
  publish(core)
  await save(core, { durable: true })
  tell(core, plan, isCopy)
  return true
}

async function compareSegment(
  core: ReplicaCore,
  segment: number,
  there: ReadonlyMap<number, SubLog>,
): Promise<ComparedSegment> {
  const isHere = core.record.held.has(segment) && (await ensureLoaded(core, segment)).ok
  const clients = ownClients(core)
  const here = isHere ? [...core.conversation.subLogs(segment)].filter(([client]) => clients.has(client)) : []
  return { segment, here: new Map(here), there }
}

const headOf = ({ deps: { id: conversation, device, user } }: ReplicaCore) => ({ conversation, device, user })

function toPending(core: ReplicaCore, planned: PlannedEntry, counter: number): PendingEntry {
  const head = { ...headOf(core), counter }
  const bytes =
    planned.kind === 'claim'
      ? encodeEntry({ ...head, ...planned, segment: 0, gateway: false })
      : encodeEntry({ ...head, ...planned })
  return { conversation: core.deps.id, counter, bytes }
}

/** The segment with other sub-logs of this device, and all else as it is. */
async function rebuild(core: ReplicaCore, segment: number, own: ReadonlyMap<number, SubLog>): Promise<void> {
  const { deps, conversation, record, shelf } = core
  if (!record.held.has(segment) || !(await ensureLoaded(core, segment)).ok) return
  const mine = ownClients(core)
  const others = [...conversation.subLogs(segment)].filter(([client]) => !mine.has(client))
  const made = createConversation({ ...deps, self: deps.user })
  made.loadSegment(
    segment,
    [...others, ...own].map(([client, subLog]) => writeUpdate(client, 0, subLog)),
  )
  shelf.loadFetched(segment, made.snapshot(segment))
}

function tell({ deps: { id: conversation, report } }: ReplicaCore, plan: OwnPlan, isCopy: boolean): void {
  if (isCopy || plan.isForked) report({ kind: 'device-outdated', conversation, changes: plan.renewed })
  if (plan.lost > 0) report({ kind: 'sent-again', conversation, messages: plan.lost })
}

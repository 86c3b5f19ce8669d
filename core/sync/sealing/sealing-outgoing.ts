/** What this device writes to a sealed conversation, sealed when it is sent and not before. Rules CS7 to CS8 in SPEC.md. */
import { millis } from '../../base/clock.ts'
import { toSay } from './reading.ts'
import type { Append, SealedRoom } from './sealed-room.ts'
import { isGone, type SealingCore } from './sealing-core.ts'
import type { SealedAppend, SealFailure } from '../../bridge/sealing.ts'

/** Until a vault that could not be used is tried again. */
const retryMs = 5_000

/** What waits while a batch is being sealed goes with the next one. */
export function schedule(core: SealingCore, room: SealedRoom): void {
  const isDue = room.isDue || room.reading.isDue
  if (room.isScheduled || (room.toSeal.length === 0 && !isDue)) return
  room.isScheduled = true
  void room.queue.run(() => sealWaiting(core, room))
}

/** Seals what is due though nobody has written. */
export function nudge(core: SealingCore, room: SealedRoom): void {
  room.isDue = true
  schedule(core, room)
}

async function sealWaiting(core: SealingCore, room: SealedRoom): Promise<void> {
  room.isScheduled = false
  if (isGone(core, room)) return
  if (room.isVoid && room.underWay.size > 0) return // the last answer calls again
  const batch = room.toSeal.splice(0)
  room.isDue = false
  const entries = batch.map(({ entry }) => entry)
  // With what the person writes it costs nothing.
  const isSaid = (batch.length > 0 || room.reading.isDue) && core.deps.tellsReading()
  const read = isSaid ? toSay(room.reading) : undefined
  room.reading.isDue = false
  const options = { afresh: room.isVoid, ...(read !== undefined && { read }) }
  const sealed = await core.deps.port.seal(room.conversation, entries, options)
  if (isGone(core, room)) return
  if (!sealed.ok) return refuseAll(core, batch, sealed.failure)
  room.isVoid = false
  room.refusal = undefined
  for (const each of sealed.value) sendOne(core, room, batch, each)
}

function sendOne(
  { deps, gate, appends }: SealingCore,
  room: SealedRoom,
  batch: ReadonlyArray<Append>,
  { bytes, id, answers, read }: SealedAppend,
): void {
  const { reading } = room
  reading.underWay = Math.max(reading.underWay, read ?? 0)
  if (read !== undefined) reading.arrival.underWay = reading.arrival.to
  const asked = answers === undefined ? undefined : batch[answers]
  const request = asked?.request ?? deps.newRequest()
  room.underWay.set(request, { bytes, id, isQueued: asked !== undefined })
  appends.set(request, room)
  gate.send({ kind: 'append', request, entry: bytes })
}

async function refuseAll(
  { deps }: SealingCore,
  batch: ReadonlyArray<Append>,
  failure: SealFailure,
): Promise<void> {
  const { detail } = failure
  const answer =
    failure.kind === 'refused'
      ? { code: failure.code, retryAfter: millis(0), detail }
      : { code: 'unavailable' as const, retryAfter: millis(retryMs), detail }
  for (const { request } of batch) await deps.take({ kind: 'refuse', request, ...answer })
}

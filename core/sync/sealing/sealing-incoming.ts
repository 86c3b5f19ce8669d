/** What the relay brings of a sealed conversation, opened before a replica sees it. Rules CS2 to CS6 in SPEC.md. */
import { millis } from '../../base/clock.ts'
import { refuseCodes } from '../../protocol/codes.ts'
import type { LoggedEntry, LogState } from '../../protocol/frame.ts'
import { eraseIfDue } from './erasing.ts'
import { isBehind, type SealedRoom } from './sealed-room.ts'
import { nudge } from './sealing-outgoing.ts'
import { type FrameOf, isGone, openIn, type SealingCore } from './sealing-core.ts'
import type { Opened } from '../../bridge/sealing.ts'

const nothing = new Uint8Array()
/** Until an epoch that came too late is made anew, if nobody has written meanwhile. */
const retryMs = 1_000

/** As a replica takes it: what cannot be read keeps its place in the chain. */
function readable({ seq, head, time }: LoggedEntry, opened: Opened): LoggedEntry {
  const place = { seq, head, time, sealed: opened.id }
  if (opened.kind !== 'entry') return { ...place, bytes: nothing }
  const { bytes, before } = opened
  return before.length === 0 ? { ...place, bytes } : { ...place, bytes, before }
}

export async function takeLog(core: SealingCore, room: SealedRoom, log: LogState): Promise<void> {
  const { deps, verification } = core
  room.knownSeq = Math.max(room.knownSeq, log.seq)
  const position = await deps.port.position(room.conversation)
  if (!position.ok || isGone(core, room)) return
  room.position = position.value
  // The relay has taken entries whose acknowledgement never came: which, only the log can tell.
  if (log.nextCounter !== position.value.ownCounter) await verification.run(room)
  if (isGone(core, room)) return
  eraseIfDue(core, room)
  const { nextCounter, isDue } = room.position
  // Of how far this person has read, what was sealed tells, and no relay (CS14).
  await deps.take({ kind: 'logs', logs: [{ ...log, nextCounter, marked: 0 }] })
  if (isDue) nudge(core, room)
  if (!log.resumed && isBehind(room)) void verification.run(room)
}

export async function sendIfDue(core: SealingCore, room: SealedRoom): Promise<void> {
  const position = await core.deps.port.position(room.conversation)
  if (!position.ok || isGone(core, room)) return
  room.position = position.value
  if (position.value.isDue) nudge(core, room)
}

export async function takeEntries(
  core: SealingCore,
  room: SealedRoom,
  frame: FrameOf<'entries' | 'fetched'>,
): Promise<void> {
  const entries = await openAll(core, room, frame.entries)
  if (entries !== undefined) await core.deps.take({ ...frame, entries })
  if (!isGone(core, room)) eraseIfDue(core, room)
  if (frame.kind === 'entries' && isBehind(room) && !isGone(core, room)) void core.verification.run(room)
}

/** What lacks a key is tried again once the log has been read up to it: an epoch in between may bring it. */
async function openAll(
  core: SealingCore,
  room: SealedRoom,
  entries: ReadonlyArray<LoggedEntry>,
): Promise<ReadonlyArray<LoggedEntry> | undefined> {
  let opened = await openIn(core, room, entries)
  if (opened?.some(lacksKey) === true && isBehind(room)) {
    await core.verification.run(room)
    opened = await openIn(core, room, entries)
  }
  if (opened === undefined || isGone(core, room)) return undefined
  const found = opened
  return entries.flatMap((entry, index) => {
    const each = found[index]
    return each === undefined ? [] : [readable(entry, each)]
  })
}

const lacksKey = (opened: Opened): boolean => opened.kind === 'closed' && opened.why === 'no-key'

/** An own entry is in the log: it counts for the chain of this device like any other that came. */
export async function takeAck(core: SealingCore, room: SealedRoom, frame: FrameOf<'ack'>): Promise<void> {
  const flight = room.underWay.get(frame.request)
  room.underWay.delete(frame.request)
  if (flight === undefined) return
  const { seq, head, time } = frame
  await openIn(core, room, [{ seq, head, time, bytes: flight.bytes }])
  if (isGone(core, room)) return
  eraseIfDue(core, room)
  if (room.position?.isDue === true && room.underWay.size === 0) nudge(core, room)
  if (flight.isQueued) return core.deps.take({ ...frame, sealed: flight.id })
  const entries = [{ seq, head, time, bytes: nothing, sealed: flight.id }]
  await core.deps.take({ kind: 'entries', conversation: room.conversation, entries })
}

/** The first refusal tells; what was sealed after that entry falls with it and is sealed anew. */
export async function takeRefusal(
  core: SealingCore,
  room: SealedRoom,
  frame: FrameOf<'refuse'>,
): Promise<void> {
  const flight = room.underWay.get(frame.request)
  room.underWay.delete(frame.request)
  if (flight === undefined) return
  room.isVoid = true
  const { reading } = room
  reading.isDue = reading.isDue || reading.underWay > 0 || reading.arrival.underWay > 0
  reading.underWay = 0
  reading.arrival.underWay = 0
  room.refusal ??= frame.code
  if (flight.isQueued) await core.deps.take({ ...frame, code: room.refusal })
  else if (refuseCodes[frame.code] === 'retry') {
    core.deps.clock.after(millis(retryMs), () => {
      if (!isGone(core, room)) void room.queue.run(() => sendIfDue(core, room))
    })
  }
}

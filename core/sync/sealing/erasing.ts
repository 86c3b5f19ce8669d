/**
 * Has the relay give up what this device has taken back: fetches the segment of a deletion, lets the holder of keys say what takes the
 * place of which entries, and hands that in. Rules CS20 and CS21 in SPEC.md.
 */
import { millis } from '../../base/clock.ts'
import { contentCounterOf, contentDeviceOf } from '../../sealed/content-entry.ts'
import { refuseCodes } from '../../protocol/codes.ts'
import type { Erasing, SealedRoom } from './sealed-room.ts'
import { type FrameOf, isGone, type SealingCore } from './sealing-core.ts'

/** What is taken back soon after each other is looked for once. */
const waitMs = 2_000
const againMs = 60_000

/** To be called when a position has come: starts what is due in it, once on a connection for each segment. */
export function eraseIfDue(core: SealingCore, room: SealedRoom): void {
  const { erasing } = room.position ?? {}
  if (erasing === undefined || room.isErasing || !core.isUp) return
  room.isErasing = true
  core.deps.clock.after(millis(waitMs), () => {
    if (!isGone(core, room)) begin(core, room, erasing)
  })
}

function begin(core: SealingCore, room: SealedRoom, segment: number): void {
  const request = core.deps.newRequest()
  const { conversation } = room
  const erasing = { room, segment, entries: [], underWay: new Map(), done: [], again: undefined }
  core.erasing.set(request, erasing)
  const all = { segment, after: 0, before: 0, limit: 0, backwards: false }
  if (!core.deps.send({ kind: 'fetch', request, conversation, ...all })) core.erasing.delete(request)
}

/** Undefined if the frame answers something else. */
export function takeSegment(core: SealingCore, frame: FrameOf<'fetched'>): Promise<void> | void | undefined {
  const erasing = core.erasing.get(frame.request)
  if (erasing === undefined) return undefined
  for (const { bytes } of frame.entries)
    if (contentDeviceOf(bytes) === core.deps.device) erasing.entries.push(bytes)
  if (!frame.complete) return Promise.resolve()
  core.erasing.delete(frame.request)
  return erasing.room.queue.run(() => hand(core, erasing))
}

async function hand(core: SealingCore, erasing: Erasing): Promise<void> {
  const { room, entries } = erasing
  const made = await core.deps.port.erase(room.conversation, entries)
  if (isGone(core, room)) return
  if (!made.ok) return tryAgain(core, room)
  for (const entry of made.value) {
    const request = core.deps.newRequest()
    erasing.underWay.set(request, contentCounterOf(entry))
    core.erasing.set(request, erasing)
    core.gate.send({ kind: 'append', request, entry })
  }
  if (made.value.length === 0) await finish(core, erasing)
}

/** False if the frame answers something else. */
export function takeErased(core: SealingCore, frame: FrameOf<'ack' | 'refuse'>): boolean {
  const erasing = core.erasing.get(frame.request)
  if (erasing === undefined) return false
  core.erasing.delete(frame.request)
  const counter = erasing.underWay.get(frame.request)
  erasing.underWay.delete(frame.request)
  if (frame.kind === 'refuse')
    erasing.again = refuseCodes[frame.code] === 'retry' ? 'soon' : (erasing.again ?? 'later')
  if (frame.kind === 'ack' && counter !== undefined) erasing.done.push(counter)
  if (erasing.underWay.size === 0) void erasing.room.queue.run(() => finish(core, erasing))
  return true
}

/** What was given up is so; the rest is found anew. */
function tryAgain(core: SealingCore, room: SealedRoom): void {
  core.deps.clock.after(millis(againMs), () => {
    if (isGone(core, room)) return
    room.isErasing = false
    eraseIfDue(core, room)
  })
}

async function finish(core: SealingCore, { room, segment, done, again }: Erasing): Promise<void> {
  if (again === 'later') return
  if (again === 'soon') return tryAgain(core, room)
  const noted = await core.deps.port.erased(room.conversation, segment, done)
  if (!noted.ok || isGone(core, room)) return
  room.position = noted.value
  room.isErasing = false
  eraseIfDue(core, room)
}

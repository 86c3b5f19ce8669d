/**
 * Stands between the socket and the replicas: of sealed conversations they see the open entries that were in the sealed ones,
 * and the relay sees sealed entries alone. Frames of other conversations pass untouched. Rules CS1 to CS8, CS14 and CS22 in SPEC.md.
 */
import type { ClientFrame } from '../../protocol/frame.ts'
import { conversationOf } from '../../protocol/entry.ts'
import type { ConversationId, UserId } from '../../protocol/ids.ts'
import type { WorkFrame } from '../relay-session.ts'
import { createAppendGate } from './append-gate.ts'
import { type FrameOf, isSealed, openIn, roomOf, type SealingCore, type SealingDeps } from './sealing-core.ts'
import { takeErased, takeSegment } from './erasing.ts'
import { stopReading } from './reading.ts'
import { markArrived, markRead } from './say-reading.ts'
import { sendIfDue, takeAck, takeEntries, takeLog, takeRefusal } from './sealing-incoming.ts'
import { nudge, schedule } from './sealing-outgoing.ts'
import { createVerification } from './verification.ts'

export interface Sealing {
  /** A frame as the socket brings it. Resolves when it has been dealt with. */
  readonly take: (frame: WorkFrame) => Promise<void> | void
  /** In place of the link's. */
  readonly send: (frame: ClientFrame) => boolean
  /** Something is due in this conversation though nobody has written. */
  readonly due: (conversation: ConversationId) => void
  /** What these people wrote, up to this place, is on this device. */
  readonly arrived: (conversation: ConversationId, seq: number, by: ReadonlySet<UserId>) => void
  readonly linkDown: () => void
}

export function createSealing(deps: SealingDeps): Sealing {
  const core: SealingCore = {
    deps,
    gate: createAppendGate(deps.send),
    verification: createVerification({
      ...deps,
      open: (room, entries) => openIn({ deps }, room, entries),
      failed: ({ conversation }, seqs) => deps.failed(conversation, seqs),
    }),
    announced: new Set(),
    rooms: new Map(),
    fetches: new Map(),
    appends: new Map(),
    erasing: new Map(),
    isUp: false,
    isAnswered: false,
  }
  return {
    take: (frame) => take(core, frame),
    send: (frame) => send(core, frame),
    due: (conversation) => {
      if (core.isAnswered) nudge(core, roomOf(core, conversation))
    },
    arrived: (conversation, seq, by) => {
      const room = core.rooms.get(conversation) // none before the relay has told of its log
      if (room !== undefined) markArrived(core, room, seq, by)
    },
    linkDown: () => {
      core.isUp = false
      core.isAnswered = false
      core.gate.linkDown()
      for (const { reading } of core.rooms.values()) stopReading(reading)
      core.rooms.clear()
      core.fetches.clear()
      core.appends.clear()
      core.erasing.clear()
      core.verification.linkDown()
    },
  }
}

function take(core: SealingCore, frame: WorkFrame): Promise<void> | void {
  core.isUp = true
  switch (frame.kind) {
    case 'logs':
      return takeLogs(core, frame)
    case 'entries': {
      if (!isSealed(core, frame.conversation)) return core.deps.take(frame)
      const room = roomOf(core, frame.conversation)
      return room.queue.run(() => takeEntries(core, room, frame))
    }
    case 'fetched':
      return takeFetched(core, frame)
    case 'ack':
    case 'refuse':
      return takeAnswer(core, frame)
    case 'marks':
      return isSealed(core, frame.conversation) ? undefined : core.deps.take(frame)
    case 'directory':
      if (!core.isAnswered) sendUntold(core)
      return core.deps.take(frame)
    default:
      return core.deps.take(frame)
  }
}

/** The relay has told of all that it has (HS10): what was made here and is not among that begins with what is due in it. */
function sendUntold(core: SealingCore): void {
  core.isAnswered = true
  for (const { id } of core.deps.port.rows()) {
    if (core.rooms.has(id)) continue
    const room = roomOf(core, id)
    void room.queue.run(() => sendIfDue(core, room))
  }
}

async function takeLogs(core: SealingCore, { logs }: FrameOf<'logs'>): Promise<void> {
  const { take: pass, hold } = core.deps
  for (const log of logs) if (log.sealed) core.announced.add(log.conversation)
  const open = logs.filter(({ conversation }) => !isSealed(core, conversation))
  const sealed = logs.filter(({ conversation }) => isSealed(core, conversation))
  const held = sealed.map((log) => {
    const room = roomOf(core, log.conversation)
    const { release } = hold(log.conversation)
    return room.queue.run(() => takeLog(core, room, log)).finally(release)
  })
  await Promise.all([open.length > 0 ? pass({ kind: 'logs', logs: open }) : undefined, ...held])
}

function takeFetched(core: SealingCore, frame: FrameOf<'fetched'>): Promise<void> | void {
  const verified = core.verification.fetched(frame)
  if (verified !== undefined) return verified
  const looked = takeSegment(core, frame)
  if (looked !== undefined) return looked
  const conversation = core.fetches.get(frame.request)
  if (conversation === undefined) return core.deps.take(frame)
  if (frame.complete) core.fetches.delete(frame.request)
  const room = roomOf(core, conversation)
  return room.queue.run(() => takeEntries(core, room, frame))
}

function takeAnswer(core: SealingCore, frame: FrameOf<'ack' | 'refuse'>): Promise<void> | void {
  const { request } = frame
  core.gate.answered(request)
  if (takeErased(core, frame)) return
  const room = core.appends.get(request)
  core.appends.delete(request)
  core.fetches.delete(request)
  if (room === undefined) return core.verification.refused(request) ? undefined : core.deps.take(frame)
  return room.queue.run(async () => {
    await (frame.kind === 'ack' ? takeAck(core, room, frame) : takeRefusal(core, room, frame))
    schedule(core, room)
  })
}

function send(core: SealingCore, frame: ClientFrame): boolean {
  if (frame.kind === 'fetch' && isSealed(core, frame.conversation)) {
    core.fetches.set(frame.request, frame.conversation)
  }
  if (frame.kind === 'mark' && isSealed(core, frame.conversation)) {
    if (core.isUp) markRead(core, roomOf(core, frame.conversation), frame.seq)
    return core.isUp
  }
  if (frame.kind !== 'append') return core.deps.send(frame)
  const conversation = conversationOf(frame.entry)
  if (conversation === undefined || !isSealed(core, conversation)) return core.gate.send(frame)
  const room = roomOf(core, conversation)
  room.toSeal.push(frame)
  schedule(core, room)
  return true
}

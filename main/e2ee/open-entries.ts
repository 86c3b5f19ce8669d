/**
 * Takes entries of a sealed log in: those that follow what is verified are held to every rule, in their order, and move it on;
 * others are opened on sight, if their signature and key allow. Rules OE1 to OE18 in core/e2ee/SPEC.md.
 */
import { bytesEqual } from '../../core/base/bytes.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { ClosedReason, Opened, OpenedEntries, SealFailure } from '../../core/bridge/sealing.ts'
import { isCheckpoint, type Payload } from '../../core/e2ee/payload.ts'
import { entryIdOf } from '../../core/protocol/entry.ts'
import type { LoggedEntry } from '../../core/protocol/frame.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { emptyHead, nextHead } from '../../core/protocol/log.ts'
import type { SealedContent } from '../../core/sealed/content-entry.ts'
import { decodeSealed, type SealedEntry } from '../../core/sealed/sealed-entry.ts'
import { passOver, type SealedLog } from '../../core/sealed/sealed-log.ts'
import { signedText } from '../../core/sealed/signed-text.ts'
import { noteSilence } from './checkpoint.ts'
import { noteDeletion, noteReturn, readBody } from './erase-entries.ts'
import { keepEpoch, keepLeave } from './keep-epoch.ts'
import { type Batch, judgeNext, settled, Unavailable } from './judge-next.ts'
import { floorOf } from './log-floor.ts'
import type { KeptLog } from './log-keeper.ts'
import { isFulfilled } from './plans.ts'
import { readPayload } from './read-payload.ts'
import { positionOf, type SealedCore, tellMembers } from './sealed-core.ts'
import type { EpochRecord } from './sealed-records.ts'
import { noteUnopened } from './unopened.ts'
import { createVouching, type Vouching } from './vouched-entries.ts'

export async function openEntries(
  core: SealedCore,
  conversation: ConversationId,
  entries: ReadonlyArray<LoggedEntry>,
): Promise<Result<OpenedEntries, SealFailure>> {
  const kept = core.keeper.log(conversation)
  const opened: Array<Opened> = []
  const before = trustOf(kept)
  const came = entries.map((logged) => read(core, logged))
  const batch = { core, conversation, kept, vouching: vouchingIn(core, kept, came) }
  core.owed.defer()
  try {
    for (const each of came) opened.push(await openOne(batch, each))
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    return fail({ kind: 'unavailable', detail: error.message })
  } finally {
    core.keeper.changed(conversation)
    if (trustOf(kept) !== before) core.events.trustChanged(conversation)
  }
  return ok({ entries: opened, position: positionOf(core, conversation) })
}

interface Came {
  readonly logged: LoggedEntry
  readonly id: Uint8Array
  /** Undefined for what is none. */
  readonly entry: SealedEntry | undefined
}

function read({ primitives }: SealedCore, logged: LoggedEntry): Came {
  const decoded = decodeSealed(logged.bytes, primitives.sha256)
  return decoded.ok
    ? { logged, id: decoded.value.id, entry: decoded.value }
    : { logged, id: entryIdOf(logged.bytes, primitives.sha256), entry: undefined }
}

function vouchingIn({ owed, primitives }: SealedCore, kept: KeptLog, came: ReadonlyArray<Came>): Vouching {
  const isTrusted = !kept.met.isDoubted && owed.hasRoom()
  return createVouching(isTrusted ? came.flatMap(({ entry }) => entry ?? []) : [], primitives)
}

/** What `conversationTrust` says of the log, as something to compare. */
const trustOf = ({ record, met }: KeptLog): string =>
  [
    record.checked?.time,
    record.wrong.size,
    record.unopened.length,
    met.lacksKey > record.log.seq && record.log.seq,
    met.blockedBy,
  ].join()

async function openOne(batch: Batch, { logged, id, entry }: Came): Promise<Opened> {
  const { core, conversation, kept } = batch
  const { log } = kept.record
  kept.met.told = Math.max(kept.met.told, logged.seq)
  const isNext =
    logged.seq === log.seq + 1 &&
    bytesEqual(nextHead(log.head, logged.seq, id, core.primitives.sha256), logged.head)
  if (!isNext) {
    if (entry === undefined || kept.record.wrong.has(logged.seq))
      return { id, kind: 'skipped', why: 'wrong before' }
    const opened = openOnSight(core, conversation, kept, logged, entry)
    if (opened.kind === 'closed' && logged.seq > log.seq)
      kept.met.lacksKey = Math.max(kept.met.lacksKey, logged.seq)
    return opened
  }
  const floor = floorOf(core.keyring, conversation)
  if (floor?.seq === logged.seq && !bytesEqual(floor.head, logged.head)) {
    throw new Unavailable('the relay shows another log than the one that another device of this person has')
  }
  const judged = entry && (await judgeNext(batch, entry))
  if (entry === undefined || judged?.ok !== true) {
    const why = judged?.ok === false ? judged.failure.reason : 'malformed'
    advance(kept, logged, passOver(log, id))
    kept.record = { ...kept.record, wrong: new Set(kept.record.wrong).add(logged.seq) }
    return { id, kind: 'skipped', why }
  }
  await keep(core, conversation, judged.value, entry)
  advance(kept, logged, judged.value)
  noteSeen(core, kept, entry)
  const opened = await openInPlace(core, conversation, kept, entry)
  noteSilence(core, kept, entry, opened)
  return opened
}

/** Before the log moves past it: what could not be kept comes again. */
async function keep(
  core: SealedCore,
  conversation: ConversationId,
  next: SealedLog,
  entry: SealedEntry,
): Promise<void> {
  if (entry.kind === 'epoch' && !(await keepEpoch(core, conversation, next, entry)))
    throw new Unavailable('a key could not be kept')
  if (entry.kind === 'leave' && !(await keepLeave(core, conversation, entry)))
    throw new Unavailable('who has left could not be kept')
}

/** Times are kept for so many places: who writes has mostly seen one of the last. */
const keptTimes = 256

function advance(kept: KeptLog, { seq, time }: LoggedEntry, log: SealedLog): void {
  kept.record = { ...kept.record, log }
  kept.heads.push(log.seq, log.head)
  kept.met.times.set(seq, time)
  kept.met.times.delete(seq - keptTimes)
}

/** Another device vouches for the log up to a place: with what it has signed it has signed the head there. */
function noteSeen({ own }: SealedCore, kept: KeptLog, { device, seenSeq }: SealedEntry): void {
  const time = kept.met.times.get(seenSeq)
  if (device === own.device || time === undefined || seenSeq <= (kept.record.checked?.seq ?? 0)) return
  kept.record = { ...kept.record, checked: { seq: seenSeq, time } }
}

async function openInPlace(
  core: SealedCore,
  conversation: ConversationId,
  kept: KeptLog,
  entry: SealedEntry,
): Promise<Opened> {
  switch (entry.kind) {
    case 'epoch':
      await settlePlan(core, conversation, kept)
      tellMembers(core, conversation)
      return { id: entry.id, kind: 'control' }
    case 'leave':
      await settlePlan(core, conversation, kept)
      tellMembers(core, conversation)
      return { id: entry.id, kind: 'control' }
    case 'content': {
      const epoch = core.keeper.epoch(conversation, entry.epochId)
      if (epoch === undefined) return closed(entry.id, 'no-key')
      const opened = openWith(core, conversation, kept, entry, epoch, noteDeletion)
      noteUnopened(core, kept, entry, opened)
      return opened
    }
  }
}

async function settlePlan(
  core: SealedCore,
  conversation: ConversationId,
  { record }: KeptLog,
): Promise<void> {
  const plan = core.plans.of(conversation)
  const { epoch } = record.log
  if (plan !== undefined && epoch !== undefined && isFulfilled(plan, epoch, core.own.user)) {
    await settled(core, conversation)
    await core.plans.done(conversation)
  }
}

/** As far as it can be told without the log before it: signed by a device of its epoch, sealed with that epoch's key. */
function openOnSight(
  core: SealedCore,
  conversation: ConversationId,
  kept: KeptLog,
  logged: LoggedEntry,
  entry: SealedEntry,
): Opened {
  if (entry.conversation !== conversation) return { id: entry.id, kind: 'skipped', why: 'conversation' }
  if (isElsewhere(kept, logged, entry.id)) return { id: entry.id, kind: 'skipped', why: 'another log' }
  if (entry.kind !== 'content') return { id: entry.id, kind: 'control' }
  const epoch = core.keeper.epoch(conversation, entry.epochId)
  // Given by another device, and not read of here yet: who may write in it comes with the log.
  if (epoch === undefined || epoch.devices.size === 0) return closed(entry.id, 'no-key')
  const writer = epoch.devices.get(entry.device)
  if (writer === undefined || epoch.n !== entry.epoch) return { id: entry.id, kind: 'skipped', why: 'device' }
  const isSigned = core.primitives.verify(writer.sign, signedText('entry', entry.header), entry.signature)
  if (!isSigned) return { id: entry.id, kind: 'skipped', why: 'signature' }
  return openWith(core, conversation, kept, entry, epoch)
}

/** Something else was verified at that place, or comes next. */
function isElsewhere({ record, heads }: KeptLog, { seq, head }: LoggedEntry, id: Uint8Array): boolean {
  const known = heads.at(seq)
  if (known !== undefined && !bytesEqual(known, head)) return true
  const last = seq === 1 ? emptyHead : heads.at(seq - 1)
  const before = seq === record.log.seq + 1 ? record.log.head : last
  return before !== undefined && !bytesEqual(nextHead(before, seq, id), head)
}

function openWith(
  core: SealedCore,
  conversation: ConversationId,
  kept: KeptLog,
  entry: SealedContent,
  epoch: EpochRecord,
  noteOwn?: (kept: KeptLog, payload: Payload) => void,
): Opened {
  const { id } = entry
  const writer = epoch.devices.get(entry.device)
  if (epoch.key === undefined || writer === undefined) {
    kept.record = { ...kept.record, closedBy: new Set(kept.record.closedBy).add(entry.device) }
    return closed(id, reasonWithoutKey(core))
  }
  const message = core.messageKey(epoch.key, entry.epochId, entry.device)
  const { user, sign } = writer
  const read = readBody(core, entry, sign, message)
  if (!read.ok) return { id, kind: 'skipped', why: read.failure.kind }
  const payload = read.value
  core.heard(user, payload)
  if (entry.device === core.own.device) {
    noteOwn?.(kept, payload)
    noteReturn(kept, entry)
  }
  if (entry.device === core.own.device && !isCheckpoint(payload)) {
    const nextCounter = Math.max(kept.record.nextCounter, payload.counter + 1)
    kept.record = { ...kept.record, nextCounter }
  }
  const opened = readPayload({ conversation, device: entry.device, user }, kept, id, payload)
  if (payload.read === undefined) return opened
  const { seenSeq } = entry
  return { ...opened, read: { user, seq: Math.min(payload.read, seenSeq), has: seenSeq } } // nobody has read what they had not seen
}

const reasonWithoutKey = ({ own }: SealedCore): ClosedReason =>
  own.state() === 'ready' ? 'before-joining' : 'not-linked'
const closed = (id: Uint8Array, why: ClosedReason): Opened => ({ id, kind: 'closed', why })

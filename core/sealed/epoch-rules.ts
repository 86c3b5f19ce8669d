/** When an epoch entry counts (SPEC.md, SE*). */
import { bytesEqual } from '../base/bytes.ts'
import { ok } from '../base/result.ts'
import type { Sha256 } from '../base/sha256.ts'
import type { DeviceId, UserId } from '../protocol/ids.ts'
import { isAscending } from './canonical.ts'
import type { ChainMark, EpochMember } from './epoch-body.ts'
import { epochIdOf, noEpoch, type SealedEpoch } from './epoch-entry.ts'
import {
  firstOf,
  type Judgement,
  type Objection,
  refused,
  type SealedFacts,
  type SealedRefusal,
  unless,
} from './judgement.ts'
import { isLeafGood, readLeaf } from './leaf-record.ts'
import { changeObjection, createObjection } from './membership-rules.ts'
import { appended, chainObjection, seenObjection, signatureObjection } from './place-rules.ts'
import { type CurrentEpoch, type EpochDevice, type SealedLog, stillThere } from './sealed-log.ts'

export function judgeEpoch(log: SealedLog, entry: SealedEpoch, facts: SealedFacts): Judgement {
  return log.epoch === undefined ? judgeFirst(log, entry, facts) : judgeNext(log, log.epoch, entry, facts)
}

function judgeFirst(log: SealedLog, entry: SealedEpoch, facts: SealedFacts): Judgement {
  const early = firstPlaceObjection(log, entry)
  if (early !== undefined) return refused(early)
  const devices = devicesOf(entry, facts, undefined)
  if ('reason' in devices) return refused(devices)
  const writer = devices.get(entry.device)
  if (writer === undefined) return refused({ code: 'not-linked', reason: 'device' })
  const objection = firstOf(
    () => chainObjection(log, entry),
    () => seenObjection(log, entry, facts),
    () => createObjection(entry, writer.user),
    () => bodyObjection(log, entry, devices, writer, facts),
    () => signatureObjection(writer.sign, entry, facts),
  )
  return objection === undefined ? ok(begun(log, entry, devices, facts.sha256)) : refused(objection)
}

function judgeNext(log: SealedLog, before: CurrentEpoch, entry: SealedEpoch, facts: SealedFacts): Judgement {
  const early = nextPlaceObjection(log, before, entry)
  if (early !== undefined) return refused(early)
  // By the epoch before: nobody is let in by their own word.
  const writer = before.devices.get(entry.device) ?? deviceOfTheLast(before, entry, facts)
  if ('reason' in writer) return refused(writer)
  const own = firstOf(
    () => unless(!before.left.includes(writer.user), 'forbidden', 'left'),
    () => chainObjection(log, entry),
    () => seenObjection(log, entry, facts),
    // Before lists are asked for: only a member can make anybody wait for them.
    () => signatureObjection(writer.sign, entry, facts),
    () => changeObjection(before, entry, writer.user),
  )
  if (own !== undefined) return refused(own)
  const devices = devicesOf(entry, facts, before)
  if ('reason' in devices) return refused(devices)
  const objection = bodyObjection(log, entry, devices, writer, facts)
  return objection === undefined ? ok(begun(log, entry, devices, facts.sha256)) : refused(objection)
}

/** Where one person alone is left, nobody else could let a device of theirs in: their own list does. */
function deviceOfTheLast(
  before: CurrentEpoch,
  { device, body }: SealedEpoch,
  facts: SealedFacts,
): EpochDevice | SealedRefusal {
  const [last, another] = stillThere(before)
  const named = another === undefined && body.members.find(({ user }) => user === last?.user)
  if (!named) return { code: 'not-linked', reason: 'device' }
  const list = facts.listOf(named.user, named.version)
  if (list === undefined) return { code: 'stale-epoch', reason: 'list-unknown' }
  const sign = list.devices.get(device)
  return sign === undefined ? { code: 'not-linked', reason: 'device' } : { user: named.user, sign }
}

const bodyObjection = (
  log: SealedLog,
  entry: SealedEpoch,
  devices: ReadonlyMap<DeviceId, EpochDevice>,
  writer: EpochDevice,
  facts: SealedFacts,
): Objection =>
  firstOf(
    () => unless(devices.get(entry.device)?.user === writer.user, 'invalid', 'committer'),
    () => wrapObjection(entry, devices, facts),
    () => leafObjection(entry, writer, facts),
    () => unless(marksFit(log, entry.body.marks, devices), 'invalid', 'marks'),
  )

const firstPlaceObjection = (log: SealedLog, entry: SealedEpoch): Objection =>
  firstOf(
    () => unless(entry.epoch === 0, 'stale-epoch', 'no-epoch'),
    () => unless(entry.epochId === noEpoch, 'invalid', 'epoch'),
    () => unless(log.seq === 0 && entry.seenSeq === 0, 'invalid', 'moved'),
  )

const nextPlaceObjection = (log: SealedLog, before: CurrentEpoch, entry: SealedEpoch): Objection =>
  firstOf(
    () => unless(entry.epoch !== 0, 'stale-epoch', 'exists'),
    () => unless(entry.epoch === before.n + 1 && entry.epochId === before.id, 'stale-epoch', 'epoch'),
    // Compare and append: who was let in or sent away, and how far each had written, is said of this very place.
    () => unless(entry.seenSeq === log.seq, 'stale-epoch', 'moved'),
    () =>
      unless(entry.body.kind === before.kind && entry.body.workspace === before.workspace, 'invalid', 'kind'),
    () => unless(bytesEqual(entry.body.salt, before.salt), 'invalid', 'kind'),
  )

/** All devices of the new epoch with their keys, or what speaks against one of its members. */
function devicesOf(
  { body }: SealedEpoch,
  facts: SealedFacts,
  before: CurrentEpoch | undefined,
): ReadonlyMap<DeviceId, EpochDevice> | SealedRefusal {
  const devices = new Map<DeviceId, EpochDevice>()
  for (const member of body.members) {
    const objection = listObjection(member, facts, before)
    if (objection !== undefined) return objection
    const listed = facts.listOf(member.user, member.version)?.devices
    for (const device of member.devices) {
      const sign = listed?.get(device)
      if (sign === undefined || devices.has(device)) return { code: 'invalid', reason: 'ghost-device' }
      devices.set(device, { user: member.user, sign })
    }
  }
  return devices
}

function listObjection(
  { user, version, list }: EpochMember,
  facts: SealedFacts,
  before: CurrentEpoch | undefined,
): Objection {
  const known = facts.listOf(user, version)
  const last = before?.members.find((member) => member.user === user)
  return firstOf(
    () => unless(known !== undefined, 'stale-epoch', 'list-unknown'),
    () => unless(known !== undefined && bytesEqual(known.hash, list), 'invalid', 'list-other'),
    () => unless(version >= (last?.version ?? 0), 'invalid', 'list-falls'),
    () => unless(facts.append?.isNewest(user, version) ?? true, 'stale-epoch', 'list-old'),
  )
}

/** Every device has the key, and nobody else does. */
function wrapObjection(
  { body: { wraps } }: SealedEpoch,
  devices: ReadonlyMap<DeviceId, EpochDevice>,
  { append }: SealedFacts,
): Objection {
  const fit = wraps.length === devices.size && wraps.every(({ device }) => devices.has(device))
  return firstOf(
    () => unless(fit && isAscending(wraps.map(({ device }) => device)), 'invalid', 'wraps'),
    () =>
      unless(
        append === undefined ||
          wraps.every(({ device, generation }) => append.isLeafGood(device, generation)),
        'stale-epoch',
        'leaf-old',
      ),
  )
}

/** Whoever makes an epoch shows a leaf of their own that is good at that time, and wraps to it for themselves. */
function leafObjection(entry: SealedEpoch, { sign }: EpochDevice, facts: SealedFacts): Objection {
  const leaf = readLeaf(entry.body.leaf, sign, facts)
  const own = entry.body.wraps.find(({ device }) => device === entry.device)
  const good = leaf !== undefined && isLeafGood(leaf, entry.time) && own?.generation === leaf.g
  return unless(good, 'invalid', 'leaf')
}

/** The marks are the ends of the chains of the devices that are in the epoch and have written before. */
function marksFit(
  log: SealedLog,
  marks: ReadonlyArray<ChainMark>,
  devices: ReadonlyMap<DeviceId, EpochDevice>,
): boolean {
  const marked = new Set(marks.map(({ device }) => device))
  const right = marks.every(({ device, counter, entryId }) => {
    const chain = log.chains.get(device)
    if (chain === undefined) return !log.whole && devices.has(device)
    return devices.has(device) && chain.counter === counter && bytesEqual(chain.entryId, entryId)
  })
  return right && [...devices.keys()].every((device) => marked.has(device) || !log.chains.has(device))
}

function begun(
  log: SealedLog,
  entry: SealedEpoch,
  devices: ReadonlyMap<DeviceId, EpochDevice>,
  sha256: Sha256 | undefined,
): SealedLog {
  const { kind, workspace, salt, commit, members } = entry.body
  const next = appended(withMarks(log, entry.body.marks), entry, sha256)
  const epoch: CurrentEpoch = {
    n: entry.epoch,
    id: epochIdOf(entry.id),
    kind,
    workspace,
    salt,
    commit,
    members,
    devices,
    seq: next.seq,
    time: entry.time,
    entries: 0,
    left: [],
  }
  return { ...next, epoch }
}

/** What the marks tell a log that was begun in the middle of devices that come back. */
function withMarks(log: SealedLog, marks: ReadonlyArray<ChainMark>): SealedLog {
  if (log.whole) return log
  const chains = new Map(log.chains)
  for (const { device, counter, entryId } of marks)
    if (!chains.has(device)) chains.set(device, { counter, entryId, seenSeq: 0 })
  return { ...log, chains }
}

/**
 * Begins a log at an epoch entry that is not its first, for whoever has no need of what was before. `place` is the entry's own
 * seq and the head before it. That its writer was a member, and how far each device had written, is taken from the entry, as
 * from whoever let this reader in; all that follows is held to the rules.
 *
 * This version reads every log from its beginning. That a log can be begun here all the same is a property of the format (SE10,
 * SE16), which nobody can add to it later: tests hold it to that. @internal
 */
export function beginAt(
  place: { readonly seq: number; readonly head: Uint8Array },
  entry: SealedEpoch,
  facts: SealedFacts,
): Judgement {
  const log = withMarks(
    {
      conversation: entry.conversation,
      seq: place.seq - 1,
      head: place.head,
      epoch: undefined,
      chains: new Map(),
      whole: false,
    },
    entry.body.marks,
  )
  const devices = devicesOf(entry, facts, undefined)
  if ('reason' in devices) return refused(devices)
  const writer = devices.get(entry.device)
  if (writer === undefined) return refused({ code: 'invalid', reason: 'committer' })
  const objection = firstOf(
    () => unless(entry.seenSeq === log.seq, 'invalid', 'moved'),
    () => chainObjection(log, entry),
    () => seenObjection(log, entry, facts),
    () => bodyObjection(log, entry, devices, writer, facts),
    () => signatureObjection(writer.sign, entry, facts),
  )
  return objection === undefined ? ok(begun(log, entry, devices, facts.sha256)) : refused(objection)
}

/** The lists that have to be known before the entry is judged. */
export const neededLists = ({
  body,
}: SealedEpoch): ReadonlyArray<{ readonly user: UserId; readonly version: number }> =>
  body.members.map(({ user, version }) => ({ user, version }))

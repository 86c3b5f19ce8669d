/**
 * Makes an epoch entry and takes the key out of one. The key is 32 random bytes, wrapped by HPKE to a leaf of each device:
 *
 *   info = "tidings/v1/wrap" ‖ 0 ‖ conv 16 ‖ epoch u32 ‖ prevEpochId 16 ‖ committer 16 ‖ recipient 16 ‖ generation u64 ‖ keyCommit 32
 *
 * so that a wrap opens nowhere but in its own entry, for its own device.
 */
import { bytesEqual, concatBytes } from '../base/bytes.ts'
import type { Millis } from '../base/clock.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { type DeviceId, type EpochId, idBytes, idToBytes, type WorkspaceId } from '../protocol/ids.ts'
import { joinSealed } from '../sealed/content-entry.ts'
import { type EntryPlace, hashBytes, noHash } from '../sealed/entry-place.ts'
import {
  type ChainMark,
  encodeEpochBody,
  type EpochMember,
  type EpochReason,
  type SealedKind,
  type Wrap,
} from '../sealed/epoch-body.ts'
import { encodeEpochHeader, epochIdOf, noEpoch, type SealedEpoch } from '../sealed/epoch-entry.ts'
import { createHeaderWriter } from '../sealed/header-bytes.ts'
import type { SealedLog } from '../sealed/sealed-log.ts'
import { tagBytes } from '../sealed/signed-text.ts'
import { setupRecipient, setupSender } from './hpke.ts'
import { keyCommit } from './key-schedule.ts'
import { keyBytes, type Primitives, type SigningKey } from './primitives.ts'
import { signEntry } from './seal-content.ts'

/** Whose keys the epoch is for. Their devices' leaves were verified, and are good now. */
export interface EpochPlan {
  readonly reason: EpochReason
  /** Ascending by user; `since` follows from the log. */
  readonly members: ReadonlyArray<Omit<EpochMember, 'since'>>
  readonly leaves: ReadonlyMap<DeviceId, LeafKey>
  /** For the first epoch; later ones have the log's. */
  readonly create?: {
    readonly kind: SealedKind
    readonly workspace: WorkspaceId
    readonly salt: Uint8Array
  }
}
export interface LeafKey {
  readonly g: number
  /** E.pk. */
  readonly key: Uint8Array
}

export interface Committer {
  readonly device: DeviceId
  readonly signing: SigningKey
  /** Its own newest leaf record, as signed. */
  readonly leaf: Uint8Array
}

export interface MadeEpoch {
  readonly bytes: Uint8Array
  readonly id: EpochId
  /** EK: whoever keeps it wipes it in the end. */
  readonly key: Uint8Array
}

export type CommitFailure =
  /** No leaf of this device was given, or it is a key that nothing can be wrapped to. */
  | { readonly kind: 'no-leaf'; readonly device: DeviceId }
  /** The first epoch needs `create`. */
  | { readonly kind: 'nothing-to-rotate' }

/** An epoch entry for the very end of `log`. Whether the rules allow it is for `judgeSealed`. */
export function commitEpoch(
  primitives: Primitives,
  log: SealedLog,
  committer: Committer,
  plan: EpochPlan,
  time: Millis,
): Result<MadeEpoch, CommitFailure> {
  const root = plan.create ?? log.epoch
  if (root === undefined) return fail({ kind: 'nothing-to-rotate' })
  const place = placeAtEnd(log, committer.device, time)
  const key = primitives.random(keyBytes)
  const commit = keyCommit(primitives, key, log.conversation, place.epoch)
  const devices = plan.members.flatMap((member) => member.devices).toSorted()
  const wraps: Wrap[] = []
  for (const device of devices) {
    const leaf = plan.leaves.get(device)
    const wrap = leaf && wrapKey(primitives, place, commit, device, leaf, key)
    if (wrap === undefined) return fail({ kind: 'no-leaf', device })
    wraps.push(wrap)
  }
  const before = new Map(log.epoch?.members.map((member) => [member.user, member.since]))
  const body = encodeEpochBody({
    kind: root.kind,
    workspace: root.workspace,
    salt: root.salt,
    reason: plan.reason,
    members: plan.members.map((member) => ({ ...member, since: before.get(member.user) ?? place.epoch })),
    marks: devices.flatMap((device) => markOf(log, device)),
    commit,
    leaf: committer.leaf,
    wraps,
  })
  const header = encodeEpochHeader({ ...place, bodyHash: primitives.sha256(body) })
  const signature = signEntry(primitives, committer.signing, header)
  const entryId = primitives.sha256(concatBytes(header, signature))
  return ok({ bytes: joinSealed(header, signature, body), id: epochIdOf(entryId), key })
}

function placeAtEnd(log: SealedLog, device: DeviceId, time: Millis): EntryPlace {
  const chain = log.chains.get(device)
  return {
    conversation: log.conversation,
    epoch: log.epoch === undefined ? 0 : log.epoch.n + 1,
    epochId: log.epoch?.id ?? noEpoch,
    device,
    counter: chain === undefined ? 0 : chain.counter + 1,
    prevOwn: chain?.entryId ?? noHash,
    seenSeq: log.seq,
    seenHead: log.head,
    time,
  }
}

function markOf({ chains }: SealedLog, device: DeviceId): ReadonlyArray<ChainMark> {
  const chain = chains.get(device)
  return chain === undefined ? [] : [{ device, counter: chain.counter, entryId: chain.entryId }]
}

function wrapKey(
  primitives: Primitives,
  place: EntryPlace,
  commit: Uint8Array,
  device: DeviceId,
  { g, key }: LeafKey,
  epochKey: Uint8Array,
): Wrap | undefined {
  const setup = setupSender(primitives, key, wrapInfo(place, commit, device, g))
  if (setup === undefined) return undefined
  return { device, generation: g, enc: setup.enc, sealed: setup.context.seal(epochKey, new Uint8Array()) }
}

export type UnwrapFailure =
  /** The epoch is not for this device. */
  | { readonly kind: 'no-wrap' }
  /** Wrapped to another leaf than this generation's, or not for this entry. */
  | { readonly kind: 'does-not-open' }
  /** Not the key that the entry promises to everybody. */
  | { readonly kind: 'other-key' }

/** The generation of the leaf that an epoch's key is wrapped to for this device; undefined if it is not. */
export const wrappedGeneration = (entry: SealedEpoch, device: DeviceId): number | undefined =>
  entry.body.wraps.find((wrap) => wrap.device === device)?.generation

/** EK of an epoch entry that counts, for `device` with the private part of its leaf of `wrappedGeneration`. */
export function unwrapEpoch(
  primitives: Primitives,
  entry: SealedEpoch,
  device: DeviceId,
  leafSecret: Uint8Array,
): Result<Uint8Array, UnwrapFailure> {
  const { commit, wraps } = entry.body
  const wrap = wraps.find((each) => each.device === device)
  if (wrap === undefined) return fail({ kind: 'no-wrap' })
  const info = wrapInfo(entry, commit, device, wrap.generation)
  const context = setupRecipient(primitives, leafSecret, wrap.enc, info)
  const key = context?.open(wrap.sealed, new Uint8Array())
  if (key === undefined) return fail({ kind: 'does-not-open' })
  const promised = keyCommit(primitives, key, entry.conversation, entry.epoch)
  if (bytesEqual(promised, commit)) return ok(key)
  primitives.wipe(key)
  return fail({ kind: 'other-key' })
}

const wrapTag = tagBytes('tidings/v1/wrap')

function wrapInfo(
  place: EntryPlace,
  commit: Uint8Array,
  recipient: DeviceId,
  generation: number,
): Uint8Array {
  const writer = createHeaderWriter(idBytes * 4 + 4 + 8 + hashBytes)
  writer.bytes(idToBytes(place.conversation), idBytes)
  writer.uint(place.epoch, 4)
  writer.bytes(idToBytes(place.epochId), idBytes)
  writer.bytes(idToBytes(place.device), idBytes)
  writer.bytes(idToBytes(recipient), idBytes)
  writer.uint(generation, 8)
  writer.bytes(commit, hashBytes)
  return concatBytes(wrapTag, writer.finish())
}

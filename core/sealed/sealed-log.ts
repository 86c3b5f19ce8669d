/**
 * What everybody knows of a sealed log up to one of its places: pure data, made only by log-rules.ts, kept by the relay beside
 * the log and by main beside its keys (sealed-log-codec.ts).
 */
import type { Millis } from '../base/clock.ts'
import type { ConversationId, DeviceId, EpochId, UserId, WorkspaceId } from '../protocol/ids.ts'
import { emptyHead, nextHead } from '../protocol/log.ts'
import type { EpochMember, EpochReason, SealedKind } from './epoch-body.ts'
import { epochEntries, epochLifeMs } from './limits.ts'

/** The end of a device's own chain. */
export interface Chain {
  readonly counter: number
  readonly entryId: Uint8Array
  /** How far its writer had verified the log. */
  readonly seenSeq: number
}

/** A device that may write: it has the epoch's key. */
export interface EpochDevice {
  readonly user: UserId
  /** S.pk. */
  readonly sign: Uint8Array
}

/** The epoch that the log is in. */
export interface CurrentEpoch {
  readonly n: number
  readonly id: EpochId
  readonly kind: SealedKind
  readonly workspace: WorkspaceId
  readonly salt: Uint8Array
  readonly commit: Uint8Array
  /** By user. */
  readonly members: ReadonlyArray<EpochMember>
  readonly devices: ReadonlyMap<DeviceId, EpochDevice>
  /** Of its epoch entry. */
  readonly seq: number
  readonly time: Millis
  /** Content entries since. */
  readonly entries: number
  /** Members that have left since, in that order. While there are any, the next entry has to be a new epoch. */
  readonly left: ReadonlyArray<UserId>
}

export interface SealedLog {
  readonly conversation: ConversationId
  readonly seq: number
  readonly head: Uint8Array
  /** Undefined before the first epoch entry. */
  readonly epoch: CurrentEpoch | undefined
  /** Of every device that has written, those of former members too: a counter is never used twice. */
  readonly chains: ReadonlyMap<DeviceId, Chain>
  /** False if it was begun at a later epoch entry: of devices that are not in it nothing is known then. */
  readonly whole: boolean
}

export const emptySealedLog = (conversation: ConversationId): SealedLog => ({
  conversation,
  seq: 0,
  head: emptyHead,
  epoch: undefined,
  chains: new Map(),
  whole: true,
})

/** An entry that counts for nothing keeps its place in the log, and that is all. */
export const passOver = (log: SealedLog, entryId: Uint8Array): SealedLog => ({
  ...log,
  seq: log.seq + 1,
  head: nextHead(log.head, log.seq + 1, entryId),
})

/** Members that have not left. */
export const stillThere = ({ members, left }: CurrentEpoch): ReadonlyArray<EpochMember> =>
  members.filter(({ user }) => !left.includes(user))

/**
 * Why whoever writes next has to begin a new epoch first; undefined if nothing asks for it. `isNewest` says whether a member's
 * list has not moved on: a device that was revoked must not read what comes, one that was added must.
 *
 * The time is that of the epoch's writer, whose clock may be wrong: an epoch from far ahead is as old as one from long ago.
 */
export function rotationDue(
  epoch: CurrentEpoch,
  now: Millis,
  isNewest: (user: UserId, version: number) => boolean,
): EpochReason | undefined {
  if (epoch.left.length > 0) return 'leave'
  if (epoch.members.some(({ user, version }) => !isNewest(user, version))) return 'device'
  if (Math.abs(now - epoch.time) >= epochLifeMs) return 'time'
  return epoch.entries >= epochEntries ? 'count' : undefined
}

/** What is needed to judge an entry, and what comes of it. */
import { fail, type Result } from '../base/result.ts'
import type { Sha256 } from '../base/sha256.ts'
import type { RefuseCode } from '../protocol/codes.ts'
import type { DeviceId, UserId } from '../protocol/ids.ts'
import { type DeviceList, deviceIdOf } from './device-list.ts'
import type { SealedLog } from './sealed-log.ts'
import type { Verifier } from './signed-text.ts'

/** A verified device list, as far as epochs need it. */
export interface ListFact {
  readonly hash: Uint8Array
  /** S.pk of each device in it. */
  readonly devices: ReadonlyMap<DeviceId, Uint8Array>
}

export const listFact = (list: DeviceList, hash: Uint8Array): ListFact => ({
  hash,
  devices: new Map(list.devices.map(({ sign }) => [deviceIdOf(sign), sign])),
})

export interface SealedFacts {
  readonly verify: Verifier['verify']
  /** A faster one than the portable, where there is one. */
  readonly sha256?: Sha256
  /** The log's head at the place that `neededHead` names; undefined if the log has no such place. */
  readonly seenHead: Uint8Array | undefined
  /** The list of this user in this version, from a chain that was verified; undefined if it is not known (yet). */
  readonly listOf: (user: UserId, version: number) => ListFact | undefined
  /** For the relay, while it decides whether to append; undefined for whoever reads what was appended. */
  readonly append: AppendFacts | undefined
}

/** What holds now, and could not be told later from the log alone. */
export interface AppendFacts {
  /** Whether no newer version of the user's list is known. */
  readonly isNewest: (user: UserId, version: number) => boolean
  /** Whether the device has put up this leaf, and it is still good. */
  readonly isLeafGood: (device: DeviceId, generation: number) => boolean
}

/** Which rule speaks against an entry (SPEC.md). */
export type SealedReason =
  | 'conversation'
  | 'erased'
  | 'no-epoch'
  | 'exists'
  | 'device'
  | 'left'
  | 'epoch'
  | 'rotation-due'
  | 'counter'
  | 'prev-own'
  | 'seen'
  | 'seen-falls'
  | 'seen-old'
  | 'moved'
  | 'signature'
  | 'dm-leave'
  | 'conversation-id'
  | 'kind'
  | 'dm-members'
  | 'list-unknown'
  | 'list-other'
  | 'list-falls'
  | 'list-old'
  | 'ghost-device'
  | 'committer'
  | 'wraps'
  | 'leaf'
  | 'leaf-old'
  | 'marks'
  | 'since'
  | 'left-back'
  | 'not-admin'
  | 'no-admin'
  | 'reason'

export interface SealedRefusal {
  /** What the relay answers. `stale-epoch`: read on, make the entry anew, try again. */
  readonly code: Extract<
    RefuseCode,
    'malformed' | 'forbidden' | 'invalid' | 'counter' | 'stale-epoch' | 'not-linked'
  >
  readonly reason: SealedReason
}

/** The log after the entry; or why the entry counts for nothing. */
export type Judgement = Result<SealedLog, SealedRefusal>

/** A rule that speaks against an entry, or undefined. */
export type Objection = SealedRefusal | undefined

export const refused = (refusal: SealedRefusal): Judgement => fail(refusal)

/** The first objection; later ones are not looked for. */
export function firstOf(...checks: ReadonlyArray<() => Objection>): Objection {
  for (const check of checks) {
    const objection = check()
    if (objection !== undefined) return objection
  }
  return undefined
}

export const unless = (holds: boolean, code: SealedRefusal['code'], reason: SealedReason): Objection =>
  holds ? undefined : { code, reason }

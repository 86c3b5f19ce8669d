/**
 * How a person's device list may change, and what of it is remembered: the newest list that was verified, its *pin*. Whoever has a
 * pin is never shown an older list, another one of the same version, or one that its own predecessors do not lead to.
 */
import { bytesEqual } from '../base/bytes.ts'
import { fail, ok, type Result } from '../base/result.ts'
import type { UserId } from '../protocol/ids.ts'
import { type DeviceList, deviceIdOf, listHash, readList } from './device-list.ts'
import type { Verifier } from './signed-text.ts'

export interface ListPin {
  readonly list: DeviceList
  /** The list as it came: what has to be kept, the rest follows from it. */
  readonly bytes: Uint8Array
  readonly hash: Uint8Array
}

export type ListRefusal =
  /** Nothing was shown, or what was is no list of this user by itself (DL1 to DL8). */
  | { readonly kind: 'no-list' }
  /** A version is missing: ask for those after `after`. */
  | { readonly kind: 'gap'; readonly after: number }
  /** Older than what is known. */
  | { readonly kind: 'rolled-back' }
  /** Another list than the known one of that version: its owner or the relay shows two faces. */
  | { readonly kind: 'forked'; readonly version: number }
  /** Does not follow from the list before it: `rule` says why. */
  | {
      readonly kind: 'broken'
      readonly version: number
      readonly rule: 'prev' | 'identity' | 'devices'
    }

export interface ListAdvance {
  readonly pin: ListPin
  /** What was verified on the way, oldest first, without what was known. */
  readonly steps: ReadonlyArray<ListPin>
  /** Another identity key than the pinned one: nothing of the old one vouches for it. */
  readonly keyChange: boolean
}

/**
 * Follows `chain` (lists of `user`, oldest first, beginning with the pinned one or right after it) from `pinned`, or from its
 * own first list if this person was never seen: whom one has never seen one can only take at their word.
 */
export function advanceList(
  user: UserId,
  pinned: ListPin | undefined,
  chain: ReadonlyArray<Uint8Array>,
  verifier: Verifier,
): Result<ListAdvance, ListRefusal> {
  let pin = pinned
  const steps: ListPin[] = []
  for (const bytes of chain) {
    const list = readList(bytes, verifier)
    if (list === undefined || list.user !== user) return fail({ kind: 'no-list' })
    const next: ListPin = { list, bytes, hash: listHash(bytes) }
    const known = [pinned, ...steps].find((step) => step?.list.version === list.version)
    if (known !== undefined) {
      if (!bytesEqual(known.hash, next.hash)) return fail({ kind: 'forked', version: list.version })
      continue
    }
    const refusal = pin && stepRefusal(pin, next)
    if (refusal !== undefined) return fail(refusal)
    steps.push(next)
    pin = next
  }
  if (pin === undefined) return fail({ kind: 'no-list' })
  const from = pinned?.list.identity
  return ok({ pin, steps, keyChange: from !== undefined && !bytesEqual(from, pin.list.identity) })
}

function stepRefusal(before: ListPin, { list }: ListPin): ListRefusal | undefined {
  const { version } = list
  const last = before.list
  if (version < last.version) return { kind: 'rolled-back' }
  if (version > last.version + 1) return { kind: 'gap', after: last.version }
  if (!bytesEqual(list.prev, before.hash)) return { kind: 'broken', version, rule: 'prev' }
  if (bytesEqual(list.identity, last.identity) === list.reset)
    return { kind: 'broken', version, rule: 'identity' }
  return accountsForDevices(last, list) ? undefined : { kind: 'broken', version, rule: 'devices' }
}

/** A device that is in a list stays in it or is revoked, and one that was revoked never comes back. */
function accountsForDevices(last: DeviceList, list: DeviceList): boolean {
  const revoked = new Set(list.revoked)
  const listed = new Set(list.devices.map(({ sign }) => deviceIdOf(sign)))
  const stays = last.devices.every(({ sign }) => {
    const id = deviceIdOf(sign)
    return listed.has(id) || revoked.has(id)
  })
  return stays && last.revoked.every((id) => revoked.has(id))
}

/** The pin that was kept as the bytes of its list; undefined if they are none any more. */
export function readPin(bytes: Uint8Array, verifier: Verifier): ListPin | undefined {
  const list = readList(bytes, verifier)
  return list && { list, bytes, hash: listHash(bytes) }
}

/** The keys to which this device's epochs are wrapped: made, put up and erased in time. Private parts stay in the vault. */
import { type Clock, type Millis, millis } from '../../core/base/clock.ts'
import { Defect } from '../../core/base/defect.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { keyBytes, type Primitives, type SigningKey } from '../../core/e2ee/primitives.ts'
import type { DeviceId, UserId } from '../../core/protocol/ids.ts'
import { encodeLeafBody, joinLeaf } from '../../core/sealed/leaf-record.ts'
import { maxLeafLifeMs } from '../../core/sealed/limits.ts'
import { signedText } from '../../core/sealed/signed-text.ts'
import type { Vault } from '../vault/held-vault.ts'
import type { VaultLeaf } from '../vault/vault-body.ts'
import type { People } from './people-port.ts'
import type { AskKeys } from './relay-keys.ts'

export type OwnFailure =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'not-primary' }
  | { readonly kind: 'unlinked' }
  /** Somebody else has changed the list meanwhile: look at it and do it again. */
  | { readonly kind: 'moved' }
  | { readonly kind: 'failed'; readonly detail: string; readonly why?: OwnReason }

export type OwnReason =
  /** The list has as many devices as one may have. */
  | 'full'
  /** The relay finds it against the rules: as it is, it is refused again. */
  | 'refused'
  /** The relay has it, and it could not be written on this device. */
  | 'not-kept'

export interface OwnLeavesDeps {
  readonly user: UserId
  readonly device: DeviceId
  readonly vault: Vault
  readonly people: People
  readonly primitives: Primitives
  readonly clock: Pick<Clock, 'now'>
  readonly ask: AskKeys
}

const day = 86_400_000
/** A leaf is replaced after this. */
const leafTurnMs = 7 * day
/** The private part of a leaf is kept this long after the next one was made: entries that were wrapped to it may still be on their way. */
const leafKeptMs = 14 * day

export function signingKeyOf({ vault, primitives }: OwnLeavesDeps): SigningKey {
  const seed = vault.signSeed()
  if (seed === undefined) throw new Defect('this device has no key of its own')
  return primitives.signingKey(seed)
}

export const newestLeaf = (vault: Vault): VaultLeaf | undefined =>
  vault.leaves().toSorted((left, right) => right.generation - left.generation)[0]

export function leafRecord(deps: OwnLeavesDeps, { generation, secret, from, until }: VaultLeaf): Uint8Array {
  const { primitives, device } = deps
  const key = primitives.dhPublicKey(secret)
  const body = encodeLeafBody({ device, g: generation, key, from: millis(from), until: millis(until) })
  return joinLeaf(body, primitives.sign(signingKeyOf(deps), signedText('leaf', body)))
}

/** By when each was replaced, which is late on a device that was away: until then it was wrapped to. */
function keptLeaves(vault: Vault, now: Millis): ReadonlyArray<VaultLeaf> {
  const leaves = vault.leaves().toSorted((left, right) => left.generation - right.generation)
  return leaves.filter((_, index) => now - (leaves[index + 1]?.from ?? now) < leafKeptMs)
}

/** A leaf that is not old, in the vault. */
export async function makeLeaf(deps: OwnLeavesDeps): Promise<Result<void, OwnFailure>> {
  const { vault, primitives, clock } = deps
  const now = clock.now()
  const newest = newestLeaf(vault)
  if (newest === undefined || now - newest.from >= leafTurnMs) {
    const made: VaultLeaf = {
      generation: (newest?.generation ?? -1) + 1,
      secret: Uint8Array.from(primitives.random(keyBytes)),
      from: now,
      until: now + maxLeafLifeMs,
    }
    const kept = keptLeaves(vault, now)
    const saved = await vault.setLeaves([...kept, made])
    primitives.wipe(made.secret)
    if (!saved.ok) return fail({ kind: 'failed', detail: saved.failure.kind })
  }
  return ok(undefined)
}

/** The newest leaf, if it has not been put up. */
export function untoldLeaf(deps: OwnLeavesDeps): Uint8Array | undefined {
  const leaf = newestLeaf(deps.vault)
  return leaf === undefined || deps.people.leaf(deps.device)?.g === leaf.generation
    ? undefined
    : leafRecord(deps, leaf)
}

export async function putLeafUp(deps: OwnLeavesDeps): Promise<Result<void, OwnFailure>> {
  const { people } = deps
  const made = await makeLeaf(deps)
  if (!made.ok) return made
  const record = untoldLeaf(deps)
  if (record === undefined) return ok(undefined)
  const put = await deps.ask((keys, token) => keys.putLeaf(token, record))
  if (!put.ok) return fail({ kind: 'unreachable' })
  const taken = await people.take(deps.user, [], [record])
  return taken.ok ? ok(undefined) : fail({ kind: 'failed', detail: taken.failure.kind })
}

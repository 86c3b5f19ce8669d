/** The keys to which this device's epochs are wrapped: made, put up and erased in time. Private parts stay in the vault. */
import { type Clock, millis } from '../../core/base/clock.ts'
import { Defect } from '../../core/base/defect.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { keyBytes, type Primitives, type SigningKey } from '../../core/e2ee/primitives.ts'
import type { DeviceId, UserId } from '../../core/protocol/ids.ts'
import { encodeLeafBody, joinLeaf } from '../../core/sealed/leaf-record.ts'
import { maxLeafLifeMs } from '../../core/sealed/limits.ts'
import { signedText } from '../../core/sealed/signed-text.ts'
import type { Vault } from '../vault/held-vault.ts'
import type { VaultLeaf } from '../vault/vault-body.ts'
import type { People } from './people.ts'
import type { AskKeys } from './relay-keys.ts'

export type OwnFailure =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'not-primary' }
  | { readonly kind: 'unlinked' }
  /** Somebody else has changed the list meanwhile: look at it and do it again. */
  | { readonly kind: 'moved' }
  | { readonly kind: 'failed'; readonly detail: string }

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
/** The private part of a leaf is kept this long: entries that were wrapped to it may still be on their way. */
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
    const kept = vault.leaves().filter(({ from }) => now - from < leafTurnMs + leafKeptMs)
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

/** The two wraps of a vault's key. The keys that they are made with do not outlive the making. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import { seal, unseal } from '../sealing/sealing.ts'
import { guard, type GuardDeps, type Means, unguard } from './guard.ts'
import { recoveryKeyOf } from './recovery-key.ts'
import type { KeystoreFailure } from './secret-protector.ts'
import { meansOf, recoveryOf, type Sealed, type VaultAccount, type VaultHeader } from './vault-file.ts'

/** What opens a vault without its recovery code, and the wrap that it opens. */
export interface Guards {
  readonly means: Means
  readonly wrapped: Uint8Array
}

/** New guards: the keystore where there is one, and `passphrase` if one is given. Throws `Defect` if there is neither. */
export async function makeGuards(
  deps: GuardDeps,
  passphrase: string | undefined,
  vaultKey: Uint8Array,
): Promise<Result<Guards, KeystoreFailure>> {
  const guarded = await guard(deps, passphrase)
  if (!guarded.ok) return guarded
  const { means, wrappingKey } = guarded.value
  const wrapped = seal(wrappingKey, vaultKey, meansOf(means), deps.random)
  wrappingKey.fill(0)
  return ok({ means, wrapped })
}

export type OpenGuardsFailure = KeystoreFailure | { readonly kind: 'wrong-passphrase' }

/** The vault key, and the guards as they are to be written from now on: the keystore may want to protect its part anew. */
export async function openGuards(
  deps: GuardDeps,
  header: VaultHeader,
  { bytes, associated }: Sealed,
  passphrase: string | undefined,
): Promise<Result<Guards & { readonly vaultKey: Uint8Array }, OpenGuardsFailure>> {
  const unguarded = await unguard(deps, header, passphrase)
  if (!unguarded.ok) return unguarded
  const { wrappingKey, means } = unguarded.value
  const vaultKey = unseal(wrappingKey, bytes, associated)
  // Sealed anew even if nothing changed: the guards of an earlier version had other associated data.
  const wrapped = vaultKey && seal(wrappingKey, vaultKey, meansOf(means), deps.random)
  wrappingKey.fill(0)
  if (vaultKey !== undefined && wrapped !== undefined) return ok({ means, wrapped, vaultKey })
  // The sum was right, so the file is as it was written: what was not is the key.
  return fail(header.passphrase ? { kind: 'wrong-passphrase' } : { kind: 'keystore', detail: 'other key' })
}

/** The wrap that the 20 bytes of a recovery code open. */
export function wrapForRecovery(
  deps: Pick<GuardDeps, 'random'>,
  account: VaultAccount,
  code: Uint8Array,
  vaultKey: Uint8Array,
): Uint8Array {
  const key = recoveryKeyOf(code)
  const wrapped = seal(key, vaultKey, recoveryOf(account), deps.random)
  key.fill(0)
  return wrapped
}

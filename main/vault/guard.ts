/** The key that wraps a vault's key: from the keystore's secret, a passphrase, or both (HKDF over the two in a row). */
import { Defect } from '../../core/base/defect.ts'
import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { deriveKey, keyBytes } from '../sealing/sealing.ts'
import { type PassphraseCost, saltBytes, stretchPassphrase } from './passphrase.ts'
import type { KeystoreFailure, SecretProtector } from './secret-protector.ts'
import type { VaultHeader } from './vault-file.ts'

export interface GuardDeps {
  readonly random: Random
  /** What a new passphrase is stretched with; an old one keeps what its file says. */
  readonly cost: PassphraseCost
  /** Undefined where there is no keystore worth its name: then a passphrase is needed. */
  readonly protector: SecretProtector | undefined
}

/** What has to be asked to get the wrapping key back, with the parameters of asking. */
export type Means = Pick<VaultHeader, 'keystore' | 'passphrase'>

interface Guarded {
  readonly means: Means
  readonly wrappingKey: Uint8Array
}

/** A new wrapping key under all that is given. Throws `Defect` if that is nothing. */
export async function guard(
  deps: GuardDeps,
  passphrase: string | undefined,
): Promise<Result<Guarded, KeystoreFailure>> {
  const secret = deps.protector && deps.random.bytes(keyBytes)
  const guarded = secret && (await deps.protector.protect(secret))
  if (guarded?.ok === false) return guarded

  const salt = deps.random.bytes(saltBytes)
  const stretched =
    passphrase === undefined ? undefined : await stretchPassphrase(passphrase, salt, deps.cost)
  return ok({
    wrappingKey: combine(secret, stretched),
    means: { keystore: guarded?.value, passphrase: stretched && { salt, ...deps.cost } },
  })
}

/** The wrapping key of a vault that is there; `means.keystore` is fresh if the keystore wanted to protect it anew. */
export async function unguard(
  deps: GuardDeps,
  { keystore: guarded, passphrase: asked }: Means,
  passphrase: string | undefined,
): Promise<Result<Guarded, KeystoreFailure | { readonly kind: 'wrong-passphrase' }>> {
  const opened = await openKeystore(deps.protector, guarded)
  if (!opened.ok) return opened
  const { secret, keystore } = opened.value
  const means = { keystore, passphrase: asked }

  if (asked === undefined) return ok({ wrappingKey: combine(secret, undefined), means })
  if (passphrase === undefined) {
    secret?.fill(0)
    return fail({ kind: 'wrong-passphrase' })
  }
  const stretched = await stretchPassphrase(passphrase, asked.salt, asked)
  return ok({ wrappingKey: combine(secret, stretched), means })
}

async function openKeystore(
  protector: SecretProtector | undefined,
  keystore: Uint8Array | undefined,
): Promise<
  Result<
    { readonly secret: Uint8Array | undefined; readonly keystore: Uint8Array | undefined },
    KeystoreFailure
  >
> {
  if (keystore === undefined) return ok({ secret: undefined, keystore })
  if (protector === undefined) return fail({ kind: 'keystore', detail: 'no keystore here' })
  const opened = await protector.unprotect(keystore)
  if (!opened.ok) return opened
  const { secret, stale } = opened.value
  const fresh = stale ? await protector.protect(secret) : undefined
  return ok({ secret, keystore: fresh?.ok === true ? fresh.value : keystore })
}

function combine(secret: Uint8Array | undefined, stretched: Uint8Array | undefined): Uint8Array {
  if (secret === undefined && stretched === undefined) throw new Defect('a vault that nothing guards')
  const both = Buffer.concat([secret ?? new Uint8Array(), stretched ?? new Uint8Array()])
  const key = deriveKey(both, new Uint8Array(), 'tidings/v1/vault/wrapping')
  for (const part of [both, secret, stretched]) part?.fill(0)
  return key
}

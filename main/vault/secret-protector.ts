import type { Result } from '../../core/base/result.ts'

export interface KeystoreFailure {
  readonly kind: 'keystore'
  readonly detail: string
}

/** The operating system's keystore: what it protects, only the same person on the same machine can open. */
export interface SecretProtector {
  readonly protect: (secret: Uint8Array) => Promise<Result<Uint8Array, KeystoreFailure>>
  /** `stale`: protect the secret anew, the keystore's own key has changed. */
  readonly unprotect: (
    guarded: Uint8Array,
  ) => Promise<Result<{ readonly secret: Uint8Array; readonly stale: boolean }, KeystoreFailure>>
}

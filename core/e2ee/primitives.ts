/**
 * The primitives that sealing stands on, as a port: synchronous, plain byte arrays in and out, nothing but the algorithms
 * themselves. main/e2ee/primitives.ts has them from libsodium and Node; tests compare those with a second implementation.
 * Where a length is wrong, `sign` and sealing throw `Defect` (a bug of ours), `verify` and opening say no (a stranger's bytes).
 */
import type { Verifier } from '../sealed/signed-text.ts'

export const keyBytes = 32

/** Minted by `signingKey` alone: to sign with a public part that does not belong to the secret one gives the secret away. */
export interface SigningKey {
  readonly publicKey: Uint8Array
  /** Seed and public key. */
  readonly secret: Uint8Array
}

export interface Primitives extends Verifier {
  readonly sha256: (text: Uint8Array) => Uint8Array
  readonly sha512: (text: Uint8Array) => Uint8Array
  readonly hmacSha256: (key: Uint8Array, text: Uint8Array) => Uint8Array
  /** Ed25519 of RFC 8032, from its secret key of 32 bytes. */
  readonly signingKey: (seed: Uint8Array) => SigningKey
  readonly sign: (key: SigningKey, message: Uint8Array) => Uint8Array
  /** X25519; undefined where the result is all zeros, which a point of small order makes of every secret. */
  readonly dh: (secret: Uint8Array, publicKey: Uint8Array) => Uint8Array | undefined
  readonly dhPublicKey: (secret: Uint8Array) => Uint8Array
  /** ChaCha20-Poly1305 of RFC 8439, nonce 12, tag at the end. */
  readonly aeadSeal: (
    key: Uint8Array,
    nonce: Uint8Array,
    plain: Uint8Array,
    associated: Uint8Array,
  ) => Uint8Array
  /** Undefined for another key, another nonce, other associated data or a changed byte. */
  readonly aeadOpen: (
    key: Uint8Array,
    nonce: Uint8Array,
    sealed: Uint8Array,
    associated: Uint8Array,
  ) => Uint8Array | undefined
  /** XChaCha20-Poly1305 of draft-irtf-cfrg-xchacha-03, nonce 24, tag at the end. */
  readonly xSeal: (
    key: Uint8Array,
    nonce: Uint8Array,
    plain: Uint8Array,
    associated: Uint8Array,
  ) => Uint8Array
  readonly xOpen: (
    key: Uint8Array,
    nonce: Uint8Array,
    sealed: Uint8Array,
    associated: Uint8Array,
  ) => Uint8Array | undefined
  /** So many bytes that nobody can foresee. */
  readonly random: (length: number) => Uint8Array
  /** Overwrites a secret that is not needed any more. The language may have made copies; this takes the one that is known. */
  readonly wipe: (secret: Uint8Array) => void
}

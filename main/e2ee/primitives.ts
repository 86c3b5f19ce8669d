/**
 * The primitives of core/e2ee from libsodium (WebAssembly), Node's SHA-2 and noble's HMAC: of those that give the same bytes the
 * fastest here (docs/decisions/0054-primitives.md). Electron's BoringSSL has neither ChaCha20-Poly1305 as a cipher nor Ed25519
 * with the accept set that relay and clients have to share.
 */
import { hash } from 'node:crypto'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import sodium from 'libsodium-wrappers-sumo'
import { Defect } from '../../core/base/defect.ts'
import { keyBytes, type Primitives } from '../../core/e2ee/primitives.ts'
import { signatureBytes } from '../../core/protocol/sealed-layout.ts'

/** Must have resolved before a primitive is called. */
export const primitivesReady: Promise<void> = sodium.ready

const publicKeyBytes = 32

export const createPrimitives = (random: (length: number) => Uint8Array): Primitives => ({
  sha256: (text) => digest('sha256', text),
  sha512: (text) => digest('sha512', text),
  hmacSha256: (key, text) => hmac(sha256, key, text),
  ...signatures,
  ...exchange,
  ...sealing,
  random,
  wipe: (secret) => void secret.fill(0),
})

// Node's Buffers stay inside: they compare and print unlike the plain arrays that everything else has.
const digest = (algorithm: 'sha256' | 'sha512', text: Uint8Array): Uint8Array => {
  const made = hash(algorithm, text, 'buffer')
  return new Uint8Array(made.buffer, made.byteOffset, made.byteLength)
}

const signatures: Pick<Primitives, 'signingKey' | 'sign' | 'verify' | 'isSound'> = {
  signingKey: (seed) => {
    const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(checked(seed))
    return { publicKey, secret: privateKey }
  },
  sign: ({ secret }, message) => {
    checked(secret.subarray(0, keyBytes))
    return sodium.crypto_sign_detached(message, secret)
  },
  verify: (publicKey, message, signature) =>
    publicKey.length === publicKeyBytes &&
    signature.length === signatureBytes &&
    sodium.crypto_sign_verify_detached(signature, message, publicKey),
  isSound: (publicKey) =>
    publicKey.length === publicKeyBytes && sodium.crypto_core_ed25519_is_valid_point(publicKey),
}

const exchange: Pick<Primitives, 'dh' | 'dhPublicKey'> = {
  dh: (secret, publicKey) => {
    checked(secret)
    if (publicKey.length !== publicKeyBytes) return undefined
    try {
      return sodium.crypto_scalarmult(secret, publicKey)
    } catch {
      return undefined // libsodium's way to say that the result is zero
    }
  },
  dhPublicKey: (secret) => sodium.crypto_scalarmult_base(checked(secret)),
}

const sealing: Pick<Primitives, 'aeadSeal' | 'aeadOpen' | 'xSeal' | 'xOpen'> = {
  aeadSeal: (key, nonce, plain, associated) =>
    sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plain, associated, null, nonce, checked(key)),
  aeadOpen: (key, nonce, sealed, associated) =>
    opened(() =>
      sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, sealed, associated, nonce, checked(key)),
    ),
  xSeal: (key, nonce, plain, associated) =>
    sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, associated, null, nonce, checked(key)),
  xOpen: (key, nonce, sealed, associated) =>
    opened(() =>
      sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed, associated, nonce, checked(key)),
    ),
}

function opened(open: () => Uint8Array): Uint8Array | undefined {
  try {
    return open()
  } catch (error) {
    if (error instanceof Defect) throw error
    return undefined // libsodium throws for a tag that is wrong
  }
}

/** A key that was wiped and is used on would seal for everybody. */
function checked(key: Uint8Array): Uint8Array {
  if (key.length !== keyBytes) throw new Defect('not a key')
  if (key.every((byte) => byte === 0)) throw new Defect('a key that was wiped')
  return key
}

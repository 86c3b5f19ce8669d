/**
 * XChaCha20-Poly1305 (libsodium): nonce 24 • ciphertext • tag 16. The nonce is random: 192 bits are enough that no two
 * ever meet, so that no counter has to survive a crash, a restored backup or a copied disk.
 */
import { hkdfSync } from 'node:crypto'
import sodium from 'libsodium-wrappers-sumo'
import { Defect } from '../../core/base/defect.ts'
import type { Random } from '../../core/base/random.ts'

const nonceBytes = 24
const tagBytes = 16
export const keyBytes = 32
/** What sealing adds to the length of a text. */
export const sealOverhead = nonceBytes + tagBytes

/** Must have resolved before anything here is called. */
export const sealingReady: Promise<void> = sodium.ready

/** `associated` is authenticated, not stored: whoever unseals must know it. */
export function seal(key: Uint8Array, plain: Uint8Array, associated: Uint8Array, random: Random): Uint8Array {
  checkKey(key)
  const nonce = random.bytes(nonceBytes)
  const text = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, associated, null, nonce, key)
  return Buffer.concat([nonce, text])
}

/** Undefined for another key, other associated data or a changed byte. */
export function unseal(key: Uint8Array, sealed: Uint8Array, associated: Uint8Array): Uint8Array | undefined {
  checkKey(key)
  if (sealed.length < sealOverhead) return undefined
  const [nonce, text] = [sealed.subarray(0, nonceBytes), sealed.subarray(nonceBytes)]
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, text, associated, nonce, key)
  } catch {
    return undefined
  }
}

/** HKDF-SHA256 to 32 bytes. `purpose` keeps keys for different uses apart. */
export function deriveKey(secret: Uint8Array, salt: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, salt, purpose, keyBytes))
}

function checkKey(key: Uint8Array): void {
  if (key.length !== keyBytes) throw new Defect('not a key')
  // A key that was zeroed on lock and is used on would seal for everybody.
  if (key.every((byte) => byte === 0)) throw new Defect('a key that was wiped')
}

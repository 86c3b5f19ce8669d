/** The primitives a second time, from noble alone: what the product's are held against. Slow, and independent of them. */
import { chacha20poly1305, xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { ed25519, x25519 } from '@noble/curves/ed25519.js'
import { createHmac } from 'node:crypto'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import type { Primitives } from '../../core/e2ee/primitives.ts'
import { concatBytes } from '../../core/base/bytes.ts'

const attempt = <Value>(make: () => Value): Value | undefined => {
  try {
    return make()
  } catch {
    return undefined
  }
}

export const secondPrimitives = (random: (length: number) => Uint8Array): Primitives => ({
  sha256: (text) => sha256(text),
  sha512: (text) => sha512(text),
  // The product has noble's own.
  hmacSha256: (key, text) => new Uint8Array(createHmac('sha256', key).update(text).digest()),
  signingKey: (seed) => {
    const publicKey = ed25519.getPublicKey(seed)
    return { publicKey, secret: concatBytes(seed, publicKey) }
  },
  sign: ({ secret }, message) => ed25519.sign(message, secret.subarray(0, 32)),
  verify: (publicKey, message, signature) =>
    attempt(() => ed25519.verify(signature, message, publicKey, { zip215: false })) ?? false,
  isSound: (publicKey) =>
    attempt(() => {
      const point = ed25519.Point.fromBytes(publicKey)
      return !point.isSmallOrder() && point.isTorsionFree()
    }) ?? false,
  dh: (secret, publicKey) => attempt(() => x25519.getSharedSecret(secret, publicKey)),
  dhPublicKey: (secret) => x25519.getPublicKey(secret),
  aeadSeal: (key, nonce, plain, associated) => chacha20poly1305(key, nonce, associated).encrypt(plain),
  aeadOpen: (key, nonce, sealed, associated) =>
    attempt(() => chacha20poly1305(key, nonce, associated).decrypt(sealed)),
  xSeal: (key, nonce, plain, associated) => xchacha20poly1305(key, nonce, associated).encrypt(plain),
  xOpen: (key, nonce, sealed, associated) =>
    attempt(() => xchacha20poly1305(key, nonce, associated).decrypt(sealed)),
  random,
  wipe: (secret) => void secret.fill(0),
})

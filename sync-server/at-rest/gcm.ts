/**
 * AES-256-GCM as everything that the relay seals has it:
 *
 *     sealed = 0x01 • u32 number of the key • 12 bytes nonce • ciphertext • 16 bytes tag        (33 bytes more than the plain)
 *
 * Nonces are random: a key is good for 2^32 seals, after which a workspace had better get a new one (AR5).
 */
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto'
import type { Random } from '../../core/base/random.ts'
import { StoreTrouble } from '../store/store.ts'

export const keyBytes = 32
/** Who reads bytes of another form has damaged ones, or those of a later version. */
const format = 1
const nonceBytes = 12
const tagBytes = 16
const headerBytes = 5
const overhead = headerBytes + nonceBytes + tagBytes
const algorithm = 'aes-256-gcm'

export const toKey = (bytes: Uint8Array): KeyObject => createSecretKey(bytes)

/** Many nonces at once: asking for 12 random bytes costs as much as sealing a short message. */
const noncesAtOnce = 1_024

/** Gives 12 random bytes each time, of which none is given twice. */
export function createNonces(random: Random): () => Uint8Array {
  let pool: Uint8Array = new Uint8Array(0)
  let at = 0
  return () => {
    if (at === pool.length) {
      pool = random.bytes(nonceBytes * noncesAtOnce)
      at = 0
    }
    at += nonceBytes
    return pool.subarray(at - nonceBytes, at)
  }
}

/** `place` is associated data: what was sealed for one place opens at no other. */
export function sealUnder(
  { number, key }: { readonly number: number; readonly key: KeyObject },
  place: string,
  plain: Uint8Array,
  nonce: Uint8Array,
): Uint8Array {
  const cipher = createCipheriv(algorithm, key, nonce)
  cipher.setAAD(Buffer.from(place))
  const sealed = new Uint8Array(plain.length + overhead)
  sealed[0] = format
  new DataView(sealed.buffer).setUint32(1, number)
  sealed.set(nonce, headerBytes)
  sealed.set(cipher.update(plain), headerBytes + nonceBytes)
  cipher.final() // GCM holds nothing back
  sealed.set(cipher.getAuthTag(), sealed.length - tagBytes)
  return sealed
}

/** The number of the key that `sealed` needs. Throws StoreTrouble (`damaged`) where these are no sealed bytes. */
export function keyNumberOf(sealed: Uint8Array): number {
  if (sealed.length < overhead || sealed[0] !== format) throw damaged('not sealed bytes')
  return new DataView(sealed.buffer, sealed.byteOffset).getUint32(1)
}

/** Throws StoreTrouble (`damaged`) where the bytes do not belong to this place and key, or are not what was written. */
export function openUnder(key: KeyObject, place: string, sealed: Uint8Array): Uint8Array {
  keyNumberOf(sealed)
  const body = headerBytes + nonceBytes
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(headerBytes, body), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(Buffer.from(place))
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  const plain = decipher.update(sealed.subarray(body, sealed.length - tagBytes))
  try {
    decipher.final()
  } catch (error) {
    throw new StoreTrouble('damaged', error)
  }
  return new Uint8Array(plain.buffer, plain.byteOffset, plain.length)
}

export const damaged = (what: string): StoreTrouble => new StoreTrouble('damaged', new Error(what))

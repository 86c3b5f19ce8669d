import { concatBytes } from '../../core/base/bytes.ts'
import type { Random } from '../../core/base/random.ts'

/** What a cipher makes, as a database gives it back. */
export type Sealed = Uint8Array<ArrayBuffer>

export const isSealed = (value: unknown): value is Sealed =>
  value instanceof Uint8Array && value.buffer instanceof ArrayBuffer

/** Encrypts the values of records. `place` names table and key: a record that was moved or swapped does not open. */
export interface RecordCipher {
  readonly seal: (place: string, value: Uint8Array) => Promise<Sealed>
  /** Undefined for what was not sealed with this key at this place. */
  readonly open: (place: string, sealed: Sealed) => Promise<Uint8Array | undefined>
}

/** 96 bits, drawn anew for each write: 2^32 writes under one key keep the chance of a repeat under 2^-32 (NIST SP 800-38D, 8.3). */
const ivBytes = 12

/** sealed = iv 12 • AES-GCM ciphertext with a tag of 16. `key` need not be extractable. */
export function createRecordCipher(key: CryptoKey, random: Random): RecordCipher {
  const parameters = (place: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams => ({
    name: 'AES-GCM',
    iv,
    additionalData: new TextEncoder().encode(place),
  })
  return {
    seal: async (place, value) => {
      const iv = Uint8Array.from(random.bytes(ivBytes))
      const sealed = await crypto.subtle.encrypt(parameters(place, iv), key, Uint8Array.from(value))
      return concatBytes(iv, new Uint8Array(sealed))
    },
    open: async (place, sealed) => {
      const [iv, body] = [sealed.slice(0, ivBytes), sealed.subarray(ivBytes)]
      try {
        return new Uint8Array(await crypto.subtle.decrypt(parameters(place, iv), key, body))
      } catch {
        return undefined // WebCrypto tells nothing more about what does not authenticate
      }
    },
  }
}

/** The local-store key as the page holds it from now on: usable, not readable. */
export const importStoreKey = (key: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', Uint8Array.from(key), 'AES-GCM', false, ['encrypt', 'decrypt'])

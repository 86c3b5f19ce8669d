/** The one key that does not lie in the database: it wraps the others. */
import type { Random } from '../../core/base/random.ts'
import { createNonces, openUnder, sealUnder, toKey } from './gcm.ts'

export interface MasterKey {
  readonly wrap: (place: string, secret: Uint8Array) => Uint8Array
  /** Throws StoreTrouble (`damaged`) unless this very key has wrapped it for this place. */
  readonly unwrap: (place: string, wrapped: Uint8Array) => Uint8Array
}

/** Master keys have no numbers: there is one at a time, and a rotation wraps anew whatever the one before has wrapped. */
const number = 0

/** `key`: 32 bytes. */
export function createMasterKey(key: Uint8Array, random: Random): MasterKey {
  const held = { number, key: toKey(key) }
  const nonce = createNonces(random)
  return {
    wrap: (place, secret) => sealUnder(held, place, secret, nonce()),
    unwrap: (place, wrapped) => openUnder(held.key, place, wrapped),
  }
}

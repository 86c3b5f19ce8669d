/** A device's signing key and the id that follows from it. */
import { createHash } from 'node:crypto'
import sodium from 'libsodium-wrappers-sumo'
import type { Random } from '../../core/base/random.ts'
import { type DeviceId, deviceId, idBytes, idFromBytes } from '../../core/protocol/ids.ts'
import { keyBytes, sealingReady } from '../sealing/sealing.ts'

export interface NewDevice {
  readonly id: DeviceId
  /** Ed25519 seed. */
  readonly sign: Uint8Array
}

/** Hands `use` a device with a key of its own, and wipes the key when `use` is done: it has copied what it keeps. */
export async function withNewDevice<Outcome>(
  random: Random,
  use: (device: NewDevice) => Promise<Outcome>,
): Promise<Outcome> {
  await sealingReady
  const sign = Uint8Array.from(random.bytes(keyBytes))
  try {
    return await use({ id: deviceIdOf(sign), sign })
  } finally {
    sign.fill(0)
  }
}

/** The first 16 bytes of SHA-256 of the public key that belongs to `seed`. `sealingReady` must have resolved. */
export function deviceIdOf(seed: Uint8Array): DeviceId {
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(seed)
  privateKey.fill(0)
  return idFromBytes(deviceId, createHash('sha256').update(publicKey).digest().subarray(0, idBytes))
}

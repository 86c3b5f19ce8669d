import { sha256 } from '@noble/hashes/sha2.js'
import * as encoding from 'lib0/encoding'
import { type DeviceId, deviceId, idBytes, idFromBytes, idToBytes } from '../../core/protocol/ids.ts'

const tag = 'y-websocket'

/**
 * The device in whose name the relay writes entries for clientID `client` of a stock client that signed in on `device`:
 * one of its own, so that its counters are nobody else's, and always the same, so that they go on after any
 * restart (docs/decisions/0024).
 */
export function roomDevice(device: DeviceId, client: number): DeviceId {
  const output = encoding.createEncoder()
  encoding.writeVarString(output, tag)
  encoding.writeUint8Array(output, idToBytes(device))
  encoding.writeVarUint(output, client)
  return idFromBytes(deviceId, sha256(encoding.toUint8Array(output)).subarray(0, idBytes))
}

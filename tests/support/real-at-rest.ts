/** Seals as the relay does, under keys that a test can do without keeping. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { AtRest } from '../../sync-server/at-rest/at-rest.ts'
import { StoreTrouble } from '../../sync-server/store/store.ts'

export function createTestAtRest(): AtRest {
  const secret = randomBytes(32)
  const keyOf = (workspace: string, use: string): Buffer =>
    createHmac('sha256', secret).update(`${use}:${workspace}`).digest()
  return {
    seal: (workspace, place, plain) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keyOf(workspace, 'seal'), nonce).setAAD(Buffer.from(place))
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    open: (workspace, place, sealed) => {
      try {
        const key = keyOf(workspace, 'seal')
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(place))
        decipher.setAuthTag(sealed.subarray(-16))
        return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]))
      } catch (error) {
        throw new StoreTrouble('damaged', error)
      }
    },
    tokenKey: (workspace) => keyOf(workspace, 'tokens'),
  }
}

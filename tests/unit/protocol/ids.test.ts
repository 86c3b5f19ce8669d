import { expect, test } from 'vitest'
import { everyone, idBytes, randomId, userId } from '../../../core/protocol/ids.ts'

test('[ID1] what stands for all among the mentions is never made the id of somebody', () => {
  const made = [new Uint8Array(idBytes), new Uint8Array(idBytes), new Uint8Array(idBytes).fill(7)]
  const random = { bytes: () => made.shift() ?? new Uint8Array() }
  expect(randomId(userId, random)).toBe('07'.repeat(idBytes))
  expect(everyone).toBe('0'.repeat(2 * idBytes))
})

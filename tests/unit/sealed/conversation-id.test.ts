import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { deviceId, userId, workspaceId } from '../../../core/protocol/ids.ts'
import { dmConversationId, groupConversationId } from '../../../core/sealed/conversation-id.ts'

const workspace = workspaceId('11'.repeat(16))
const [anna, ben] = [userId('aa'.repeat(16)), userId('bb'.repeat(16))]

const named = (tag: string, ...ids: ReadonlyArray<string>): string =>
  createHash('sha256')
    .update(`${tag}\0`)
    .update(Buffer.from(ids.join(''), 'hex'))
    .digest('hex')
    .slice(0, 32)

test('[SL8] the dm of two people has one id, whoever works it out', () => {
  expect(dmConversationId(workspace, anna, ben)).toBe(named('tidings/v1/dm', workspace, anna, ben))
  expect(dmConversationId(workspace, ben, anna)).toBe(dmConversationId(workspace, anna, ben))
  expect(dmConversationId(workspace, anna, anna)).toBe(named('tidings/v1/dm', workspace, anna, anna))
})

test('[SL8] the id of a group holds the device that made it and a salt', () => {
  const device = deviceId('cc'.repeat(16))
  const salt = new Uint8Array(16).fill(5)
  expect(groupConversationId(workspace, device, salt)).toBe(
    named('tidings/v1/group', workspace, device, '05'.repeat(16)),
  )
})

/** People, ops and conversations for tests of the conversation document. */
import { millis } from '../../core/base/clock.ts'
import { createConversation } from '../../core/conversation/conversation.ts'
import type { Conversation, ConversationDeps, Writer } from '../../core/conversation/conversation-contract.ts'
import type { Hlc } from '../../core/conversation/hlc.ts'
import type {
  Attachment,
  EditOp,
  MaskOp,
  MetaOp,
  Op,
  PinOp,
  PostOp,
  ReactOp,
  ReadOp,
  RedactOp,
  SettingOp,
  SystemOp,
} from '../../core/conversation/op.ts'
import type { PlacedOp } from '../../core/conversation/segment.ts'
import {
  attachmentId,
  conversationId,
  opId,
  userId,
  type OpId,
  type UserId,
} from '../../core/protocol/ids.ts'
import { createSeededRandom } from './seeded-random.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'

const hexId = (prefix: string, number: number): string =>
  prefix + number.toString(16).padStart(32 - prefix.length, '0')

/** The `number`th id of its sort, the same in every test. */
export const testUser = (number: number): UserId => userId(hexId('a', number))
export const testOpId = (number: number): OpId => opId(hexId('0', number))

export const alice = testUser(1)
export const bob = testUser(2)
export const mallory = testUser(666)

/** A moment `offset` ms after the start of the virtual clock. */
export const testHlc = (offset: number, counter = 0): Hlc => ({
  time: millis(Date.UTC(2026, 10, 2, 9) + offset),
  counter,
})

export const testPost = (fields: Partial<PostOp> = {}): PostOp => ({
  kind: 'post',
  id: testOpId(1),
  at: testHlc(0),
  by: alice,
  text: 'Good morning',
  ...fields,
})

export const testEdit = (fields: Partial<EditOp> = {}): EditOp => ({
  kind: 'edit',
  id: testOpId(2),
  at: testHlc(1),
  by: alice,
  target: testOpId(1),
  text: 'Good evening',
  ...fields,
})

export const testRedact = (fields: Partial<RedactOp> = {}): RedactOp => ({
  kind: 'redact',
  id: testOpId(3),
  at: testHlc(2),
  by: alice,
  target: testOpId(1),
  targetAt: testHlc(0),
  ...fields,
})

export const testReact = (fields: Partial<ReactOp> = {}): ReactOp => ({
  kind: 'react',
  id: testOpId(4),
  at: testHlc(3),
  by: bob,
  target: testOpId(1),
  emoji: '👍',
  on: true,
  ...fields,
})

export const testPin = (fields: Partial<PinOp> = {}): PinOp => ({
  kind: 'pin',
  id: testOpId(5),
  at: testHlc(4),
  by: bob,
  target: testOpId(1),
  on: true,
  ...fields,
})

export const testMask = (fields: Partial<MaskOp> = {}): MaskOp => ({
  kind: 'mask',
  id: testOpId(6),
  at: testHlc(5),
  by: bob,
  target: testOpId(1),
  replacement: '(hidden)',
  ...fields,
})

export const testRead = (fields: Partial<ReadOp> = {}): ReadOp => ({
  kind: 'read',
  id: testOpId(7),
  at: testHlc(6),
  by: bob,
  upTo: testOpId(1),
  upToAt: testHlc(0),
  ...fields,
})

export const testMeta = (fields: Partial<MetaOp> = {}): MetaOp => ({
  kind: 'meta',
  id: testOpId(8),
  at: testHlc(7),
  by: alice,
  name: 'Launch',
  ...fields,
})

export const testSetting = (fields: Partial<SettingOp> = {}): SettingOp => ({
  kind: 'setting',
  id: testOpId(10),
  at: testHlc(9),
  by: alice,
  key: 'star/1',
  value: '{"order":1}',
  ...fields,
})

export const testSystem = (fields: Partial<SystemOp> = {}): SystemOp => ({
  kind: 'system',
  id: testOpId(9),
  at: testHlc(8),
  by: bob,
  event: 'member-joined',
  user: bob,
  ...fields,
})

export const testAttachment = (fields: Partial<Attachment> = {}): Attachment => ({
  id: attachmentId(hexId('f', 1)),
  name: 'plan.pdf',
  type: 'application/pdf',
  size: 12_345,
  sha256: new Uint8Array(32).fill(7),
  ...fields,
})

/** Each op in the sub-log of its author, in the order given. */
export function placed(...ops: ReadonlyArray<Op>): ReadonlyArray<PlacedOp> {
  const clocks = new Map<number, number>()
  return ops.map((op) => {
    const client = Number.parseInt(op.by.slice(-6), 16)
    const clock = clocks.get(client) ?? 0
    clocks.set(client, clock + 1)
    return { client, clock, op }
  })
}

/** A person's device with its conversation, all on one virtual clock. */
export interface TestDevice {
  readonly user: UserId
  readonly client: number
  readonly writer: Writer
  readonly clock: VirtualClock
  readonly conversation: Conversation
}

export function createTestDevice(fields: {
  readonly user: UserId
  readonly client: number
  readonly clock?: VirtualClock
  readonly isModerator?: ConversationDeps['isModerator']
  readonly isWaiting?: ConversationDeps['isWaiting']
}): TestDevice {
  const { user, client, clock = createVirtualClock(), isModerator = () => false, isWaiting } = fields
  const conversation = createConversation({
    id: conversationId(hexId('c', 1)),
    self: user,
    clock,
    random: createSeededRandom(client),
    isModerator,
    ...(isWaiting && { isWaiting }),
  })
  return { user, client, writer: { client, user, gateway: false }, clock, conversation }
}

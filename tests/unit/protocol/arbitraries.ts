import * as fc from 'fast-check'
import { type Millis, millis } from '../../../core/base/clock.ts'
import { goodbyeCodes, isGoodbyeCode, isRefuseCode, refuseCodes } from '../../../core/protocol/codes.ts'
import { roles, sealedKinds, sealedRoles } from '../../../core/protocol/directory.ts'
import type { Entry } from '../../../core/protocol/entry.ts'
import type { ClientFrame, RelayFrame } from '../../../core/protocol/frame.ts'
import {
  conversationId,
  deviceId,
  documentId,
  type Id,
  idFromBytes,
  userId,
  workspaceId,
} from '../../../core/protocol/ids.ts'
import { maxReceiptPath } from '../../../core/protocol/receipt.ts'

const anyId = <Minted extends Id>(kind: (text: string) => Minted): fc.Arbitrary<Minted> =>
  anyBytes(16, 16).map((bytes) => idFromBytes(kind, bytes))

export const anyBytes = (minLength: number, maxLength: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength, maxLength })

const anyNumber = fc.maxSafeNat()
const anyTime: fc.Arbitrary<Millis> = fc.nat({ max: 2 ** 48 - 1 }).map(millis)
const anyText = fc.string({ unit: 'grapheme', maxLength: 40 })
const anyPosition = { seq: anyNumber, head: anyBytes(32, 32) }
const anyConversation = anyId(conversationId)

const anyEntryHead = {
  conversation: anyConversation,
  device: anyId(deviceId),
  user: anyId(userId),
  counter: anyNumber,
}
export const anyEntry: fc.Arbitrary<Entry> = fc.oneof(
  fc.record({
    kind: fc.constant('content' as const),
    ...anyEntryHead,
    segment: anyNumber,
    update: anyBytes(0, 200),
  }),
  fc.record({
    kind: fc.constant('claim' as const),
    ...anyEntryHead,
    segment: fc.constant(0),
    client: anyNumber,
    gateway: fc.boolean(),
  }),
)

export const anyClientFrame: fc.Arbitrary<ClientFrame> = fc.oneof(
  fc.record({
    kind: fc.constant('hello' as const),
    protocol: anyNumber,
    device: anyId(deviceId),
    token: anyText,
    directory: anyNumber,
    resume: fc.array(fc.record({ conversation: anyConversation, ...anyPosition }), { maxLength: 5 }),
  }),
  fc.record({ kind: fc.constant('append' as const), request: anyNumber, entry: anyBytes(0, 100) }),
  fc.record({
    kind: fc.constant('fetch' as const),
    request: anyNumber,
    conversation: anyConversation,
    segment: fc.option(fc.nat(), { nil: undefined }),
    after: anyNumber,
    before: anyNumber,
    limit: anyNumber,
    backwards: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('ephemeral' as const),
    conversation: anyConversation,
    body: anyBytes(0, 100),
  }),
  fc.record({
    kind: fc.constant('presence' as const),
    status: fc.constantFrom('online' as const, 'away' as const, 'busy' as const, 'invisible' as const),
    until: anyTime,
  }),
  fc.record({ kind: fc.constant('mark' as const), conversation: anyConversation, seq: anyNumber }),
  fc.record({ kind: fc.constant('credit' as const), bytes: anyNumber }),
  fc.record({ kind: fc.constant('ping' as const), now: anyTime }),
)

const anyLogged = fc.array(
  fc.record(
    { ...anyPosition, time: anyTime, bytes: anyBytes(0, 60), erased: anyBytes(32, 32) },
    { requiredKeys: ['seq', 'head', 'time', 'bytes'] },
  ),
  { maxLength: 5 },
)
export const anyChange = fc.oneof(
  fc.record({
    kind: fc.constant('workspace' as const),
    id: anyId(workspaceId),
    name: anyText,
    role: fc.constantFrom(...roles),
  }),
  fc.record({
    kind: fc.constant('channel' as const),
    id: anyConversation,
    workspace: anyId(workspaceId),
    name: anyText,
    topic: anyText,
  }),
  fc.record({
    kind: fc.constant('document' as const),
    id: anyId(documentId),
    workspace: anyId(workspaceId),
    title: anyText,
    conversation: anyConversation,
  }),
  fc.record(
    {
      kind: fc.constant('member' as const),
      workspace: anyId(workspaceId),
      user: anyId(userId),
      name: anyText,
      username: anyText,
      role: fc.constantFrom(...roles),
      placeholder: fc.boolean(),
      status: anyText,
      statusUntil: fc.integer({ min: 1, max: 8.64e15 }),
      matched: anyId(userId),
    },
    { requiredKeys: ['kind', 'workspace', 'user', 'name', 'role', 'placeholder'] },
  ),
  fc.record({
    kind: fc.constant('keys' as const),
    user: anyId(userId),
    version: anyNumber,
    hash: anyBytes(32, 32),
  }),
  fc.record({
    kind: fc.constant('sealed' as const),
    id: anyConversation,
    workspace: anyId(workspaceId),
    type: fc.constantFrom(...sealedKinds),
    members: fc.array(fc.record({ user: anyId(userId), role: fc.constantFrom(...sealedRoles) }), {
      maxLength: 5,
    }),
  }),
)

export const anyRelayFrame: fc.Arbitrary<RelayFrame> = fc.oneof(
  fc.record({
    kind: fc.constant('welcome' as const),
    relayEpoch: anyBytes(16, 16),
    session: anyBytes(16, 16),
    serverTime: anyTime,
    receiptKey: anyBytes(32, 32),
    credit: anyNumber,
  }),
  fc.record({
    kind: fc.constant('logs' as const),
    logs: fc.array(
      fc.record({
        conversation: anyConversation,
        ...anyPosition,
        newestSegment: fc.integer({ min: -1, max: 2 ** 31 - 1 }),
        time: anyTime,
        resumed: fc.boolean(),
        nextCounter: anyNumber,
        marked: anyNumber,
        sealed: fc.boolean(),
      }),
      { maxLength: 5 },
    ),
  }),
  fc.record({ kind: fc.constant('entries' as const), conversation: anyConversation, entries: anyLogged }),
  fc.record({
    kind: fc.constant('fetched' as const),
    request: anyNumber,
    complete: fc.boolean(),
    position: fc.record(anyPosition),
    entries: anyLogged,
  }),
  fc.record({
    kind: fc.constant('ack' as const),
    request: anyNumber,
    ...anyPosition,
    time: anyTime,
    receipt: fc.nat({ max: maxReceiptPath }).chain((steps) => anyBytes(64 + steps * 33, 64 + steps * 33)),
  }),
  fc.record({
    kind: fc.constant('ephemeral' as const),
    conversation: anyConversation,
    user: anyId(userId),
    device: anyId(deviceId),
    body: anyBytes(0, 100),
  }),
  fc.record({
    kind: fc.constant('presence' as const),
    changes: fc.array(
      fc.record({
        user: anyId(userId),
        status: fc.constantFrom('online' as const, 'away' as const, 'busy' as const, 'offline' as const),
        lastSeen: anyTime,
      }),
      { maxLength: 5 },
    ),
  }),
  fc.record({
    kind: fc.constant('marks' as const),
    conversation: anyConversation,
    marks: fc.array(fc.record({ user: anyId(userId), seq: anyNumber }), { maxLength: 5 }),
  }),
  fc.record({
    kind: fc.constant('refuse' as const),
    request: anyNumber,
    code: fc.constantFrom(...Object.keys(refuseCodes).filter((code) => isRefuseCode(code))),
    retryAfter: anyTime,
    detail: anyText,
  }),
  fc.record({
    kind: fc.constant('directory' as const),
    version: anyNumber,
    changes: fc.array(anyChange, { maxLength: 5 }),
  }),
  fc.record({
    kind: fc.constant('goodbye' as const),
    code: fc.constantFrom(...Object.keys(goodbyeCodes).filter((code) => isGoodbyeCode(code))),
    reconnectAfter: anyTime,
    detail: anyText,
  }),
  fc.record({ kind: fc.constant('pong' as const), now: anyTime }),
)

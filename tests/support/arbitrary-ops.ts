/** Ops of all kinds, within all that their bounds allow, for properties. */
import * as fc from 'fast-check'
import { millis } from '../../core/base/clock.ts'
import { maxHlcCounter, maxHlcTime } from '../../core/conversation/hlc.ts'
import {
  maxAttachments,
  maxExpirySeconds,
  maxDuration,
  maxFileSize,
  maxPeaks,
  maxThumbnailBytes,
} from '../../core/conversation/limits.ts'
import type { Attachment, KnownOp } from '../../core/conversation/op.ts'
import { attachmentId, opId, userId } from '../../core/protocol/ids.ts'

const hex = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 32, maxLength: 32 })
const anId = hex.map((digits) => digits.map((digit) => digit.toString(16)).join(''))
const anOpId = anId.map(opId)
const aUserId = anId.map(userId)
const anHlc = fc.record({
  time: fc.integer({ min: 0, max: maxHlcTime }).map(millis),
  counter: fc.integer({ min: 0, max: maxHlcCounter }),
})
const aText = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: 'binary', minLength: 1, maxLength: maxLength / 2 })
    .filter((text) => !text.startsWith('\uFEFF'))
const anyText = (maxLength: number): fc.Arbitrary<string> => fc.oneof(fc.constant(''), aText(maxLength))
const someBytes = (length: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: length, maxLength: length })

const anAttachment: fc.Arbitrary<Attachment> = fc.record(
  {
    id: anId.map(attachmentId),
    name: fc.constantFrom('a', 'photo 1.jpg', 'Bericht – März.pdf', '写真.png', '...', 'x'.repeat(255)),
    type: fc.constantFrom('image/png', 'application/octet-stream', 'application/vnd.x+json'),
    size: fc.integer({ min: 0, max: maxFileSize }),
    sha256: someBytes(32),
    seal: fc.record({
      key: someBytes(32),
      header: someBytes(24),
      size: fc.integer({ min: 0, max: maxFileSize }),
    }),
    thumbnail: fc.uint8Array({ minLength: 1, maxLength: maxThumbnailBytes / maxAttachments }),
    duration: fc.integer({ min: 0, max: maxDuration }),
    peaks: fc.uint8Array({ minLength: 1, maxLength: maxPeaks }),
  },
  { requiredKeys: ['id', 'name', 'type', 'size', 'sha256'] },
)

const head = { id: anOpId, at: anHlc, by: aUserId }
const mentions = fc.array(aUserId, { minLength: 1, maxLength: 50 })
const kind = <Kind extends string>(name: Kind): fc.Arbitrary<Kind> => fc.constant(name)

const aPost = fc.record(
  {
    kind: kind('post'),
    ...head,
    text: aText(2_000),
    replyTo: anOpId,
    thread: anOpId,
    alsoInChannel: fc.constant(true as const),
    mentions,
    attachments: fc.array(anAttachment, { minLength: 1, maxLength: maxAttachments }),
    preview: fc.record(
      {
        url: fc.constantFrom('https://example.org/', 'https://a.example.org/x?y=%20#z'),
        title: fc.constantFrom('A page', 'x'.repeat(200), 'עמוד'),
        description: fc.constantFrom('It is about this.', '…'.repeat(300)),
        picture: fc.uint8Array({ minLength: 1, maxLength: 64 }),
      },
      { requiredKeys: ['url', 'title'] },
    ),
    expiresAfter: fc.integer({ min: 1, max: maxExpirySeconds }),
    waited: fc.integer({ min: 1, max: maxExpirySeconds }),
  },
  { requiredKeys: ['kind', 'id', 'at', 'by', 'text'] },
)

/** A moderator's, a member's and anybody's ops of every kind. */
export const anOp: fc.Arbitrary<KnownOp> = fc.oneof(
  aPost,
  fc.record(
    { kind: kind('edit'), ...head, target: anOpId, text: aText(2_000), mentions },
    { requiredKeys: ['kind', 'id', 'at', 'by', 'target', 'text'] },
  ),
  fc.record(
    {
      kind: kind('redact'),
      ...head,
      target: anOpId,
      targetAt: anHlc,
      thread: anOpId,
      reason: aText(500),
      expired: fc.constant(true as const),
    },
    { requiredKeys: ['kind', 'id', 'at', 'by', 'target', 'targetAt'] },
  ),
  fc.record({ kind: kind('react'), ...head, target: anOpId, emoji: aText(32), on: fc.boolean() }),
  fc.record({ kind: kind('pin'), ...head, target: anOpId, on: fc.boolean() }),
  fc.record({ kind: kind('mask'), ...head, target: anOpId, replacement: aText(2_000) }),
  fc.record(
    { kind: kind('read'), ...head, upTo: anOpId, upToAt: anHlc, thread: anOpId },
    { requiredKeys: ['kind', 'id', 'at', 'by', 'upTo', 'upToAt'] },
  ),
  fc
    .record(
      {
        kind: kind('meta'),
        ...head,
        name: anyText(64),
        topic: anyText(250),
        icon: anyText(32),
        timer: fc.integer({ min: 0, max: maxExpirySeconds }),
      },
      { requiredKeys: ['kind', 'id', 'at', 'by'] },
    )
    .filter(({ name, topic, icon, timer }) => (name ?? topic ?? icon ?? timer) !== undefined),
  fc.record(
    { kind: kind('setting'), ...head, key: fc.stringMatching(/^[0-9a-z./-]{1,64}$/), value: aText(2_000) },
    { requiredKeys: ['kind', 'id', 'at', 'by', 'key'] },
  ),
  fc.record({
    kind: kind('system'),
    ...head,
    event: fc.constantFrom('member-joined', 'member-left', 'devices-changed'),
    user: aUserId,
  }),
)

/** Ops by `mallory` that nobody must read, and ops that everybody may read but that must change nothing for others. */
import { maxHlcTime } from '../../core/conversation/hlc.ts'
import { millis } from '../../core/base/clock.ts'
import type { KnownOp } from '../../core/conversation/op.ts'
import {
  alice,
  mallory,
  testAttachment,
  testEdit,
  testHlc,
  testMask,
  testMeta,
  testSetting,
  testOpId,
  testPin,
  testPost,
  testReact,
  testRead,
  testRedact,
  testSystem,
} from './conversations.ts'
import { fieldsOf, spoilt } from './spoilt-ops.ts'

const by = mallory
const post = testPost({ by, attachments: [testAttachment()] })

function withAttachment(change: Readonly<Record<string, unknown>>, count = 1): Uint8Array {
  const attachments = fieldsOf(post).get('attachments')
  const good: unknown = Array.isArray(attachments) ? attachments[0] : undefined
  const bad = { ...(typeof good === 'object' ? good : {}), ...change }
  return spoilt(post, 'attachments', Array(count).fill(bad))
}

/** 20,000 arrays, each inside the one before. */
const nested = new Uint8Array(20_000).fill(0x81)

/** Refused as `bad-op`. */
export const unreadableOps: ReadonlyArray<readonly [name: string, bytes: Uint8Array]> = [
  ['eleven attachments', withAttachment({}, 11)],
  ['a thousand attachments', withAttachment({}, 1_000)],
  ['an attachment with a picture of 60 kB', withAttachment({ thumbnail: new Uint8Array(60_000) })],
  ['a file name that leads elsewhere', withAttachment({ name: '../../.bashrc' })],
  ['a file name that is read backwards', withAttachment({ name: 'photo\u202Egpj.exe' })],
  ['a file of 2^53 - 1 bytes', withAttachment({ size: Number.MAX_SAFE_INTEGER })],
  ['a media type that brings another header', withAttachment({ type: 'text/html\r\nx: y' })],
  ['an attachment that is itself', withAttachment({ seal: new Map([['seal', new Map()]]) })],
  ['an op of 200 kB', new Uint8Array(200_000).fill(0x60)],
  ['a message that expires before it is written', spoilt(post, 'expiresAfter', -1)],
  ['a message that expires in 2^53 seconds', spoilt(post, 'expiresAfter', Number.MAX_SAFE_INTEGER)],
  ['a message that has waited for ever', spoilt(post, 'waited', Number.MAX_SAFE_INTEGER)],
  ['a mask longer than any message', spoilt(testMask({ by }), 'replacement', 'x'.repeat(16_385))],
  ['a name of 16,384', spoilt(testMeta({ by }), 'name', 'x'.repeat(16_384))],
  ['a setting of 16,385', spoilt(testSetting({ by }), 'value', 'x'.repeat(16_385))],
  ['a setting under another name', spoilt(testSetting({ by }), 'key', '../Star')],
  ['a read position after the end of time', spoilt(testRead({ by }), 'upToAt', [2 ** 48, 0])],
  ['an event about nobody', spoilt(testSystem({ by }), 'user', new Uint8Array(0))],
  ['a pin with a target of 20,000 nested arrays', nested],
]

/** Far enough ahead that nothing written later could come after it. */
const endOfTime = { time: millis(maxHlcTime), counter: 65_535 }
const target = testOpId(1)

/** Well formed: accepted, kept, and without any effect on what others wrote. `target` is the victim's first message. */
export const powerlessOps: ReadonlyArray<readonly [name: string, ops: ReadonlyArray<KnownOp>]> = [
  ['an edit', [testEdit({ by, text: 'owned' })]],
  ['a redaction', [testRedact({ by })]],
  ['a mask by somebody who is no moderator', [testMask({ by, replacement: 'owned' })]],
  [
    'masks in great numbers',
    Array.from({ length: 500 }, (_, number) => testMask({ by, id: testOpId(900 + number) })),
  ],
  ['a message under an id that is taken', [testPost({ by, id: target, text: 'owned' })]],
  ['that another joined', [testSystem({ by, user: alice })]],
  ['that another left', [testSystem({ by, user: alice, event: 'member-left' })]],
  ["that another's devices changed", [testSystem({ by, user: alice, event: 'devices-changed' })]],
  ['a name for all time', [testMeta({ by, at: endOfTime, name: 'owned', topic: 'owned', icon: '☠' })]],
  ['a pin for all time', [testPin({ by, at: endOfTime })]],
  ['having read all that will ever be written', [testRead({ by, upToAt: endOfTime })]],
  ['a reaction taken off that another put on', [testReact({ by, on: false })]],
]

/** On and off, a thousand times over; off at last. */
export const pinFlood: ReadonlyArray<KnownOp> = Array.from({ length: 2_000 }, (_, number) =>
  testPin({ by, id: testOpId(10_000 + number), at: testHlc(number), on: number % 2 === 0 }),
)

/** What a newer version of the app writes goes through this one unharmed. */
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { encodeOp } from '../../../core/conversation/op-codec.ts'
import { loadSegment } from '../../../core/conversation/segment.ts'
import { checkUpdate } from '../../../core/conversation/validator.ts'
import {
  alice,
  bob,
  createTestDevice,
  testAttachment,
  testEdit,
  testMask,
  testMeta,
  testOpId,
  testPin,
  testPost,
  testReact,
  testRead,
  testRedact,
  testSetting,
  testSystem,
} from '../../support/conversations.ts'
import { canonicalBytes, fieldsOf, spoilt } from '../../support/spoilt-ops.ts'
import { contentStruct, rawUpdate } from '../../support/updates.ts'

const client = 4_503_599_627_370_497

const post = testPost({ attachments: [testAttachment()] })
/** Each known kind with a field more. */
const richer = [
  post,
  testEdit(),
  testRedact({ target: testOpId(60) }),
  testReact({ by: alice }),
  testPin({ by: alice }),
  testMask({ by: alice }),
  testRead({ by: alice }),
  testMeta(),
  testSetting(),
  testSystem({ by: alice, user: alice }),
].map((op): readonly [string, Uint8Array] => [
  `${op.kind} with a field more`,
  new Uint8Array(spoilt(op, 'mood', new Map([['score', [0.5, -1, null, true, new Uint8Array(3)]]]))),
])
const [attachment] = [testAttachment()].map(({ id: _, ...rest }) => ({ ...rest, id: new Uint8Array(16) }))
const newerBytes: ReadonlyArray<readonly [string, Uint8Array]> = [
  ...richer,
  ['poll', spoilt(testPost(), 'kind', 'poll')],
  ['an event of a newer version', spoilt(testSystem({ by: alice }), 'event', 'call-started')],
  ['a meta op about something newer', renamed('name', 'colour')],
  ['an attachment with a field more', spoilt(post, 'attachments', [{ ...attachment, depth: 3.25 }])],
]
const newer = newerBytes.map(([name, bytes]) => [name, Uint8Array.from(bytes)] as const)

function renamed(from: string, to: string): Uint8Array {
  const fields = fieldsOf(testMeta())
  fields.set(to, fields.get(from))
  fields.delete(from)
  return canonicalBytes(fields)
}

describe('[OP13] [OP6] [OP7]', () => {
  test.each(newer)('%s: relayed, merged, snapshot and loaded with the same bytes', (_name, bytes) => {
    const first = encodeOp(testPost({ id: testOpId(90), text: 'hello' }))
    const structs = [first, bytes].map((content, clock) => contentStruct(client, clock, content))
    const update = rawUpdate({ sections: [{ client, clock: 0, structs }] })

    // the relay
    expect(checkUpdate(update, { client, nextClock: 0, by: alice }).ok).toBe(true)
    // a client
    const { conversation } = createTestDevice({ user: bob, client: 22 })
    conversation.loadSegment(0, [])
    orThrow(conversation.merge(0, { client, user: alice, gateway: false }, update))
    expect(conversation.messages.read().map(({ text }) => text)).toContain('hello')
    // its disk, twice
    const stored = orThrow(loadSegment([conversation.snapshot(0)])).segment
    const again = orThrow(loadSegment([stored.snapshot()])).segment
    for (const segment of [stored, again]) expect(segment.content(client, 1)).toEqual(bytes)
    // and the document still takes what follows
    expect(conversation.write(22, { kind: 'post', text: 'answer' }).ok).toBe(true)
  })
})

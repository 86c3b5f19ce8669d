/** Pins, masks and messages that disappear. */
import { describe, expect, test } from 'vitest'
import { maxHlcLead } from '../../../core/conversation/hlc.ts'
import type { Message } from '../../../core/conversation/message.ts'
import type { Op } from '../../../core/conversation/op.ts'
import { createReducer, reduce } from '../../../core/conversation/reducer.ts'
import type { TopicContext } from '../../../core/conversation/topic.ts'
import {
  alice,
  bob,
  mallory,
  placed,
  testAttachment,
  testEdit,
  testHlc,
  testMask,
  testOpId,
  testPin,
  testPost,
  testReact,
  testRedact,
  testUser,
} from '../../support/conversations.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

const moderator = testUser(99)
const clock = createVirtualClock()
const context: TopicContext = { segment: 0, isModerator: (user) => user === moderator, clock }
const view = (...ops: ReadonlyArray<Op>): ReadonlyArray<Message> => reduce(placed(...ops), context)

describe('[RE12] pins', () => {
  test('the last word counts, whoever has it', () => {
    const pin = testPin({ at: testHlc(4) })
    const unpin = testPin({ id: testOpId(9), at: testHlc(5), by: mallory, on: false })
    expect(view(testPost(), pin)).toMatchObject([{ pinned: { by: bob, at: testHlc(4) } }])
    expect(view(testPost(), unpin, pin)[0]).not.toHaveProperty('pinned')
    expect(view(testPost(), unpin, pin, testPin({ id: testOpId(10), at: testHlc(6) }))).toMatchObject([
      { pinned: { by: bob, at: testHlc(6) } },
    ])
  })

  test('of one moment the higher op id, then the higher author', () => {
    const off = testPin({ id: testOpId(9), on: false })
    expect(view(testPost(), off, testPin())[0]).not.toHaveProperty('pinned')
    expect(view(testPost(), testPin(), testPin({ by: mallory, on: false }))[0]).not.toHaveProperty('pinned')
  })

  test('[RE13] nobody pins for good by a time in the future', () => {
    const locked = testPin({ at: testHlc(maxHlcLead + 1), by: mallory })
    expect(view(testPost(), locked)[0]).not.toHaveProperty('pinned')
    expect(view(testPost(), { ...locked, at: testHlc(maxHlcLead) })[0]).toHaveProperty('pinned')
  })

  test('[RE4] what is redacted is not pinned', () => {
    expect(view(testPost(), testPin(), testRedact())[0]).not.toHaveProperty('pinned')
  })

  test('[RE10] pinning again what is pinned changes who did, pinning from before changes nothing', () => {
    const reducer = createReducer(context)
    reducer.apply(placed(testPost(), testPin()), [])
    const [before] = reducer.all()
    const older = { client: 50, clock: 0, op: testPin({ id: testOpId(20), at: testHlc(1) }) }
    expect(reducer.apply([older], [])).toEqual([])
    expect(reducer.all()[0]).toBe(before)
    const newer = { client: 51, clock: 0, op: testPin({ id: testOpId(21), at: testHlc(9) }) }
    expect(reducer.apply([newer], [])).toHaveLength(2)
  })
})

describe('[RE14] masks', () => {
  const post = testPost({ mentions: [bob], attachments: [testAttachment()], thread: testOpId(70) })
  const mask = testMask({ by: moderator })

  test('put a text in place of all that the author said', () => {
    expect(view(post, testReact(), mask)).toEqual([
      {
        id: post.id,
        segment: 0,
        author: alice,
        at: post.at,
        text: '(hidden)',
        edited: false,
        redacted: false,
        masked: true,
        thread: testOpId(70),
        reactions: [{ emoji: '👍', users: [bob] }],
      },
    ])
  })

  test('count by moderators alone', () => {
    expect(view(post, testMask({ by: mallory }))).toMatchObject([{ text: post.text, mentions: [bob] }])
    expect(view(post, testMask({ by: alice }))[0]).not.toHaveProperty('masked')
  })

  test('cannot be edited away, and the latest counts', () => {
    const edit = testEdit({ at: testHlc(99), mentions: [mallory] })
    expect(view(post, mask, edit)).toMatchObject([{ text: '(hidden)', edited: false }])
    expect(view(post, mask, edit)[0]).not.toHaveProperty('mentions')
    const later = testMask({ id: testOpId(30), at: testHlc(50), by: moderator, replacement: 'gone' })
    expect(view(post, later, mask)).toMatchObject([{ text: 'gone' }])
  })

  test('[RE4] give way to a redaction', () => {
    expect(view(post, mask, testRedact())[0]).not.toHaveProperty('masked')
  })

  test('[RE7] show nothing of a message that is not there', () => {
    expect(view(mask, testPin())).toEqual([])
  })
})

describe('[EX1] messages that disappear', () => {
  const post = testPost({ expiresAfter: 60, attachments: [testAttachment()], replyTo: testOpId(40) })
  const expiresAt = post.at.time + 60_000

  test('say when, and look redacted from then on', () => {
    const now = createVirtualClock()
    const reducer = createReducer({ ...context, clock: now })
    reducer.apply(placed(post, testEdit(), testReact()), [])
    expect(reducer.all()).toMatchObject([{ text: 'Good evening', expiresAt }])
    now.advance(expiresAt - 1 - now.now())
    expect(reducer.expire()).toEqual([])
    now.advance(1)
    expect(reducer.expire()).toHaveLength(2)
    expect(reducer.all()).toEqual([
      {
        id: post.id,
        segment: 0,
        author: alice,
        at: post.at,
        text: '',
        edited: false,
        redacted: true,
        reactions: [],
        replyTo: testOpId(40),
        expiresAt,
        expired: true,
      },
    ])
    expect(reducer.expire()).toEqual([])
    expect(reducer.expiring()).toHaveLength(1) // its content is still there
    reducer.apply([{ client: 9, clock: 0, op: testRedact() }], [])
    expect(reducer.expiring()).toEqual([])
  })

  test('are gone from the start for who comes later, and an edit brings nothing back', () => {
    const late = createVirtualClock()
    late.advance(expiresAt - late.now())
    const shown = reduce(placed(post, testEdit({ at: testHlc(70_000) })), { ...context, clock: late })
    expect(shown).toMatchObject([{ expired: true, redacted: true, text: '' }])
  })

  test('[EX3] leave no mark once their device has taken them back, also where nothing else is left', () => {
    const gone = testRedact({ expired: true })
    expect(view(post, gone)).toMatchObject([{ redacted: true, expired: true }])
    expect(view(gone)).toMatchObject([{ redacted: true, expired: true }])
    expect(view(testRedact())[0]).not.toHaveProperty('expired')
  })

  test('[EX3] do not hide that somebody else has taken them back', () => {
    const gone = testRedact({ expired: true })
    const taken = testRedact({ id: testOpId(31), by: moderator })
    expect(view(post, gone, taken)[0]).not.toHaveProperty('expired')
    expect(view(post, testRedact({ by: moderator, expired: true }))[0]).not.toHaveProperty('expired')
    expect(view(gone, taken)[0]).not.toHaveProperty('expired')
  })

  test('[HL3] from the future disappear by the time at which they are shown', () => {
    const [far] = view(testPost({ at: testHlc(10 ** 12), expiresAfter: 1 }))
    expect(far?.expiresAt).toBe(testHlc(maxHlcLead + 1_000).time)
  })
})

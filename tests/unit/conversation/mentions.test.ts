import { expect, test } from 'vitest'
import { isMentioned, isNamed } from '../../../core/conversation/mentions.ts'
import type { Op } from '../../../core/conversation/op.ts'
import { decodeOp, encodeOp } from '../../../core/conversation/op-codec.ts'
import { reduce } from '../../../core/conversation/reducer.ts'
import { everyone } from '../../../core/protocol/ids.ts'
import {
  alice,
  bob,
  placed,
  testEdit,
  testHlc,
  testMask,
  testPost,
  testRedact,
} from '../../support/conversations.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

test('[VW8] all are mentioned where the message concerns them, and named is who is named', () => {
  expect(isMentioned([everyone], bob, true)).toBe(true)
  expect(isMentioned([everyone], bob, false)).toBe(false)
  expect(isMentioned([everyone, bob], bob, false)).toBe(true)
  expect([isMentioned(undefined, bob, true), isMentioned([alice], bob, true)]).toEqual([false, false])
  expect([isNamed([everyone], bob), isNamed([bob], bob), isNamed(undefined, bob)]).toEqual([
    false,
    true,
    false,
  ])
})

test('[OP1][VW8] who mentions all writes one id among those of people', () => {
  for (const op of [testPost({ mentions: [everyone, bob] }), testEdit({ mentions: [everyone] })])
    expect(decodeOp(encodeOp(op), { canonical: true })).toEqual({ ok: true, value: op })
})

test('[VW8][RE3] an edit brings it and takes it away, and it goes with what is taken back or masked', () => {
  const context = { segment: 0, isModerator: () => true, clock: createVirtualClock() }
  const mentionsOf = (...ops: ReadonlyArray<Op>) => reduce(placed(...ops), context)[0]?.mentions
  const post = testPost({ mentions: [everyone] })
  expect(mentionsOf(post)).toEqual([everyone])
  expect(mentionsOf(testPost(), testEdit({ mentions: [everyone] }))).toEqual([everyone])
  const other = testEdit({ at: testHlc(9), text: 'said otherwise' })
  expect([mentionsOf(post, other), mentionsOf(post, testRedact()), mentionsOf(post, testMask())]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

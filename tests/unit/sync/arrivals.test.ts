import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { millis } from '../../../core/base/clock.ts'
import {
  type Arrivals,
  hasArrived,
  maxSentPosts,
  noArrivals,
  noneTracked,
  type Arrived,
  recipientsIn,
  reachedIn,
  settle as settleAt,
  tellArrivals,
  withHolder,
  withSent,
} from '../../../core/sync/arrivals.ts'
import type { SealedRow } from '../../../core/bridge/sealing.ts'
import { conversationId, type UserId, workspaceId } from '../../../core/protocol/ids.ts'
import { testOpId, testUser } from '../../support/conversations.ts'

const [self, bob, eve] = [testUser(1), testUser(2), testUser(3)]
const id = conversationId('c'.repeat(32))
const at = (time: number) => ({ time: millis(time), counter: 0 })
const post = (number: number, seq: number, time = seq) => ({ message: testOpId(number), at: at(time), seq })

const settle = (arrivals: Arrivals, recipients: ReadonlyArray<UserId>): Arrivals =>
  settleAt(arrivals, recipients, arrivals.holders)
const arrivedIn = (arrivals: Arrivals, arrived: Arrived | undefined): Arrived | undefined =>
  reachedIn(arrivals, noneTracked, { arrived, read: undefined }).arrived

/** Own posts come into the log, at whatever moment they were written, and people say how far they have it. */
const anyStep = fc.oneof(
  fc.record({ kind: fc.constant('post' as const), time: fc.integer({ min: 1, max: 40 }) }),
  fc.record({
    kind: fc.constant('holds' as const),
    user: fc.constantFrom(bob, eve),
    back: fc.integer({ min: 0, max: 6 }),
  }),
)

test('[CR93] whatever the order, a message has arrived only where each of the others has its place in the log', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
      const posts: Array<ReturnType<typeof post>> = []
      const holders = new Map<UserId, number>()
      let arrivals: Arrivals = noArrivals
      let seq = 0
      for (const step of steps) {
        if (step.kind === 'post') {
          seq += 1
          const made = post(seq, seq, step.time)
          posts.push(made)
          arrivals = settle(withSent(arrivals, made), [bob, eve])
        } else {
          const held = Math.max(holders.get(step.user) ?? 0, seq - step.back)
          holders.set(step.user, held)
          arrivals = settle(withHolder(arrivals, step.user, seq - step.back), [bob, eve])
        }
        const arrived = arrivedIn(arrivals, undefined)
        const least = Math.min(holders.get(bob) ?? 0, holders.get(eve) ?? 0)
        for (const each of posts) {
          expect(hasArrived(arrived, { id: each.message, at: each.at })).toBe(each.seq <= least)
        }
      }
    }),
  )
})

test('[CR93] what has arrived stays so when somebody comes in who has nothing of it', () => {
  const before = settle(withHolder(withSent(noArrivals, post(1, 4)), bob, 4), [bob])
  const after = settle(withSent(before, post(2, 7)), [bob, eve])
  const arrived = arrivedIn(after, undefined)
  expect(hasArrived(arrived, { id: testOpId(1), at: at(4) })).toBe(true)
  expect(hasArrived(arrived, { id: testOpId(2), at: at(7) })).toBe(false)
  const both = settle(withHolder(withHolder(after, bob, 7), eve, 9), [bob, eve])
  expect(hasArrived(arrivedIn(both, arrived), { id: testOpId(2), at: at(7) })).toBe(true)
})

test('[CR93] nobody speaks for anybody else, and what is said of the time to come is of one person alone', () => {
  const sent = withSent(noArrivals, post(1, 4))
  const lied = withHolder(sent, eve, Number.MAX_SAFE_INTEGER)
  expect(settle(lied, [bob, eve])).toBe(lied)
  expect(settle(lied, [])).toBe(lied)
})

test('[CR93] what waits is bounded, and nothing more is claimed by that', () => {
  let arrivals: Arrivals = settle(withHolder(withSent(noArrivals, post(1, 1, 500)), bob, 1), [bob])
  arrivals = withSent(arrivals, post(2, 2, 100)) // written before, and come later
  for (let number = 3; number < 3 + 2 * maxSentPosts; number++)
    arrivals = withSent(arrivals, post(number, number, 1_000 + number))
  expect(arrivals.sent).toHaveLength(maxSentPosts)
  expect(hasArrived(arrivedIn(arrivals, undefined), { id: testOpId(2), at: at(100) })).toBe(false)
})

test('[CR93] the view keeps its reference until something has arrived', () => {
  const first = settle(withHolder(withSent(noArrivals, post(1, 1)), bob, 1), [bob])
  const shown = arrivedIn(first, undefined)
  expect(arrivedIn(withSent(first, post(2, 2)), shown)).toBe(shown)
  expect(arrivedIn(settle(withHolder(withSent(first, post(2, 2)), bob, 2), [bob]), shown)).not.toBe(shown)
  expect(arrivedIn(noArrivals, undefined)).toBeUndefined()
})

const rowOf = (members: ReadonlyArray<UserId>): SealedRow => ({
  id,
  workspace: workspaceId('a'.repeat(32)),
  type: 'group',
  members: members.map((user) => ({ user, role: 'member' })),
  isNew: false,
})

test('[CR93] a message is for the others of a conversation of up to eight; of larger ones, and of notes, nothing is said', () => {
  const people = Array.from({ length: 9 }, (_, index) => testUser(index + 1))
  const of = (members: ReadonlyArray<UserId>) =>
    recipientsIn({
      id,
      user: self,
      sealing: { rows: () => [rowOf(members)] },
      arrived: () => undefined,
    })
  expect(of([self, bob])).toEqual([bob])
  expect(of(people.slice(0, 8))).toHaveLength(7)
  expect(of(people)).toEqual([])
  expect(of([self])).toEqual([])
})

test('[CS22] what is to be told is what others posted, lies here whole, was not seen and was not told', () => {
  const told: Array<readonly [number, ReadonlyArray<UserId>]> = []
  const deps = {
    id,
    user: self,
    sealing: { rows: () => [] },
    arrived: (seq: number, by: ReadonlySet<UserId>) => void told.push([seq, [...by]]),
  }
  const unread = [
    { seq: 3, message: testOpId(1), by: bob, mention: false, reply: false },
    { seq: 5, message: testOpId(2), by: eve, mention: false, reply: true },
  ]
  const record = { unread, arrivals: noArrivals, newestSegment: 1, held: new Map([[1, 'live' as const]]) }
  tellArrivals(deps, record)
  tellArrivals(deps, { ...record, arrivals: { ...noArrivals, toldSeq: 3 } })
  expect(told).toEqual([
    [5, [bob, eve]],
    [5, [eve]],
  ])
  tellArrivals(deps, { ...record, arrivals: { ...noArrivals, toldSeq: 5 } })
  tellArrivals(deps, { ...record, unread: [] })
  tellArrivals(deps, { ...record, held: new Map([[1, 4]]) })
  expect(told).toHaveLength(2)
})

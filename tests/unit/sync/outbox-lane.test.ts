import { expect, test } from 'vitest'
import {
  add,
  createLane,
  type Lane,
  markAcked,
  nextToSend,
  type QueuedEntry,
  remove,
  sendAgain,
} from '../../../core/sync/outbox-lane.ts'
import { testOpId } from '../../support/conversations.ts'
import { testConversation } from '../../support/test-conversation.ts'

const conversation = testConversation(1)
const nothingUploading: ReadonlySet<never> = new Set()

/** A change about a message of its own; `looked` is called whenever somebody asks which entry it is. */
const entryOf = (counter: number, looked: () => void = () => undefined): QueuedEntry => ({
  conversation,
  get counter() {
    looked()
    return counter
  },
  bytes: Uint8Array.of(counter % 256),
  id: Uint8Array.of(counter % 256),
  content: { segment: 0, update: new Uint8Array(1) },
  claims: undefined,
  topics: [testOpId(counter)],
  posts: [],
  timed: [],
  op: undefined,
  does: undefined,
  files: [],
  isChange: true,
})

function laneOf(count: number, looked?: () => void): Lane {
  const lane = createLane(conversation)
  for (let counter = 0; counter < count; counter++) add(lane, entryOf(counter, looked))
  return lane
}

/** Sends what may go, at most 64 under way, acknowledges one after the other and lets the journal go in rounds. */
function drain(lane: Lane): ReadonlyArray<number> {
  const order: Array<number> = []
  while (lane.entries.length > 0) {
    const round: Array<number> = []
    for (
      let next = nextToSend(lane, nothingUploading);
      next !== undefined && lane.sent.size < 64;
      next = nextToSend(lane, nothingUploading)
    ) {
      const { counter } = next
      lane.sent.add(counter)
      round.push(counter)
    }
    for (const counter of round) {
      lane.sent.delete(counter)
      markAcked(lane, [counter])
    }
    order.push(...round)
    remove(lane, markAcked(lane, round))
  }
  return order
}

test('[CR28] what an entry costs on its way out does not grow with the queue', () => {
  const costs = [640, 6_400].map((count) => {
    let looks = 0
    expect(drain(laneOf(count, () => void looks++))).toHaveLength(count)
    return looks / count
  })
  expect(costs[1]).toBeLessThanOrEqual((costs[0] ?? 0) * 1.05)
  expect(costs[1]).toBeLessThan(20)
})

test('[CR20] [CR28] everything goes out once, in the order of the counters', () => {
  const lane = laneOf(200)
  expect(drain(lane)).toEqual(Array.from({ length: 200 }, (_, counter) => counter))
  expect(lane).toMatchObject({ open: 0, unsentFrom: 0 })
  expect([lane.byCounter.size, lane.byTopic.size, lane.acked.size]).toEqual([0, 0, 0])
})

test('[CR26] [CR28] what was refused goes before what was never sent; what is acknowledged in the middle does not go again', () => {
  const lane = laneOf(5)
  for (const counter of [0, 1, 2]) lane.sent.add(counter)
  expect(nextToSend(lane, nothingUploading)?.counter).toBe(3)
  markAcked(lane, [1, 3])
  const [first] = lane.entries
  if (first !== undefined) sendAgain(lane, first)
  expect(nextToSend(lane, nothingUploading)?.counter).toBe(0)
  lane.sent.add(0)
  expect(nextToSend(lane, nothingUploading)?.counter).toBe(4)
  remove(lane, markAcked(lane, [1, 3]))
  expect(lane.entries.map(({ counter }) => counter)).toEqual([0, 2, 4])
  expect(nextToSend(lane, nothingUploading)?.counter).toBe(4)
  expect(lane.open).toBe(3)
  expect(lane.byTopic.has(testOpId(3))).toBe(false)
})

import { expect, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { orThrow } from '../../../../core/base/defect.ts'
import type { LoggedEntry } from '../../../../core/protocol/frame.ts'
import { type ConversationId, conversationId } from '../../../../core/protocol/ids.ts'
import {
  batchBytes,
  initialCreditBytes,
  maxCreditBytes,
  readerStallMs,
} from '../../../../core/protocol/limits.ts'
import { emptyHead } from '../../../../core/protocol/log.ts'
import { decodeRelayFrame } from '../../../../core/protocol/relay-frame-codec.ts'
import { createRun, createRuns } from '../../../../sync-server/relay/entry-run.ts'
import * as readers from '../../../../sync-server/relay/reader-queue.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

const conversation = conversationId('ab'.repeat(16))
const other = conversationId('cd'.repeat(16))
const entry = (seq: number, size = 1): LoggedEntry => ({
  seq,
  head: emptyHead,
  time: millis(0),
  bytes: new Uint8Array(size),
})

/** A queue over logs that hold whatever is asked for; `settle` lets it read them. */
function setupQueue(size = 1) {
  const sent: Array<ReadonlyArray<number> | string> = []
  let slow = 0
  let buffered = 0
  let reads = 0
  const clock = createVirtualClock()
  const connection = {
    send: (bytes: Uint8Array) => {
      const frame = bytes.length < 10 ? undefined : orThrow(decodeRelayFrame(bytes))
      sent.push(frame?.kind === 'entries' ? frame.entries.map(({ seq }) => seq) : 'other')
    },
    buffered: () => buffered,
    from: '192.0.2.7',
    flushed: async () => {},
    ping: () => {},
    welcomed: () => {},
    close: () => {},
    cut: () => {},
  }
  const queue = readers.createReaderQueue({
    connection,
    clock,
    logs: {
      entries: async (_conversation, { after, upTo }, { maxBytes }) => {
        reads++
        const count = Math.min(upTo - after, Math.max(1, Math.floor(maxBytes / size)))
        return Array.from({ length: count }, (_, index) => entry(after + index + 1, size))
      },
    },
    guard: (run) => run(),
    isClosed: () => slow > 0,
    tooSlow: () => slow++,
  })
  const deliver = (seqs: ReadonlyArray<number>, to: ConversationId = conversation): void =>
    readers.deliver(
      queue,
      createRun(
        to,
        seqs.map((seq) => entry(seq, size)),
      ),
    )
  const ack = (seq: number, repeated = false): void =>
    readers.inOrder(queue, { conversation, seq, repeated }, () => void sent.push(`ack ${seq}`))
  return {
    queue,
    deliver,
    ack,
    sent,
    clock,
    slow: () => slow,
    reads: () => reads,
    setBuffered: (bytes: number) => void (buffered = bytes),
    settle: () => new Promise((resolve) => setImmediate(resolve)),
  }
}

/** Entries so large that two of them, with their headers, use up all credit that there is at the beginning. */
const half = initialCreditBytes / 2

test('[HS6] what was held comes after the release, without what the reader has been told of', async () => {
  const { queue, deliver, ack, sent, settle } = setupQueue()
  deliver([1])
  readers.hold(queue)
  deliver([2, 3])
  ack(4)
  deliver([5, 6])
  expect(sent).toEqual([[1]])
  readers.release(queue, new Map([[conversation, 3]]))
  await settle()
  expect(sent).toEqual([[1], 'ack 4', [5, 6]])
  deliver([7])
  expect(sent.at(-1)).toEqual([7])
})

test('[HS6] the last of several releases lets go, and what each of them told counts', async () => {
  const { queue, deliver, sent, settle } = setupQueue()
  readers.hold(queue)
  readers.hold(queue)
  deliver([1, 2])
  readers.release(queue, new Map([[conversation, 1]]))
  await settle()
  expect(sent).toEqual([])
  readers.release(queue, new Map())
  await settle()
  expect(sent).toEqual([[2]])
})

test('[HS6] the ack of a repeat waits for what stands before it, and for nothing else', async () => {
  const { queue, deliver, ack, sent, settle } = setupQueue()
  readers.hold(queue)
  ack(9, true)
  deliver([11])
  readers.release(queue, new Map([[conversation, 10]]))
  await settle()
  expect(sent).toEqual(['ack 9', [11]])
  readers.hold(queue)
  deliver([12, 13])
  ack(13, true)
  ack(3, true)
  readers.release(queue, new Map())
  await settle()
  expect(sent.slice(2)).toEqual(['ack 3', [12], 'ack 13'])
})

test('[CF1] frames go out while any credit is left, and at most one goes beyond it', async () => {
  const { queue, deliver, sent } = setupQueue(half)
  deliver([1])
  deliver([2])
  expect(sent).toEqual([[1], [2]])
  deliver([3])
  expect(readers.offer(queue, new Uint8Array(9))).toBe(false) // [CF4]
  let isPut = false
  const put = readers.put(queue, new Uint8Array(9)).then(() => (isPut = true))
  await Promise.resolve()
  expect(isPut).toBe(false)
  expect(sent.length).toBe(2)
  readers.sendFree(queue, new Uint8Array(9))
  expect(sent.slice(2)).toEqual(['other'])
  readers.credit(queue, 1_000)
  await put
  expect(sent.slice(3)).toContain('other')
})

test('[CF2] a reader without credit is kept nothing for, and gets what it missed out of the log', async () => {
  const { queue, deliver, ack, sent, settle, reads } = setupQueue(half)
  for (let seq = 1; seq <= 20; seq++) deliver([seq])
  deliver([1], other)
  ack(21)
  deliver([22])
  ack(7, true)
  expect(reads()).toBe(0)
  expect(sent).toEqual([[1], [2]])
  while (reads() < 100 && sent.at(-1)?.[0] !== 22) {
    readers.credit(queue, half)
    await settle()
  }
  expect(sent.filter((each) => typeof each === 'string')).toEqual(['ack 7', 'ack 21'])
  const seqs = sent.flatMap((each) => (typeof each === 'string' ? [] : each))
  const own = [7, 21] // their acks stand for them
  const expected = Array.from({ length: 22 }, (_, index) => index + 1).filter((seq) => !own.includes(seq))
  expect(seqs.toSorted((left, right) => left - right)).toEqual([1, ...expected])
  expect(sent.indexOf('ack 21')).toBe(sent.length - 2)
})

test('[CF2] each conversation gets its turn, and what comes meanwhile stays in order', async () => {
  const { queue, deliver, ack, sent, settle } = setupQueue(60_000)
  for (let seq = 1; seq <= 18; seq++) deliver([seq])
  deliver([19])
  deliver([1], other)
  ack(20)
  deliver([21])
  expect(sent.length).toBe(18)
  readers.credit(queue, maxCreditBytes)
  deliver([22])
  ack(23)
  await settle()
  expect(sent.slice(18)).toEqual([[19], [1], 'ack 20', [21, 22], 'ack 23'])
  deliver([24])
  expect(sent.at(-1)).toEqual([24])
})

test('[CF3] whoever takes nothing for a minute while something waits is too slow', () => {
  const { deliver, queue, clock, slow } = setupQueue(half)
  deliver([1])
  deliver([2])
  clock.advance(readerStallMs * 2)
  expect(slow()).toBe(0) // nothing waits
  deliver([3])
  clock.advance(readerStallMs - 1)
  readers.credit(queue, 0) // takes nothing
  expect(slow()).toBe(0)
  clock.advance(1)
  expect(slow()).toBe(1)
})

test('[CF3] whoever takes a little now and then is not', async () => {
  const { deliver, queue, clock, slow, settle } = setupQueue(half)
  for (let seq = 1; seq < 10; seq++) {
    deliver([seq])
    clock.advance(readerStallMs - 1)
    readers.credit(queue, 1)
    await settle()
  }
  expect(slow()).toBe(0)
})

test('[CF5] more than so much that needs no credit unread, and the reader is sent away', () => {
  const { queue, setBuffered, slow } = setupQueue()
  setBuffered(readers.maxUnreadBytes)
  readers.sendFree(queue, new Uint8Array(9))
  expect(slow()).toBe(0)
  setBuffered(readers.maxUnreadBytes + 1)
  readers.sendFree(queue, new Uint8Array(9))
  expect(slow()).toBe(1)
})

test('[CF5] credit without end is as good as the most that there is', async () => {
  const { queue, deliver, sent } = setupQueue(half)
  for (let given = 0; given < 3; given++) readers.credit(queue, Number.MAX_SAFE_INTEGER)
  for (let seq = 1; seq < 20; seq++) deliver([seq])
  expect(sent.length).toBe(maxCreditBytes / half)
})

test('runs stay under the size of a batch, or hold one entry', () => {
  const sizes = [batchBytes - 10, 10, 1, batchBytes + 5, 3, 4]
  const runs = createRuns(
    conversation,
    sizes.map((size, index) => entry(index, size)),
  )
  expect(runs.map(({ entries }) => entries.map(({ seq }) => seq))).toEqual([[0, 1], [2], [3], [4, 5]])
  expect(createRuns(conversation, [])).toEqual([])
})

import { expect, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { orThrow } from '../../../../core/base/defect.ts'
import { conversationId } from '../../../../core/protocol/ids.ts'
import { emptyHead } from '../../../../core/protocol/log.ts'
import { decodeRelayFrame } from '../../../../core/protocol/relay-frame-codec.ts'
import { createRun, createRuns } from '../../../../sync-server/relay/entry-run.ts'
import { createReaderQueue, maxUnreadBytes } from '../../../../sync-server/relay/reader-queue.ts'
import { batchBytes } from '../../../../core/protocol/limits.ts'

const conversation = conversationId('ab'.repeat(16))
const entry = (seq: number, size = 1) => ({
  seq,
  head: emptyHead,
  time: millis(0),
  bytes: new Uint8Array(size),
})

function setupQueue() {
  const sent: Array<ReadonlyArray<number> | 'other'> = []
  let slow = 0
  const connection = {
    send: (bytes: Uint8Array) => {
      const frame = bytes.length < 10 ? undefined : orThrow(decodeRelayFrame(bytes))
      sent.push(frame?.kind === 'entries' ? frame.entries.map(({ seq }) => seq) : 'other')
    },
    buffered: () => 0,
    flushed: async () => {},
    ping: () => {},
    welcomed: () => {},
    close: () => {},
    cut: () => {},
  }
  const queue = createReaderQueue(connection, () => slow++)
  const deliver = (...seqs: ReadonlyArray<number>): void =>
    queue.deliver(
      createRun(
        conversation,
        seqs.map((seq) => entry(seq)),
      ),
    )
  return { queue, deliver, sent, slow: () => slow }
}

test('[HS6] what was held comes after the release, without what the reader has been told of', () => {
  const { queue, deliver, sent } = setupQueue()
  deliver(1)
  queue.hold()
  deliver(2, 3)
  queue.inOrder(Uint8Array.of(1))
  deliver(4, 5)
  expect(sent).toEqual([[1]])
  queue.release(new Map([[conversation, 4]]))
  expect(sent).toEqual([[1], 'other', [5]])
  deliver(6)
  expect(sent.at(-1)).toEqual([6])
})

test('[HS6] the last of several releases lets go, and what each of them told counts', () => {
  const { queue, deliver, sent } = setupQueue()
  queue.hold()
  queue.hold()
  deliver(1, 2)
  queue.release(new Map([[conversation, 1]]))
  expect(sent).toEqual([])
  queue.release(new Map())
  expect(sent).toEqual([[2]])
  queue.hold()
  deliver(1)
  queue.release(new Map())
  expect(sent).toEqual([[2], [1]])
})

test('[LV3] what is held counts as unread', () => {
  const { queue, slow } = setupQueue()
  queue.hold()
  const big = createRun(conversation, [entry(1, 200_000)])
  for (let bytes = 0; bytes <= maxUnreadBytes; bytes += 200_000) queue.deliver(big)
  expect(slow()).toBeGreaterThan(0)
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

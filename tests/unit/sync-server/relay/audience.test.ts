/** Who is taken out of a sealed conversation, in the very turn of the commit that says so. */
import { expect, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { conversationId, deviceId, type UserId, userId } from '../../../../core/protocol/ids.ts'
import type { AppendRequest, Commit } from '../../../../sync-server/relay/append.ts'
import { createRun } from '../../../../sync-server/relay/entry-run.ts'
import { createHub, type Subscriber } from '../../../../sync-server/relay/hub.ts'
import {
  createReaderQueue,
  deliver,
  forget,
  hold,
  inOrder,
  release,
} from '../../../../sync-server/relay/reader-queue.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

const conversation = conversationId('c'.repeat(32))
const logged = { seq: 4, head: new Uint8Array(32), time: millis(1), bytes: Uint8Array.of(1) }

function createSubscriber(name: string, happened: Array<string>): Subscriber {
  const user: UserId = userId(name.repeat(32))
  const note = (what: string) => () => void happened.push(`${name} ${what}`)
  return {
    author: {
      device: deviceId(name.repeat(32)),
      user,
      gateway: false,
      mayWrite: () => true,
      stalled: undefined,
    },
    deliver: note('reads'),
    offer: () => true,
    marked: note('marked'),
    expelled: note('is out'),
    refresh: async () => note('refreshes')(),
    goodbye: note('goodbye'),
  }
}

test('[AD5] whoever a commit takes out is out before anything of it is passed on, an author too', () => {
  const happened: Array<string> = []
  const hub = createHub()
  const [ada, bob, cyd] = ['a', 'b', 'd'].map((name) => createSubscriber(name, happened))
  if (ada === undefined || bob === undefined || cyd === undefined) throw new Error()
  for (const each of [ada, bob, cyd]) hub.add(each)
  for (const each of [ada, bob]) hub.subscribe(each, [conversation], [])
  const request = (of: Subscriber): AppendRequest => ({
    author: of.author,
    bytes: logged.bytes,
    imported: [],
    settle: () => void happened.push('settled'),
  })
  const entry = (of: Subscriber, seq: number): Commit['entries'][number] => ({
    logged: { ...logged, seq },
    receipt: () => new Uint8Array(64),
    request: request(of),
  })
  // bob's last word, then ada takes him out and cyd in, then says more
  const entries = [entry(bob, 4), entry(ada, 5), entry(ada, 6)]
  const members = [ada.author.user, cyd.author.user]
  hub.publish([{ conversation, audience: conversation, members, entries }])
  expect(happened[0]).toBe('b is out')
  expect(happened).not.toContain('b reads')
  expect(happened.filter((what) => what === 'settled').length).toBe(3)
  expect(happened.filter((what) => what.endsWith('refreshes'))).toEqual([
    'b refreshes',
    'a refreshes',
    'd refreshes',
  ])
  expect([...hub.readersOf(conversation)]).toEqual([ada])
})

test('[AD5] what a reader had still to be sent of the conversation is dropped; acks of its own entries go out', async () => {
  const [sent, acked] = [new Array<Uint8Array>(), new Array<number>()]
  let reads = 0
  const queue = createReaderQueue({
    connection: {
      from: '192.0.2.7',
      send: (frame) => void sent.push(frame),
      buffered: () => 0,
      flushed: () => Promise.resolve(),
      ping: () => {},
      welcomed: () => {},
      close: () => {},
      cut: () => {},
    },
    clock: createVirtualClock(),
    logs: {
      entries: async () => {
        reads++
        return [logged]
      },
    },
    guard: (run) => run(),
    isClosed: () => false,
    tooSlow: () => {},
  })
  hold(queue)
  deliver(queue, createRun(conversation, [logged]))
  for (const seq of [6, 5]) inOrder(queue, { conversation, seq, repeated: false }, () => void acked.push(seq))
  forget(queue, conversation)
  expect(acked).toEqual([5, 6])
  release(queue, new Map())
  await new Promise((resolve) => setImmediate(resolve))
  expect([reads, sent.length]).toEqual([0, 0])
})

import { expect, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { createThreadIndex } from '../../../../core/conversation/views/threads.ts'
import type { Message } from '../../../../core/conversation/message.ts'
import { followThread } from '../../../../core/engine/reading/followed-thread.ts'
import { decodeReading, encodeReading, nothingRead } from '../../../../core/engine/reading/reading-record.ts'
import { everyone } from '../../../../core/protocol/ids.ts'
import { channelNumber } from '../../../support/fake-engine.ts'
import { messageId, person, shownMessage } from '../../../support/shown-message.ts'

const [ana, ben] = [person('a'), person('b')]
const root = messageId(1)
const reply = (number: number, author = ben, change: Partial<Message> = {}): Message =>
  shownMessage(number, { thread: root, author, ...change })

function follow(messages: ReadonlyArray<Message>, self = ana, mark?: Message) {
  const index = createThreadIndex()
  index.update(messages.map((after) => ({ after })))
  const thread = index.of(root)
  const about = messages.find(({ id }) => id === root)
  const reader = { self, conversation: channelNumber(1), mark, follows: undefined }
  return thread && followThread(thread, about, reader, undefined)
}

test('[VW6] a thread concerns who wrote its root or a reply, or is mentioned, and nobody else', () => {
  const messages = [shownMessage(1), reply(2)]
  expect(follow(messages)).toMatchObject({ unread: 1, replies: 1, by: ana })
  expect(follow(messages, ben)).toMatchObject({ unread: 0 })
  expect(follow(messages, person('c'))).toBeUndefined()
  expect(follow([shownMessage(1), reply(2, ben, { mentions: [person('c')] })], person('c'))).toMatchObject({
    unread: 1,
  })
})

test('[VW6] what a person wrote in a thread reads what stood before it, as does the mark', () => {
  const messages = [shownMessage(1), reply(2), reply(3, ana), reply(4), reply(5)]
  expect(follow(messages)).toMatchObject({ unread: 2 })
  expect(follow(messages, ana, reply(4))).toMatchObject({ unread: 1 })
})

test('[VW6] of what is unread in a thread those are told apart that name the person', () => {
  const named = { mentions: [ana] }
  const messages = [shownMessage(1), reply(2, ben, named), reply(3), reply(4, ben, named)]
  expect(follow(messages)).toMatchObject({ unread: 3, mentions: 2 })
  expect(follow(messages, ana, reply(2))).toMatchObject({ unread: 2, mentions: 1 })
  const edited = [...messages.slice(0, -1), reply(4)]
  expect(follow(edited, ana, reply(2))).toMatchObject({ unread: 2, mentions: 0 })
})

test('[VW8] who mentions all mentions those who follow the thread, and makes nobody follow it', () => {
  const messages = [shownMessage(1), reply(2, ben, { mentions: [everyone] }), reply(3)]
  expect(follow(messages)).toMatchObject({ unread: 2, mentions: 1 })
  expect(follow(messages, ben)).toMatchObject({ unread: 0, mentions: 0 })
  expect(follow(messages, person('c'))).toBeUndefined()
  expect(follow([shownMessage(1, { mentions: [everyone] }), reply(2)], person('c'))).toBeUndefined()
})

test('[VW6] of a message that disappears nothing is kept in the list', () => {
  const messages = [
    shownMessage(1, { expiresAt: millis(9e12) }),
    reply(2, ben, { expiresAt: millis(9e12), text: 'secret' }),
  ]
  expect(JSON.stringify(follow(messages))).not.toContain('secret')
  expect(follow(messages)).toMatchObject({
    text: '',
    blank: 'disappears',
    last: { text: '', blank: 'disappears' },
  })
})

test('[VW6] of a root that was taken back, and of mere files, it is told that they are', () => {
  expect(follow([shownMessage(1, { redacted: true, text: '' }), reply(2, ana)])).toMatchObject({
    text: '',
    blank: 'deleted',
    last: { text: 'message 2' },
  })
  expect(follow([shownMessage(1), reply(2, ben, { text: '' })])).toMatchObject({ last: { blank: 'files' } })
})

test('[VW6] what is kept of reading comes back as it was, and other bytes are nothing', () => {
  const of = nothingRead()
  const thread = follow([shownMessage(1), reply(2, ben, { text: '' })])
  if (thread !== undefined) of.threads.set(root, thread)
  of.marks.set(root, { id: messageId(2), at: { time: millis(5), counter: 1 }, turn: 2 })
  of.isMet = true
  of.isMarked = true
  of.turn = 3
  const kept = encodeReading(new Map([[channelNumber(1), of]]))
  expect(decodeReading(kept)).toEqual(new Map([[channelNumber(1), of]]))
  expect(decodeReading(kept.slice(1))).toBeUndefined()
  expect(decodeReading(Uint8Array.of(0xa0))).toBeUndefined()
})

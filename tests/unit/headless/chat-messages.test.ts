import { expect, test } from 'vitest'
import { millis } from '../../../core/base/clock.ts'
import { createCell } from '../../../core/base/readable.ts'
import type { ConversationView, ShownMessage } from '../../../core/engine/engine.ts'
import { createMessages, createTeller } from '../../../headless/chat-messages.ts'
import { testOpId, testUser } from '../../support/conversations.ts'

const message = (number: number, more: Partial<ShownMessage> = {}): ShownMessage => ({
  id: testOpId(number),
  segment: 1,
  author: testUser(1),
  at: { time: millis(number), counter: 0 },
  text: `text ${number}`,
  edited: false,
  redacted: false,
  reactions: [],
  ...more,
})
const blank: ConversationView = {
  messages: [],
  before: 'more',
  opening: false,
  preview: false,
  seen: undefined,
  readTo: undefined,
  late: [],
  timer: undefined,
  blocked: undefined,
  timers: [],
  typing: [],
  draft: '',
  threadTyping: new Map(),
  threadDrafts: new Map(),
}

function setup(isNew: boolean, view: ConversationView) {
  const cell = createCell(view)
  const messages = createMessages({ view: cell, nameOf: () => 'ada' })
  const told: Array<string> = []
  const teller = createTeller('room', isNew, (frame) => {
    told.push(frame.type === 'message' ? frame.content : frame.type)
  })
  const look = (next: Partial<ConversationView>): ReadonlyArray<string> => {
    cell.write({ ...cell.read(), ...next })
    teller(messages.read(), cell.read())
    return told.splice(0)
  }
  return { look, messages }
}

test('[HC6] what is there when a room opens is not told, nor are older pages', () => {
  const { look } = setup(false, { ...blank, opening: true })
  expect(look({ messages: [message(1)] })).toEqual([])
  expect(look({ messages: [message(1), message(2)], opening: false })).toEqual([])
  expect(look({ messages: [message(0, { segment: 0 }), message(1), message(2)] })).toEqual([])
  // The author's clock is behind: it stands further up and is news all the same.
  const [late, old] = [message(3, { at: { time: millis(1), counter: 1 } }), message(0, { segment: 0 })]
  expect(look({ messages: [old, message(1), late, message(2)] })).toEqual(['text 3'])
})

test('[HC6] of a conversation that began meanwhile all is told, once it is whole', () => {
  const { look } = setup(true, { ...blank, opening: true })
  expect(look({ messages: [message(1)], preview: true, opening: false })).toEqual([])
  expect(look({ messages: [message(1), message(2)], preview: false })).toEqual(['text 1', 'text 2'])
  expect(look({ messages: [message(1), message(2), message(3)] })).toEqual(['text 3'])
})

test('[HC6] what is changed, reacted to and taken back is told; the same again is not', () => {
  const { look, messages } = setup(true, blank)
  const [one, two] = [message(1), message(2)]
  look({ messages: [one, two] })
  const [first] = messages.read()
  expect(look({ messages: [one, { ...two, text: 'other', edited: true }] })).toEqual(['message_edited'])
  expect(messages.read()[0]).toBe(first)
  const liked = { ...two, reactions: [{ emoji: '👍', users: [testUser(2)] }], text: 'other', edited: true }
  expect(look({ messages: [one, liked] })).toEqual(['reaction'])
  expect(look({ messages: [one, { ...liked, delivery: { kind: 'queued' } }] })).toEqual([])
  expect(look({ messages: [one, { ...liked, redacted: true, text: '' }] })).toEqual(['message_deleted'])
  expect(messages.read()).toHaveLength(1)
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReadMarks } from '../../../../core/conversation/about.ts'
import type { Message } from '../../../../core/conversation/message.ts'
import { compareMessages, type MessageChange } from '../../../../core/conversation/message-list.ts'
import {
  createThreadIndex,
  isUnread,
  unreadReplies,
  type Thread,
} from '../../../../core/conversation/views/threads.ts'
import { messageId, person, shownMessage } from '../../../support/shown-message.ts'

const [ana, ben, cem] = [person('a'), person('b'), person('c')] as const
const root = shownMessage(1)
const reply = (number: number, change: Partial<Message> = {}): Message =>
  shownMessage(number, { thread: root.id, ...change })
const noMarks: ReadMarks = { threads: new Map() }

function threadsOf(...messages: ReadonlyArray<Message>): (number: number) => Thread | undefined {
  const index = createThreadIndex()
  index.update(messages.map((after) => ({ after })))
  return (number) => index.of(messageId(number))
}

describe('[VW1] threads', () => {
  test('hold the replies to their root in order, and who wrote them', () => {
    const replies = [reply(2, { author: ben }), reply(3, { author: cem }), reply(4, { author: ben })]
    const thread = threadsOf(root, shownMessage(9), ...replies.toReversed())
    expect(thread(1)).toEqual({ root: root.id, replies, participants: [ben, cem] })
    expect(thread(9)).toBeUndefined()
  })

  test('are there without their root, and go with their last reply', () => {
    const index = createThreadIndex()
    const only = reply(2)
    index.update([{ after: only }])
    expect(index.of(root.id)?.replies).toEqual([only])
    index.update([{ before: only, after: { ...only, redacted: true, text: '' } }])
    expect(index.of(root.id)).toBeUndefined()
  })

  test('that did not change are the same object', () => {
    const index = createThreadIndex()
    const [first, second] = [reply(2), shownMessage(3, { thread: messageId(9) })]
    index.update([{ after: first }, { after: second }])
    const before = index.of(root.id)
    index.update([{ before: second }, { before: first, after: first }])
    expect(index.of(root.id)).toBe(before)
  })

  const aMessage = fc
    .record({
      number: fc.nat({ max: 20 }),
      author: fc.constantFrom(ana, ben, cem),
      thread: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
      redacted: fc.boolean(),
    })
    .map(({ number, author, thread, redacted }) =>
      shownMessage(number, {
        author,
        redacted,
        ...(thread !== undefined && { thread: messageId(thread) }),
      }),
    )
  const someMessages = fc.uniqueArray(aMessage, {
    selector: ({ id, author }) => id + author,
    maxLength: 30,
  })

  /** By the words of the rule. */
  const expected = (messages: ReadonlyArray<Message>, number: number): ReadonlyArray<Message> =>
    messages
      .filter(({ thread, redacted }) => thread === messageId(number) && !redacted)
      .toSorted(compareMessages)

  test('are a function of the messages that are there, in whatever steps they came and went', () => {
    const inSteps = someMessages.chain((messages) =>
      fc.record({
        messages: fc.constant(messages),
        shuffled: fc.shuffledSubarray(messages, { minLength: messages.length }),
        gone: fc.subarray(messages),
        batch: fc.integer({ min: 1, max: 5 }),
      }),
    )
    fc.assert(
      fc.property(inSteps, ({ messages, shuffled, gone, batch }) => {
        const index = createThreadIndex()
        const steps: ReadonlyArray<MessageChange> = [
          ...shuffled.map((after) => ({ after })),
          ...gone.map((before) => ({ before })),
        ]
        for (let at = 0; at < steps.length; at += batch) index.update(steps.slice(at, at + batch))
        const left = messages.filter((message) => !gone.includes(message))
        for (const number of [0, 1, 2, 3])
          expect(index.of(messageId(number))?.replies ?? []).toEqual(expected(left, number))
      }),
      { numRuns: 300 },
    )
  })
})

describe('[VW2] unread', () => {
  const me = person('a')
  const other = reply(5, { author: person('b') })
  const mark = (number: number): { readonly at: Message['at']; readonly id: Message['id'] } =>
    shownMessage(number)

  test('is what others wrote after the mark of the thread, and of the channel if it shows there', () => {
    expect(isUnread(other, me, noMarks)).toBe(true)
    expect(isUnread({ ...other, author: me }, me, noMarks)).toBe(false)
    expect(isUnread({ ...other, redacted: true }, me, noMarks)).toBe(false)
    expect(isUnread(other, me, { ...noMarks, channel: mark(5) })).toBe(true)
    const shown = { ...other, alsoInChannel: true as const }
    expect(isUnread(shown, me, { ...noMarks, channel: mark(4) })).toBe(true)
    expect(isUnread(shown, me, { ...noMarks, channel: mark(5) })).toBe(false)
    const inThread = { channel: mark(2), threads: new Map([[root.id, mark(5)]]) }
    expect(isUnread(other, me, inThread)).toBe(false)
    expect(isUnread(other, me, { ...inThread, threads: new Map([[messageId(8), mark(5)]]) })).toBe(true)
  })

  test('replies of a thread are counted', () => {
    const thread = threadsOf(reply(2), reply(3, { author: person('b') }), other)(1)
    const threads = new Map([[root.id, mark(3)]])
    expect(thread && unreadReplies(thread, me, { ...noMarks, threads })).toBe(1)
    expect(thread && unreadReplies(thread, me, noMarks)).toBe(2)
  })
})

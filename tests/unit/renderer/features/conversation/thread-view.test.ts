import { expect, test } from 'vitest'
import type { OpenConversation } from '../../../../../core/engine/engine.ts'
import { openThread } from '../../../../../renderer/features/conversation/thread-view.ts'
import { createFakeConversation } from '../../../../support/fake-engine.ts'
import { messageId, person, shownMessage } from '../../../../support/shown-message.ts'

const root = messageId(1)

function setupThread() {
  const calls: Array<ReadonlyArray<unknown>> = []
  const channel = createFakeConversation()
  const open: OpenConversation = {
    ...channel,
    setDraft: (...given) => void calls.push(['draft', ...given]),
    typing: (...given) => void calls.push(['typing', ...given]),
    markThreadSeen: (...given) => void calls.push(['seen', ...given]),
  }
  return { channel, calls, thread: openThread(open, root) }
}

test('a thread shows its root and its replies, and what is written and drafted there', () => {
  const { channel, thread } = setupThread()
  const reply = shownMessage(2, { thread: root })
  channel.view.write({
    ...channel.view.read(),
    messages: [shownMessage(1), reply, shownMessage(3), shownMessage(4, { thread: messageId(3) })],
    before: 'more',
    draft: 'for all',
    typing: [person('b')],
    threadDrafts: new Map([
      [root, 'a reply'],
      [messageId(3), 'another'],
    ]),
    threadTyping: new Map([[root, [person('c')]]]),
  })
  expect(thread.view.read()).toMatchObject({
    messages: [shownMessage(1), reply],
    before: 'beginning',
    draft: 'a reply',
    typing: [person('c')],
    threadDrafts: new Map(),
  })
  const { messages } = thread.view.read()
  channel.view.write({ ...channel.view.read(), threadDrafts: new Map(), threadTyping: new Map() })
  expect(thread.view.read()).toMatchObject({ draft: '', typing: [] })
  expect(thread.view.read().messages).toBe(messages)
})

test('what is written, drafted and seen in a thread goes to that thread', async () => {
  const { channel, thread, calls } = setupThread()
  thread.setDraft('a reply')
  thread.setDraft('', undefined, 'a reply')
  thread.typing(true)
  thread.markSeen()
  await thread.post('a reply', { mentions: [person('b')], alsoInChannel: true })
  expect(calls).toEqual([
    ['draft', 'a reply', root, undefined],
    ['draft', '', root, 'a reply'],
    ['typing', true, root],
    ['seen', root],
  ])
  expect(channel.written).toEqual([
    ['post', 'a reply', { mentions: [person('b')], alsoInChannel: true, thread: root }],
  ])
})

test('once closed it follows no longer, and the conversation stays open', () => {
  const { channel, thread } = setupThread()
  thread.close()
  channel.view.write({ ...channel.view.read(), messages: [shownMessage(1)] })
  expect(thread.view.read().messages).toEqual([])
})

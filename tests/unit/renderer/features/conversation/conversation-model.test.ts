import { expect, test } from 'vitest'
import { createCell } from '../../../../../core/base/readable.ts'
import type { ComposerMode } from '../../../../../renderer/features/composer/composer-mode.ts'
import type { ShownMessage } from '../../../../../core/engine/engine.ts'
import {
  type ConversationModel,
  createConversationModel,
} from '../../../../../renderer/features/conversation/conversation-model.ts'
import {
  channelNumber,
  createFakeConversation,
  type FakeConversation,
} from '../../../../support/fake-engine.ts'
import { messageId, shownMessage } from '../../../../support/shown-message.ts'

function setupModel(): {
  readonly model: ConversationModel
  readonly open: FakeConversation
  readonly show: (messages: ReadonlyArray<ShownMessage>) => void
} {
  const open = createFakeConversation()
  const model = createConversationModel(channelNumber(1), open, () =>
    createCell<ComposerMode>({ kind: 'new' }),
  )
  return { model, open, show: (messages) => open.view.write({ ...open.view.read(), messages }) }
}

test('a message is found by its id in its present state', () => {
  const { model, show } = setupModel()
  expect(model.find(messageId(2))).toBeUndefined()
  show([shownMessage(2), shownMessage(3)])
  expect(model.find(messageId(2))?.text).toBe('message 2')
  show([shownMessage(0), shownMessage(1), shownMessage(2, { text: 'changed' }), shownMessage(3)])
  expect(model.find(messageId(2))?.text).toBe('changed')
  expect(model.find(messageId(0))?.text).toBe('message 0')
})

test('a change that is none of the messages leaves the rows as they are', () => {
  const { model, open, show } = setupModel()
  show([shownMessage(1)])
  const before = model.rows.read()
  open.view.write({ ...open.view.read(), draft: 'typing' })
  expect(model.rows.read()).toBe(before)
})

test('[VW1] the replies to a message are found, and follow what becomes of them', () => {
  const { model, show } = setupModel()
  const replies = [2, 3].map((number) => shownMessage(number, { thread: messageId(1) }))
  show([shownMessage(1), ...replies])
  const before = model.thread(messageId(1))
  expect(before?.replies).toEqual(replies)
  show([shownMessage(0), shownMessage(1), ...replies, shownMessage(4)])
  expect(model.thread(messageId(1))).toBe(before)
  show([shownMessage(0), shownMessage(1), ...replies.slice(1)])
  expect(model.thread(messageId(1))?.replies).toEqual(replies.slice(1))
  expect(model.thread(messageId(0))).toBeUndefined()
})

test('once closed it follows no longer', () => {
  const { model, show } = setupModel()
  model.close()
  show([shownMessage(1)])
  expect(model.rows.read()).toEqual([])
})

test('[EX3] what has disappeared leaves no mark in the list nor in a thread', () => {
  const { model, show } = setupModel()
  const reply = { thread: messageId(1) }
  show([shownMessage(1), shownMessage(2), shownMessage(3, reply), shownMessage(4, reply)])
  const thread = model.threadOf(messageId(1))
  const gone = { redacted: true, expired: true, text: '' } as const
  show([
    shownMessage(1),
    shownMessage(2, gone),
    shownMessage(3, { ...reply, ...gone }),
    shownMessage(4, reply),
  ])
  const idsIn = ({ rows }: ConversationModel) => rows.read().map(({ message }) => message.id)
  expect(idsIn(model)).toEqual([messageId(1)])
  expect(idsIn(thread)).toEqual([messageId(1), messageId(4)])
})

test('that a message is not there is told until the person goes elsewhere', () => {
  const { model, open } = setupModel()
  open.view.write({ ...open.view.read(), before: 'beginning' })
  model.beginVisit(false)
  model.seek('nowhere')
  expect(model.quest.read()?.kind).toBe('not-there')
  model.endVisit()
  model.beginVisit(false)
  expect(model.quest.read()).toBeUndefined()
})

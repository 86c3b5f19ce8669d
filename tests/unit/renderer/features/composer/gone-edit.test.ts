import { expect, test } from 'vitest'
import { createCell } from '../../../../../core/base/readable.ts'
import type { ConversationView, ShownMessage } from '../../../../../core/engine/engine.ts'
import { isGone } from '../../../../../renderer/features/composer/use-gone-edit.ts'
import { createMessageIndex } from '../../../../../renderer/features/conversation/message-index.ts'
import { shownMessage } from '../../../../support/shown-message.ts'

/** What `isGone` needs of a conversation in which these are loaded. */
function talk(messages: ReadonlyArray<ShownMessage>, before: ConversationView['before']) {
  const index = createMessageIndex()
  const view = createCell<Pick<ConversationView, 'opening' | 'before'>>({ opening: false, before })
  index.update(messages)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the rest of a model is not asked
  const model = { find: index.find, open: { view } } as unknown as Parameters<typeof isGone>[0]
  return { index, model }
}

test('[CP21] a message that is not loaded is not said to be gone, whatever has come in late from before it', () => {
  const edited = shownMessage(50)
  expect(isGone(talk([shownMessage(2), shownMessage(90)], 'more').model, edited)).toBe(false)
  expect(isGone(talk([shownMessage(2), shownMessage(90)], 'beginning').model, edited)).toBe(true)
})

test('[CP21] [CR94] one that is given up before it left the device is gone, and is found no more', () => {
  const queued: ShownMessage = { ...shownMessage(50), delivery: { kind: 'queued', unsent: true } }
  const { index, model } = talk([shownMessage(40), queued], 'more')
  expect(isGone(model, queued)).toBe(false)
  index.update([shownMessage(40)])
  expect(index.find(queued.id)).toBeUndefined()
  expect(isGone(model, queued)).toBe(true)
})

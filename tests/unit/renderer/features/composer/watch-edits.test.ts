import { expect, test } from 'vitest'
import { millis } from '../../../../../core/base/clock.ts'
import type { ShownMessage } from '../../../../../core/engine/engine.ts'
import { createKeptModes } from '../../../../../renderer/features/composer/kept-modes.ts'
import { watchLate } from '../../../../../renderer/features/composer/late-edits.ts'
import { allowedFor } from '../../../../../renderer/features/conversation/conversation-context.tsx'
import { createConversationModel } from '../../../../../renderer/features/conversation/conversation-model.ts'
import { createToasts } from '../../../../../renderer/ui/toasts.ts'
import {
  channelNumber,
  createFakeConversation,
  createFakeEngine,
  workspaceWith,
} from '../../../../support/fake-engine.ts'
import { messageId, person, shownMessage } from '../../../../support/shown-message.ts'
import { createVirtualClock } from '../../../../support/virtual-clock.ts'

function setup() {
  const clock = createVirtualClock()
  const [engine, modes, toasts] = [
    createFakeEngine(workspaceWith(1, 1)),
    createKeptModes(),
    createToasts(clock),
  ]
  const [user, conversation] = [person('a'), channelNumber(1)]
  const root = undefined
  modes.made.write([
    { user, conversation, root, message: messageId(1), text: 'at noon', at: millis(clock.now()) },
  ])
  const opened = createFakeConversation()
  const { view } = opened
  view.write({ ...view.read(), opening: true })
  const stop = watchLate({
    engine: { ...engine, open: () => opened },
    modes,
    toasts,
    clock,
    sealed: undefined,
  })
  const show = (message: Partial<ShownMessage>): void =>
    view.write({ ...view.read(), opening: false, messages: [shownMessage(1, message)] })
  const said = (): ReadonlyArray<string> => toasts.shown.read().map(({ text }) => text)
  return { clock, modes, show, said, stop, mode: modes.of(user, conversation, root) }
}

test('[CP29] where a moderator’s text stands in its place, the new text comes back as a draft, and that is said once', () => {
  const { clock, modes, show, said, stop, mode } = setup()
  show({ text: 'at noon', edited: true, delivery: { kind: 'queued' } })
  expect([said(), mode.read()]).toEqual([[], { kind: 'new' }])
  show({ text: '(put there)', masked: true })
  expect(mode.read()).toEqual({ kind: 'new', text: 'at noon', isLeftOver: true })
  const text =
    'Your change to a message in #channel 1 does not show: a moderator’s text stands in its place. What you wrote waits there as a draft.'
  expect(said().map((each) => each.replaceAll(/[\u2066-\u2069]/gu, ''))).toEqual([text])
  mode.write({ kind: 'new' }) // the box has taken it
  show({ text: '(put there)', masked: true, reactions: [] })
  clock.advance(1_000)
  expect([modes.made.read(), said().length]).toEqual([[], 1])
  stop()
})

test('[CP29] what says a moderator’s words is not offered to be changed', () => {
  const [conversation, id] = [createFakeConversation(), channelNumber(1)]
  const model = createConversationModel(id, conversation, () =>
    createKeptModes().of(person('a'), id, undefined),
  )
  const who = { self: person('a'), moderator: false, mayPin: true, writing: 'open', model } as const
  expect(allowedFor(shownMessage(1), who).change).toBe(true)
  expect(allowedFor(shownMessage(1, { masked: true }), who)).toMatchObject({ change: false, remove: true })
})

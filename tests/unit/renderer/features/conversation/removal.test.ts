import { expect, test } from 'vitest'
import { createCell } from '../../../../../core/base/readable.ts'
import type { ComposerMode } from '../../../../../renderer/features/composer/composer-mode.ts'
import { fail, ok } from '../../../../../core/base/result.ts'
import type { OpenConversation } from '../../../../../core/engine/engine.ts'
import type { SendFailure } from '../../../../../core/engine/send-failure.ts'
import type { OpId } from '../../../../../core/protocol/ids.ts'
import { createConversationModel } from '../../../../../renderer/features/conversation/conversation-model.ts'
import { asRemoved, createRemoval } from '../../../../../renderer/features/conversation/removal.ts'
import { allowedFor } from '../../../../../renderer/features/conversation/conversation-context.tsx'
import { createToasts } from '../../../../../renderer/ui/toasts.ts'
import { channelNumber, createFakeConversation } from '../../../../support/fake-engine.ts'
import { messageId, shownMessage } from '../../../../support/shown-message.ts'
import { createVirtualClock } from '../../../../support/virtual-clock.ts'

const [one, two] = [messageId(1), messageId(2)]

function setup(failure?: SendFailure) {
  const clock = createVirtualClock()
  const toasts = createToasts(clock)
  const redacted: Array<OpId> = []
  const redact = async (id: OpId) => {
    redacted.push(id)
    return failure === undefined ? ok(id) : fail(failure)
  }
  const discarded: Array<OpId | undefined> = []
  const discard: OpenConversation['discard'] = async (id) => {
    discarded.push(id)
    return failure === undefined ? ok(undefined) : fail(failure)
  }
  const withheld: Array<boolean> = []
  const withhold = (on: boolean): void => void withheld.push(on)
  const removal = createRemoval({ redact, discard, withhold })
  return { clock, toasts, redacted, redact, discarded, withheld, removal }
}

test('nothing is deleted before the moment to undo it is over, and nothing at all if it was undone', async () => {
  const { clock, toasts, redacted, removal } = setup()
  removal.begin(one, 'redact', toasts)
  removal.begin(one, 'redact', toasts)
  expect([...removal.pending.read().keys()]).toEqual([one])
  expect([toasts.shown.read().length, redacted]).toEqual([1, []])
  toasts.shown.read()[0]?.undo?.()
  removal.begin(two, 'redact', toasts)
  expect([...removal.pending.read().keys()]).toEqual([two])
  clock.advance(8_000)
  expect(redacted).toEqual([two])
  removal.finish()
  await Promise.resolve()
  expect([redacted, [...removal.pending.read().keys()]]).toEqual([[two], []])
})

test('[PS40] of messages deleted one after the other one toast says how many, and all come back by it; what is given up is said apart', () => {
  const { toasts, removal } = setup()
  const texts = () => toasts.shown.read().map(({ text }) => text)
  removal.begin(one, 'redact', toasts)
  removal.begin(two, 'unsend', toasts)
  removal.begin(messageId(3), 'discard', toasts)
  expect(texts()).toEqual(['Deleting 2 messages', 'Discarding 1 refused item'])
  toasts.shown.read()[0]?.undo?.()
  expect([...removal.pending.read().keys()]).toEqual([messageId(3)])
  expect(texts()).toEqual(['Discarding 1 refused item'])
})

test('[PS19] what was refused is given up only once the moment to undo it is over: until then it stays with all it has', async () => {
  const { clock, toasts, redacted, discarded, withheld, removal } = setup()
  removal.begin(one, 'discard', toasts)
  expect(withheld).toEqual([true]) // the relay may change its mind meanwhile
  expect(toasts.shown.read().map(({ text }) => text)).toEqual(['Discarding 1 refused item'])
  toasts.shown.read()[0]?.undo?.()
  clock.advance(60_000)
  expect([discarded, [...removal.pending.read()]]).toEqual([[], []])
  expect(withheld.splice(0)).toEqual([true, false])
  removal.begin(one, 'discard', toasts)
  removal.begin(two, 'discard', toasts)
  expect(removal.pending.read().get(one)).toBe('discard')
  clock.advance(8_000)
  expect([discarded, redacted]).toEqual([[one, two], []])
  await Promise.resolve()
  await Promise.resolve()
  expect([...removal.pending.read()]).toEqual([])
  expect(withheld).toEqual([true, true, false]) // not before the last of them is given up
})

test('[PS19] [CR94] what has not left this device stays there until the moment to undo is over, and is deleted then', async () => {
  const { clock, toasts, redacted, discarded, withheld, removal } = setup()
  removal.begin(one, 'unsend', toasts)
  expect([withheld, redacted]).toEqual([[true], []])
  expect(toasts.shown.read().map(({ text }) => text)).toEqual(['Deleting 1 message'])
  toasts.shown.read()[0]?.undo?.()
  expect(withheld).toEqual([true, false])
  removal.begin(one, 'unsend', toasts)
  removal.begin(two, 'redact', toasts)
  clock.advance(8_000)
  expect([redacted, discarded, withheld]).toEqual([[one, two], [], [true, false, true]])
  await Promise.resolve()
  await Promise.resolve()
  expect([[...removal.pending.read()], withheld.at(-1)]).toEqual([[], false])
})

test('[PS19] what is given up in two places is given up once', () => {
  const { clock, toasts, discarded, removal } = setup()
  removal.begin(one, 'discard', toasts)
  removal.begin(one, 'discard', toasts)
  clock.advance(8_000)
  expect(discarded).toEqual([one])
})

test('[PS19] a refused change that only deletes is given up the same way', async () => {
  const { clock, toasts, discarded, withheld, removal } = setup()
  removal.begin(undefined, 'discard', toasts)
  expect([...removal.pending.read().keys()]).toEqual([undefined])
  toasts.shown.read()[0]?.undo?.()
  clock.advance(60_000)
  expect([discarded, [...removal.pending.read()]]).toEqual([[], []])
  removal.begin(undefined, 'discard', toasts)
  clock.advance(8_000)
  await Promise.resolve()
  await Promise.resolve()
  expect([discarded, withheld]).toEqual([[undefined], [true, false, true, false]])
})

test('what is pending is deleted at once when the conversation is left or closed, or the page is hidden', () => {
  const { toasts, redacted, redact } = setup()
  const model = createConversationModel(channelNumber(1), { ...createFakeConversation(), redact }, () =>
    createCell<ComposerMode>({ kind: 'new' }),
  )
  const thread = model.threadOf(two)
  thread.removal.begin(one, 'redact', toasts)
  thread.endVisit()
  expect(redacted).toEqual([])
  model.endVisit()
  expect(redacted).toEqual([one])
  model.removal.begin(two, 'redact', toasts)
  toasts.say({ text: 'stays' })
  void toasts.finish()
  expect(redacted).toEqual([one, two])
  expect(toasts.shown.read().map(({ text }) => text)).toEqual(['stays'])
  model.removal.begin(messageId(3), 'redact', toasts)
  model.close()
  expect(redacted).toEqual([one, two, messageId(3)])
})

test('a deletion that fails is told, and the message stands there again', async () => {
  const { toasts, removal } = setup({ kind: 'not-ready' })
  removal.begin(one, 'redact', toasts)
  removal.finish()
  await Promise.resolve()
  await Promise.resolve()
  expect([...removal.pending.read().keys()]).toEqual([])
  expect(toasts.shown.read().map(({ undo }) => undo)).toEqual([undefined])
})

test('a message whose deletion breaks off does not stay as one that is being deleted', async () => {
  const removal = createRemoval({
    ...createFakeConversation(),
    redact: () => Promise.reject(new Error('no store')),
  })
  let done: (() => unknown) | undefined
  removal.begin(one, 'redact', {
    say: (what) => {
      done = what.done
      return () => undefined
    },
  })
  await expect(done?.()).rejects.toThrow('no store')
  expect([...removal.pending.read().keys()]).toEqual([])
})

test('meanwhile it is drawn as deleted, and nothing can be done with it', () => {
  const { toasts, redact } = setup()
  const model = createConversationModel(channelNumber(1), { ...createFakeConversation(), redact }, () =>
    createCell<ComposerMode>({ kind: 'new' }),
  )
  const message = shownMessage(1)
  const who = { self: message.author, moderator: true, mayPin: true, writing: 'open', model } as const
  expect(allowedFor(message, who).remove).toBe(true)
  model.removal.begin(message.id, 'redact', toasts)
  expect(Object.values(allowedFor(message, who))).toEqual([false, false, false, false, false, false, false])
  expect(asRemoved(message)).toMatchObject({ id: message.id, text: '', redacted: true })
})

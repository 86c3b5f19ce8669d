import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCell } from '../../../../../core/base/readable.ts'
import { conversationId } from '../../../../../core/protocol/ids.ts'
import { createReading } from '../../../../../renderer/features/unread/reading.ts'
import { nothingTold, sumTold, toldOf } from '../../../../../renderer/features/unread/told.ts'
import { createToasts } from '../../../../../renderer/ui/toasts.ts'
import { messageId } from '../../../../support/shown-message.ts'
import { createVirtualClock } from '../../../../support/virtual-clock.ts'

const counts = fc
  .record({ messages: fc.nat(200), replies: fc.nat(200), mentions: fc.nat(400) })
  .map(({ mentions, ...rest }) => ({ ...rest, mentions: Math.min(mentions, rest.messages + rest.replies) }))
const conversation = fc.record(
  { unread: fc.boolean(), unreadCount: counts, level: fc.constantFrom('all', 'mentions', 'none') },
  { requiredKeys: ['unread'] },
)
const as = fc.constantFrom('dm', 'group', 'channel')

test('[VW4] muted conversations tell of mentions alone; what is read tells nothing; a number is never without the dot', () => {
  fc.assert(
    fc.property(conversation, as, (each, sort) => {
      const told = toldOf(each, sort)
      const mentions = each.unreadCount?.mentions ?? 0
      if (!each.unread) expect(told).toEqual(nothingTold)
      else if ((each.level ?? 'all') !== 'all')
        expect(told).toEqual({ unread: mentions > 0, count: mentions })
      else expect(told.unread).toBe(true)
      if (told.count > 0) expect(told.unread).toBe(true)
      expect(told.count).toBeGreaterThanOrEqual(each.unread ? Math.min(mentions, told.count) : 0)
      if (each.unread && sort !== 'dm' && (each.level ?? 'all') === 'all')
        expect(told.count).toBeGreaterThanOrEqual(mentions)
    }),
  )
})

test('the sum of a workspace counts each conversation once', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(conversation, as)), (all) => {
      const told = all.map(([each, sort]) => toldOf(each, sort))
      const sum = sumTold(told)
      expect(sum.count).toBe(told.reduce((count, each) => count + each.count, 0))
      expect(sum.unread).toBe(told.some(({ unread }) => unread))
    }),
  )
})

const [one, two] = [conversationId('1'.repeat(32)), conversationId('2'.repeat(32))]

type InView = ReturnType<Parameters<typeof createReading>[0]['inView']>

function setupReading(inView?: InView) {
  const clock = createVirtualClock()
  const toasts = createToasts(clock)
  const seen: Array<string> = []
  const unread: Array<string> = []
  const reading = createReading({
    engine: { markRead: (id) => seen.push(id), markUnread: (id) => unread.push(id) },
    toasts,
    inView: () => inView,
  })
  return { clock, toasts, seen, unread, reading }
}

test('what is marked as read is told as read at once, and for good after a moment', () => {
  const { clock, toasts, seen, reading } = setupReading()
  reading.markRead([one, two])
  expect([[...reading.settled.read()], seen]).toEqual([[one, two], []])
  reading.markRead([one])
  expect(toasts.shown.read()).toHaveLength(1)
  clock.advance(8_000)
  expect([[...reading.settled.read()], seen]).toEqual([[], [one, two]])
})

test('whoever undoes it in time has marked nothing; whoever leaves the page has', () => {
  const { clock, toasts, seen, reading } = setupReading()
  reading.markRead([one])
  toasts.shown.read()[0]?.undo?.()
  clock.advance(60_000)
  expect([[...reading.settled.read()], seen]).toEqual([[], []])
  reading.markRead([two])
  void toasts.finish()
  expect(seen).toEqual([two])
})

test('[VW7] what is not in view is marked as unread as it is, what is by its last message of somebody else', () => {
  const mine = { id: messageId(3), delivery: 'relay', thread: undefined }
  const view = { messages: [{ id: messageId(2), thread: undefined }, mine] }
  const marked: Array<string> = []
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of a conversation in view no more is looked at
  const model = {
    id: one,
    open: { view: createCell(view) },
    markUnread: (from: string) => marked.push(from),
  } as unknown as InView
  const { unread, reading } = setupReading(model)
  reading.markUnread(one)
  expect([marked, unread]).toEqual([[messageId(2)], []])
  reading.markUnread(two)
  expect([marked, unread]).toEqual([[messageId(2)], [two]])
})

test('toasts stay while they are held, are three at most, and none acts twice', () => {
  const clock = createVirtualClock()
  const toasts = createToasts(clock)
  const done: Array<number> = []
  for (const each of [1, 2, 3, 4]) toasts.say({ text: `${each}`, done: () => done.push(each) })
  expect([toasts.shown.read().map(({ text }) => text), done]).toEqual([['2', '3', '4'], [1]])
  toasts.hold(true)
  clock.advance(60_000)
  expect(toasts.shown.read()).toHaveLength(3)
  const [second] = toasts.shown.read()
  second?.dismiss()
  second?.dismiss()
  expect(done).toEqual([1, 2])
  toasts.hold(false)
  clock.advance(8_000)
  expect([toasts.shown.read(), done]).toEqual([[], [1, 2, 3, 4]])
})

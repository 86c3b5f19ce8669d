import { describe, expect, test } from 'vitest'
import type { ShownMessage } from '../../../../../core/engine/engine.ts'
import { keyOf } from '../../../../../renderer/features/conversation/rows.ts'
import { createVisit } from '../../../../../renderer/features/conversation/visit.ts'
import { createFakeConversation } from '../../../../support/fake-engine.ts'
import { messageId, person, shownMessage } from '../../../../support/shown-message.ts'

const byBen = (number: number, change: Partial<ShownMessage> = {}): ShownMessage =>
  shownMessage(number, { author: person('b'), ...change })
const own = (number: number): ShownMessage => shownMessage(number, { delivery: { kind: 'relay' } })

function setupVisit() {
  const calls: Array<string> = []
  const channel = createFakeConversation()
  const open = {
    ...channel,
    markSeen: () => void calls.push('seen'),
    markUnread: (from: string) => void calls.push(`unread ${from}`),
  }
  const visit = createVisit(open, () => channel.view.read().messages)
  const show = (change: Partial<ReturnType<typeof channel.view.read>>): void => {
    channel.view.write({ ...channel.view.read(), ...change })
    visit.look()
  }
  return { visit, show, calls }
}
const read = (number: number) => ({ id: messageId(number), at: shownMessage(number).at })

test('[UB1] the line "New" stands before the first message by somebody else after the last one read', () => {
  const { visit, show } = setupVisit()
  show({ messages: [byBen(1), own(2), byBen(3, { redacted: true }), byBen(4), byBen(5)], readTo: read(1) })
  visit.begin(true)
  expect(visit.newFrom.read()).toBe(keyOf(byBen(4)))
  // What comes and is read meanwhile does not move it; leaving takes it away.
  show({ messages: [byBen(4), byBen(5), byBen(6)], readTo: read(6) })
  expect(visit.newFrom.read()).toBe(keyOf(byBen(4)))
  visit.end()
  expect(visit.newFrom.read()).toBeUndefined()
})

test('it waits until the newest messages are there, and is none where nothing is unread or nobody knows', () => {
  const { visit, show } = setupVisit()
  show({ opening: true })
  visit.begin(true)
  show({ opening: true, messages: [byBen(1)], readTo: read(0) })
  expect(visit.newFrom.read()).toBeUndefined()
  show({ opening: false })
  expect(visit.newFrom.read()).toBe(keyOf(byBen(1)))
  visit.begin(false)
  expect(visit.newFrom.read()).toBeUndefined()
  show({ readTo: undefined })
  visit.begin(true)
  expect(visit.newFrom.read()).toBeUndefined()
})

test('[VW7] where all of a conversation was marked as unread, no line and no bar says that something is new', () => {
  const { visit, show } = setupVisit()
  show({ messages: [byBen(4), own(5)], before: 'more', readTo: read(9) })
  visit.begin(true)
  expect([visit.newFrom.read(), visit.newAbove.read()]).toEqual([undefined, undefined])
})

test('what the person wants unread stays so until they come again', () => {
  const { visit, show, calls } = setupVisit()
  show({ messages: [byBen(1), byBen(2)], readTo: read(2) })
  visit.begin(false)
  visit.markSeen()
  visit.markUnread(messageId(2))
  visit.markSeen()
  expect(calls).toEqual(['seen', `unread ${messageId(2)}`])
  visit.end()
  visit.begin(true)
  visit.markSeen()
  expect(calls).toEqual(['seen', `unread ${messageId(2)}`, 'seen'])
})

test('the line "New" goes to where the person says that the unread ones begin, from above it and from below', () => {
  const { visit, show } = setupVisit()
  show({ messages: [byBen(1), byBen(2), own(3), byBen(4), byBen(5)], readTo: read(1) })
  visit.begin(true)
  expect(visit.newFrom.read()).toBe(keyOf(byBen(2)))
  visit.markUnread(messageId(5))
  expect(visit.newFrom.read()).toBe(keyOf(byBen(5)))
  visit.markUnread(messageId(1))
  expect(visit.newFrom.read()).toBe(keyOf(byBen(1)))
  // One's own messages are never unread: as it will be when the person comes again.
  visit.markUnread(messageId(3))
  expect(visit.newFrom.read()).toBe(keyOf(byBen(4)))
  visit.end()
  visit.begin(false)
  visit.markUnread(messageId(4))
  expect(visit.newFrom.read()).toBe(keyOf(byBen(4)))
})

describe('[UB9] what came in late, before what one has read', () => {
  const late = { messages: [byBen(1), byBen(2), byBen(3), own(4)], readTo: read(4), late: [messageId(2)] }

  test('is where the new ones begin, for whoever comes', () => {
    const { visit, show } = setupVisit()
    show(late)
    visit.begin(true)
    expect(visit.newFrom.read()).toBe(keyOf(byBen(2)))
    expect(visit.newAbove.read()?.since).toBe(byBen(2).at.time)
    visit.beenThere()
    expect(visit.newAbove.read()).toBeUndefined()
  })

  test('is said once to whoever is there, and not again for having been there', () => {
    const { visit, show } = setupVisit()
    show(late)
    visit.begin(false)
    visit.cameLate(byBen(2), 1)
    expect(visit.newFrom.read()).toBe(keyOf(byBen(2)))
    expect(visit.newAbove.read()).toEqual({ since: byBen(2).at.time, count: 1 })
    visit.beenThere()
    visit.cameLate(byBen(2), 1)
    expect(visit.newAbove.read()).toBeUndefined()
    visit.end()
    expect(visit.newFrom.read()).toBeUndefined()
  })
})

describe('what is unread begins further back than what is loaded', () => {
  const counts = (messages: number, replies = 0) => ({ messages, replies, mentions: 0 })
  /** 6 to 8 are loaded, of which one is the person's own; what was read last is number 2. */
  const come = (count?: ReturnType<typeof counts>) => {
    const setup = setupVisit()
    setup.show({ messages: [byBen(6), own(7), byBen(8)], before: 'more', readTo: read(2) })
    setup.visit.begin(true, count)
    return setup
  }
  const since = shownMessage(2).at.time

  test('[UB1][UB2] no line stands before it is loaded, and then where it belongs', () => {
    const { visit, show } = come()
    expect(visit.newFrom.read()).toBeUndefined()
    expect(visit.newAbove.read()).toEqual({ since, count: undefined })
    visit.markSeen()
    const more = [byBen(4), byBen(5), byBen(6), own(7), byBen(8)]
    show({ messages: more, readTo: read(8) })
    expect(visit.newFrom.read()).toBeUndefined()
    show({ messages: [byBen(1), byBen(2), own(3), ...more] })
    expect(visit.newFrom.read()).toBe(keyOf(byBen(4)))
    expect(visit.newAbove.read()).toEqual({ since, count: 4 })
    visit.beenThere()
    expect(visit.newAbove.read()).toBeUndefined()
    show({ messages: [byBen(0), byBen(1), byBen(2), own(3), ...more, byBen(9)] })
    expect([visit.newFrom.read(), visit.newAbove.read()]).toEqual([keyOf(byBen(4)), undefined])
    visit.end()
    expect(visit.newFrom.read()).toBeUndefined()
  })

  test('[UB1] what came in late with an early time does not stand for what was read last; the beginning does', () => {
    const { visit, show } = setupVisit()
    show({ messages: [byBen(1), byBen(6)], before: 'more', readTo: read(2) })
    visit.begin(true)
    expect(visit.newFrom.read()).toBeUndefined()
    show({ messages: [byBen(1), byBen(5), byBen(6)], before: 'beginning' })
    expect(visit.newFrom.read()).toBe(keyOf(byBen(5)))
  })

  test('[UB4] how many there are is said where it is known, and no more once others have come in', () => {
    expect(come(counts(120, 3)).visit.newAbove.read()).toEqual({ since, count: 120 })
    for (const unsure of [counts(197, 3), counts(2)])
      expect(come(unsure).visit.newAbove.read()).toEqual({ since, count: undefined })
    const { visit, show } = come(counts(120))
    show({ messages: [byBen(6), own(7), byBen(8), own(9)] })
    expect(visit.newAbove.read()?.count).toBe(120)
    show({ messages: [byBen(6), own(7), byBen(8), own(9), byBen(10)] })
    expect(visit.newAbove.read()).toEqual({ since, count: undefined })
  })

  test('[UB5] marked as read it is seen, though the person had wanted it unread, and neither line nor bar is left', () => {
    const { visit, show, calls } = come()
    visit.markRead()
    show({ messages: [byBen(2), byBen(3), byBen(6), own(7), byBen(8)] })
    expect([visit.newFrom.read(), visit.newAbove.read()]).toEqual([undefined, undefined])
    visit.markUnread(messageId(8))
    visit.markRead()
    visit.markSeen()
    expect(calls).toEqual(['seen', `unread ${messageId(8)}`, 'seen', 'seen'])
    expect(visit.newFrom.read()).toBeUndefined()
  })
})

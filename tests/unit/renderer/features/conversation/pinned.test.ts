import { expect, test } from 'vitest'
import type { Found } from '../../../../../core/search/query.ts'
import { pinnedOf, pinsAsked } from '../../../../../renderer/features/conversation/pinned.ts'
import { channelNumber } from '../../../../support/fake-engine.ts'
import { messageId, person, shownMessage } from '../../../../support/shown-message.ts'

const pin = (number: number) => ({ pinned: { by: person('b'), at: shownMessage(number).at } })
const found = (number: number): Found => ({
  conversation: channelNumber(1),
  segment: 0,
  id: messageId(number),
  author: person('a'),
  at: shownMessage(number).at,
  text: `message ${number}`,
  files: [],
  traits: ['pin'],
  redactors: [],
  masks: [],
  expiresAt: undefined,
  highlights: [],
})

test('what is pinned on the screen comes first, the last pinned before others; then what the index knows further back', () => {
  const messages = [shownMessage(5, pin(7)), shownMessage(6), shownMessage(8, pin(9))]
  const all = pinnedOf(messages, [found(8), found(6), found(3), found(1)])
  // The sixth was unpinned a moment ago: the index is behind.
  expect(all.map(({ text }) => text)).toEqual(['message 8', 'message 5', 'message 3', 'message 1'])
  expect(pinnedOf([], [found(1)])[0]?.key).toBe(messageId(1) + person('a'))
})

test('[SE54] the index is asked for pins only once it has begun', () => {
  expect(pinsAsked(channelNumber(1), { held: 0 })).toBe('')
  expect(pinsAsked(channelNumber(1), { held: 1 })).toBe(`in:${channelNumber(1)} has:pin`)
})

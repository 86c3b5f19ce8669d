import { nothingIndexed } from '../../../../../core/search/search-index.ts'
import { expect, test } from 'vitest'
import { createCell } from '../../../../../core/base/readable.ts'
import { ok } from '../../../../../core/base/result.ts'
import type { Search } from '../../../../../core/engine/search-contract.ts'
import type { Found } from '../../../../../core/search/query.ts'
import { pinnedOf, watchPins } from '../../../../../renderer/features/conversation/pinned.ts'
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

const settle = (): Promise<void> => new Promise((done) => setImmediate(done))

function watched() {
  const coverage = createCell({ ...nothingIndexed, known: 0 })
  const asked: Array<string> = []
  const told: Array<number> = []
  let pins = [found(1)]
  const find: Search['find'] = async (query, after) => {
    asked.push(query)
    // A page each, the last pin first.
    const at = after === undefined ? pins.length - 1 : pins.findIndex(({ id }) => id === after.id) - 1
    const each = pins[at]
    return ok({ found: each ? [each] : [], next: at > 0 ? each : undefined, misread: [] })
  }
  const stop = watchPins({ coverage, find }, channelNumber(1), (all) => told.push(all.length))
  const read = (number: number, now: typeof pins): Promise<void> => {
    pins = now
    coverage.write({ ...coverage.read(), held: 1, pages: [], read: number })
    return settle()
  }
  return { asked, told, read, stop }
}

test('[SE54] the index is asked for pins only once it has begun', async () => {
  const { asked, told, read } = watched()
  await settle()
  expect(asked).toEqual([])
  await read(0, [found(1)])
  expect(asked).toEqual([`in:${channelNumber(1)} has:pin`])
  expect(told).toEqual([1])
})

test('[SE53] pins that the index reads later are found though some were found before', async () => {
  const { told, read, stop } = watched()
  await read(1, [found(1)])
  await read(2, [found(1), found(3)])
  await read(2, [found(1), found(3), found(4)]) // nothing read: nothing asked
  expect(told).toEqual([1, 2])
  stop()
  await read(3, [found(1)])
  expect(told).toEqual([1, 2])
})

import { expect, test } from 'vitest'
import { millis } from '../../../../../core/base/clock.ts'
import { userId } from '../../../../../core/protocol/ids.ts'
import { eventText } from '../../../../../renderer/features/trust/event-text.ts'
import { placeEvents } from '../../../../../renderer/features/trust/place-events.ts'
import { isVerified, readersText } from '../../../../../renderer/features/trust/readers-text.ts'
import type { Reader, TrustEvent } from '../../../../../core/bridge/trust.ts'

const ana = userId('a'.repeat(32))
const ben = userId('b'.repeat(32))
const at = (time: number): TrustEvent => ({ id: String(time), time: millis(time), user: ana, kind: 'left' })
const placed = (
  events: ReadonlyArray<number>,
  times: ReadonlyArray<number>,
  fromBeginning: boolean,
): unknown => {
  const { before, after } = placeEvents(events.map(at), times, fromBeginning)
  return {
    before: [...before].map(([index, some]) => [index, some.map(({ time }) => Number(time))]),
    after: after.map(({ time }) => Number(time)),
  }
}

test('events stand before the first message that is not older, and after the last', () => {
  expect(placed([5, 15, 16, 20, 99], [10, 20, 30], true)).toEqual({
    before: [
      [0, [5]],
      [1, [15, 16, 20]],
    ],
    after: [99],
  })
})

test('what is older than the messages loaded so far waits for them', () => {
  expect(placed([5, 15], [10, 20], false)).toEqual({ before: [[1, [15]]], after: [] })
})

test('where there are no messages all events are told', () => {
  expect(placed([5, 15], [], false)).toEqual({ before: [], after: [5, 15] })
})

test('a line names who did what to whom', () => {
  const nameOf = (user: typeof ana): string => (user === ana ? 'Ana' : 'Ben')
  const line = (event: Partial<TrustEvent>): string =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each case has the fields of its kind
    eventText({ id: 'x', time: millis(0), user: ben, ...event } as TrustEvent, nameOf, ana)
  expect(line({ kind: 'device-added', device: 'Laptop' })).toBe('Ben linked a new device: Laptop')
  expect(line({ kind: 'recovered', device: 'Laptop' })).toBe(
    'Ben came back on a new device, with a backup or a recovery code: Laptop',
  )
  expect(line({ kind: 'device-removed', user: ana, device: 'Phone' })).toBe('You removed a device: Phone')
  expect(line({ kind: 'added', user: ana, by: ben })).toBe('Ben added you')
  expect(line({ kind: 'removed', by: ana })).toBe('You removed Ben')
  expect(line({ kind: 'reset' })).toBe('Ben started anew with a new key: the safety number has changed')
  expect(line({ kind: 'reset', user: ana })).toBe('You started anew with a new key')
  expect(line({ kind: 'unopened', isLater: false })).toMatch(/^Some messages .* it has no keys for them/)
  expect(line({ kind: 'unopened', isLater: true })).toMatch(
    /^Some messages .* newer than the copy of your keys/,
  )
})

test('who can read is said by number, and verified only if all are', () => {
  const nameOf = (): string => 'Ben'
  expect(readersText({ others: [] }, nameOf)).toBe('Only you can read this')
  expect(readersText({ others: [ben] }, nameOf)).toBe('Only you and Ben can read this')
  expect(readersText({ others: [ben, ana] }, nameOf)).toBe('Only the 3 people here can read this')
  const reader = (kind: 'self' | 'unverified' | 'verified'): Reader => ({
    user: ben,
    verification: kind === 'verified' ? { kind, since: millis(0) } : { kind },
    admin: false,
    since: undefined,
    devices: [],
  })
  expect(isVerified({ readers: [reader('self')] })).toBe(false)
  expect(isVerified({ readers: [reader('self'), reader('verified')] })).toBe(true)
  expect(isVerified({ readers: [reader('self'), reader('verified'), reader('unverified')] })).toBe(false)
})

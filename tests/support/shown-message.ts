import { millis } from '../../core/base/clock.ts'
import type { ShownMessage } from '../../core/engine/engine.ts'
import { opId, userId, type OpId, type UserId } from '../../core/protocol/ids.ts'

export const messageId = (number: number): OpId => opId(number.toString(16).padStart(32, '0'))
export const person = (letter: 'a' | 'b' | 'c'): UserId => userId(letter.repeat(32))

/** 2 November 2026, 09:00 local time. */
export const morning = new Date(2026, 10, 2, 9).getTime()

/** Message `number`, written by Ana `number` minutes past nine, unless `change` says otherwise. */
export function shownMessage(number: number, change: Partial<ShownMessage> = {}): ShownMessage {
  return {
    id: messageId(number),
    segment: 0,
    author: person('a'),
    at: { time: millis(morning + number * 60_000), counter: 0 },
    text: `message ${number}`,
    edited: false,
    redacted: false,
    reactions: [],
    ...change,
  }
}

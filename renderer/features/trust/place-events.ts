import type { TrustEvent } from '../../../core/bridge/trust.ts'
import type { UserId } from '../../../core/protocol/ids.ts'

/** Somebody has changed how long messages last: `seconds`, 0 for no end. */
export interface TimerEvent {
  readonly kind: 'timer'
  readonly id: string
  readonly time: number
  readonly user: UserId
  readonly seconds: number
}

/** What shows as a line between messages. */
export type PlacedEvent = TrustEvent | TimerEvent

export interface PlacedEvents {
  /** Before the message of that index. */
  readonly before: ReadonlyMap<number, ReadonlyArray<PlacedEvent>>
  /** After the last message; all of them if there is none. */
  readonly after: ReadonlyArray<PlacedEvent>
}

/**
 * Where events stand among messages of these times, oldest first. One of the same millisecond comes before the message. What is older
 * than the first message loaded waits until more are: `fromBeginning` tells that there are no more.
 */
export function placeEvents(
  events: ReadonlyArray<PlacedEvent>,
  times: ReadonlyArray<number>,
  fromBeginning: boolean,
): PlacedEvents {
  const before = new Map<number, Array<PlacedEvent>>()
  const after: Array<PlacedEvent> = []
  let index = 0
  for (const event of events) {
    while (index < times.length && (times[index] ?? 0) < event.time) index++
    if (index === times.length) after.push(event)
    else if (index > 0 || fromBeginning) before.set(index, [...(before.get(index) ?? []), event])
  }
  return { before, after }
}

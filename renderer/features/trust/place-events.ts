import type { TrustEvent } from '../../../core/bridge/trust.ts'

export interface PlacedEvents {
  /** Before the message of that index. */
  readonly before: ReadonlyMap<number, ReadonlyArray<TrustEvent>>
  /** After the last message; all of them if there is none. */
  readonly after: ReadonlyArray<TrustEvent>
}

/**
 * Where events stand among messages of these times, oldest first. One of the same millisecond comes before the message. What is older
 * than the first message loaded waits until more are: `fromBeginning` tells that there are no more.
 */
export function placeEvents(
  events: ReadonlyArray<TrustEvent>,
  times: ReadonlyArray<number>,
  fromBeginning: boolean,
): PlacedEvents {
  const before = new Map<number, Array<TrustEvent>>()
  const after: Array<TrustEvent> = []
  let index = 0
  for (const event of events) {
    while (index < times.length && (times[index] ?? 0) < event.time) index++
    if (index === times.length) after.push(event)
    else if (index > 0 || fromBeginning) before.set(index, [...(before.get(index) ?? []), event])
  }
  return { before, after }
}

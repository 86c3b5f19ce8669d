import { useMemo } from 'react'
import type { ConversationView } from '../../../core/engine/engine.ts'
import type { TimerLine } from '../../../core/conversation/timer-lines.ts'
import { type PlacedEvent, type PlacedEvents, placeEvents } from '../trust/place-events.ts'
import type { Row } from './rows.ts'

interface TrustLinesAmongRows extends PlacedEvents {
  /** As `after`; undefined if there is nothing, so that a row with nothing after it stays the same. */
  readonly atEnd: ReadonlyArray<PlacedEvent> | undefined
}

/** Where the lines about people, devices and how long messages last stand among the rows. */
export function useTrustLines(
  trusted: ReadonlyArray<PlacedEvent>,
  timers: ReadonlyArray<TimerLine>,
  rows: ReadonlyArray<Row>,
  before: ConversationView['before'],
): TrustLinesAmongRows {
  const events = useMemo(() => withTimers(trusted, timers), [trusted, timers])
  return useMemo(() => {
    // Most conversations have none, and rows change with each message.
    const times = events.length === 0 ? [] : rows.map(({ message }) => message.at.time)
    const placed = placeEvents(events, times, before === 'beginning')
    return { ...placed, atEnd: placed.after.length === 0 ? undefined : placed.after }
  }, [events, rows, before])
}

function withTimers(
  events: ReadonlyArray<PlacedEvent>,
  timers: ReadonlyArray<TimerLine>,
): ReadonlyArray<PlacedEvent> {
  if (timers.length === 0) return events
  const changes = timers.map(({ id, at, by, seconds }) => ({
    kind: 'timer' as const,
    id,
    time: at.time,
    user: by,
    seconds,
  }))
  return [...events, ...changes].toSorted((left, right) => left.time - right.time)
}

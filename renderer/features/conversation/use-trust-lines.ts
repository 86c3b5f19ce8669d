import { useMemo } from 'react'
import type { ConversationView } from '../../../core/engine/engine.ts'
import { type PlacedEvents, placeEvents } from '../trust/place-events.ts'
import type { TrustEvent } from '../../../core/bridge/trust.ts'
import type { Row } from './rows.ts'

interface TrustLinesAmongRows extends PlacedEvents {
  /** As `after`; undefined if there is nothing, so that a row with nothing after it stays the same. */
  readonly atEnd: ReadonlyArray<TrustEvent> | undefined
}

/** Where the lines about people and devices stand among the rows. */
export function useTrustLines(
  events: ReadonlyArray<TrustEvent>,
  rows: ReadonlyArray<Row>,
  before: ConversationView['before'],
): TrustLinesAmongRows {
  return useMemo(() => {
    // Most conversations have none, and rows change with each message.
    const times = events.length === 0 ? [] : rows.map(({ message }) => message.at.time)
    const placed = placeEvents(events, times, before === 'beginning')
    return { ...placed, atEnd: placed.after.length === 0 ? undefined : placed.after }
  }, [events, rows, before])
}

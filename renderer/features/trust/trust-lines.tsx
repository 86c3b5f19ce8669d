import { EyeOff, KeyRound, MonitorSmartphone, Timer, UsersRound } from 'lucide-react'
import type { JSX } from 'react'
import { useEngine, useNames } from '../../engine/contexts.tsx'
import { clockTime, fullMoment } from '../../ui/times.ts'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { eventText } from './event-text.ts'
import styles from './trust-lines.module.css'
import type { PlacedEvent } from './place-events.ts'
import { words } from './words.ts'

interface TrustLinesProps {
  readonly events: ReadonlyArray<PlacedEvent>
  readonly workspace: WorkspaceId
}

/** What happened between two messages, to people, to devices and to how long messages last. */
export function TrustLines({ events, workspace }: TrustLinesProps): JSX.Element {
  const nameOf = useNames(workspace, words)
  const { self } = useEngine()
  return (
    <ul className={styles.lines} aria-label={words.history}>
      {events.map((event) => (
        <li key={event.id} className={styles.line}>
          <EventIcon kind={event.kind} />
          <span>{eventText(event, nameOf, self)}</span>
          <time dateTime={new Date(event.time).toISOString()} title={fullMoment(event.time)}>
            {clockTime(event.time)}
          </time>
        </li>
      ))}
    </ul>
  )
}

function EventIcon({ kind }: Pick<PlacedEvent, 'kind'>): JSX.Element {
  switch (kind) {
    case 'device-added':
    case 'device-removed':
      return <MonitorSmartphone size={14} aria-hidden />
    case 'recovered':
    case 'reset':
      return <KeyRound size={14} aria-hidden />
    case 'added':
    case 'removed':
    case 'left':
    case 'made-admin':
      return <UsersRound size={14} aria-hidden />
    case 'unopened':
      return <EyeOff size={14} aria-hidden />
    case 'timer':
      return <Timer size={14} aria-hidden />
  }
}

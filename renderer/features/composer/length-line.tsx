import type { JSX } from 'react'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './composer.module.css'
import type { LengthNote } from './message-limit.ts'
import { words } from './words.ts'

interface LengthLineProps {
  /** Describes the box. */
  readonly id: string
  readonly note: LengthNote
  readonly longest: number
}

/** How much room is left, or what is too much. Read out when it comes and when it turns, not with each key. */
export function LengthLine({ id, note, longest }: LengthLineProps): JSX.Element {
  return (
    <>
      <p id={id} className={note.kind === 'over' ? styles.tooLong : styles.room}>
        {note.kind === 'over' ? words.failures.tooLong(note.by) : words.room.left(note.left)}
      </p>
      <output>
        <VisuallyHidden>
          {note.kind === 'over' ? words.room.tooLong : words.room.nearlyTooLong(longest)}
        </VisuallyHidden>
      </output>
    </>
  )
}

import type { JSX } from 'react'
import styles from './day-mark.module.css'
import { words } from './words.ts'

/** The line above the first message that was unread when the person came. */
export function NewMark(): JSX.Element {
  return (
    <div className={styles.new} role="separator" aria-label={words.newLine}>
      <span>{words.newLine}</span>
    </div>
  )
}

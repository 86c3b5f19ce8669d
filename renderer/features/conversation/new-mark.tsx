import type { JSX } from 'react'
import styles from './day-mark.module.css'
import { words } from './words.ts'

/** The line above the first message that was unread when the person came. */
export function NewMark(): JSX.Element {
  return (
    <div className={styles.new}>
      <span>{words.newLine}</span>
    </div>
  )
}

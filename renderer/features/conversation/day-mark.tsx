import type { JSX } from 'react'
import styles from './day-mark.module.css'
import { dayLabel } from './times.ts'

/** The line between two days. */
export function DayMark({ day }: { readonly day: number }): JSX.Element {
  return (
    <div className={styles.mark}>
      <span className={styles.label}>{dayLabel(day, Date.now())}</span>
    </div>
  )
}

/** The day at the top edge. It lies over the list and repeats what a mark says. */
export function TopDay({ day, ref }: { readonly day: number; readonly ref: React.Ref<HTMLDivElement> }): JSX.Element {
  return (
    <div ref={ref} className={styles.top} aria-hidden>
      <span className={styles.label}>{dayLabel(day, Date.now())}</span>
    </div>
  )
}

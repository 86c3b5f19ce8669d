import type { JSX, Ref } from 'react'
import { usePage } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { dayLabel } from '../../ui/times.ts'
import styles from './day-mark.module.css'

/** The line between two days. */
export function DayMark({ day }: { readonly day: number }): JSX.Element {
  return (
    <div className={styles.mark}>
      <DayLabel day={day} />
    </div>
  )
}

interface TopDayProps {
  readonly day: number
  readonly ref: Ref<HTMLDivElement>
}

/** The day at the top edge. It lies over the list and repeats what a mark says. */
export function TopDay({ day, ref }: TopDayProps): JSX.Element {
  return (
    <div ref={ref} className={styles.top} aria-hidden>
      <DayLabel day={day} />
    </div>
  )
}

function DayLabel({ day }: { readonly day: number }): JSX.Element {
  const today = useReadable(usePage().today)
  return <span className={styles.label}>{dayLabel(day, today)}</span>
}

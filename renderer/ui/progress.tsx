import { type JSX, useId } from 'react'
import styles from './progress.module.css'

interface ProgressProps {
  /** What goes on, with its figures. */
  readonly text: string
  readonly done: number
  /** Undefined or 0 while nobody knows how much it will be. */
  readonly total: number | undefined
}

export function Progress({ text, done, total }: ProgressProps): JSX.Element {
  const id = useId()
  const known = total !== undefined && total > 0
  return (
    <div className={styles.progress}>
      <label htmlFor={id}>{text}</label>
      <progress id={id} {...(known && { value: Math.min(done, total), max: total })} />
    </div>
  )
}

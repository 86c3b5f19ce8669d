import { type JSX, type ReactNode, useId } from 'react'
import styles from './settings-dialog.module.css'

interface SectionProps {
  readonly title: string
  readonly children: ReactNode
}

/** One part of the settings, under its heading and called by it. */
export function Section({ title, children }: SectionProps): JSX.Element {
  const heading = useId()
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <h3 id={heading}>{title}</h3>
      {children}
    </section>
  )
}

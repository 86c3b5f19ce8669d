import { type JSX, type ReactNode, useId } from 'react'
import styles from './settings-dialog.module.css'
import { words } from './words.ts'

interface SectionProps {
  readonly of: keyof typeof words.sections
  readonly children: ReactNode
}

/** One heading of the settings. */
export function Section({ of, children }: SectionProps): JSX.Element {
  const heading = useId()
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <h3 id={heading}>{words.sections[of]}</h3>
      {children}
    </section>
  )
}

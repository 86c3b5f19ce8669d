import { type JSX, type ReactNode, useId } from 'react'
import { classes } from './classes.ts'
import styles from './panel.module.css'

interface PanelProps {
  readonly icon: ReactNode
  readonly title: string
  /** `alarming` where the person must decide before anything goes on. */
  readonly look?: 'calm' | 'alarming'
  readonly children: ReactNode
  /** Buttons: the ways out. */
  readonly actions?: ReactNode
}

/** One place that says what is the matter and what can be done about it. */
export function Panel({ icon, title, look = 'calm', children, actions }: PanelProps): JSX.Element {
  const heading = useId()
  return (
    <section className={classes(styles.panel, styles[look])} aria-labelledby={heading}>
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <div className={styles.content}>
        <h2 id={heading}>{title}</h2>
        <div className={styles.text}>{children}</div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
    </section>
  )
}

import type { JSX } from 'react'
import { classes } from '../../ui/classes.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import type { Told } from './told.ts'
import styles from './unread-mark.module.css'
import { words } from './words.ts'

interface UnreadMarkProps {
  readonly told: Told
  /** Over the corner of what it stands in. */
  readonly corner?: boolean
}

/** A dot, or the number of what concerns the person; nothing if all has been read. */
export function UnreadMark({ told: { unread, count }, corner }: UnreadMarkProps): JSX.Element | null {
  if (!unread) return null
  return (
    <>
      <VisuallyHidden>
        {words.unread}
        {count > 0 && words.count(count)}
      </VisuallyHidden>
      <span
        className={classes(count > 0 ? styles.number : styles.dot, corner === true && styles.corner)}
        aria-hidden
      >
        {count > 0 && words.number(count)}
      </span>
    </>
  )
}

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
  /** In words what there is to be read, for who does not see the dot. */
  readonly unread?: string
}

/** A dot, or the number of what concerns the person; nothing if all has been read. */
export function UnreadMark({ told, corner, unread = words.unread }: UnreadMarkProps): JSX.Element | null {
  const { count } = told
  if (!told.unread) return null
  return (
    <>
      <VisuallyHidden>
        {unread}
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

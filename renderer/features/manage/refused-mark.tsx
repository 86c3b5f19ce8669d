import { CircleAlert } from 'lucide-react'
import type { JSX } from 'react'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './refused-mark.module.css'
import { words } from './words.ts'

/** Behind the name of what the relay did not make: looks like the mark of a refused message. */
export const RefusedMark = (): JSX.Element => (
  <>
    <CircleAlert size={14} strokeWidth={2.2} className={styles.mark} aria-hidden />
    <VisuallyHidden>{words.notMade}</VisuallyHidden>
  </>
)

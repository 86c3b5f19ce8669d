import { Paperclip } from 'lucide-react'
import type { JSX } from 'react'
import styles from './drop-overlay.module.css'
import { words } from './words.ts'

interface DropOverlayProps {
  /** Undefined in a thread. */
  readonly title: string | undefined
}

/** Over a pane that files are held over: where they would go. */
export const DropOverlay = ({ title }: DropOverlayProps): JSX.Element => (
  <div className={styles.overlay}>
    <output className={styles.told}>
      <Paperclip size={20} aria-hidden className={styles.icon} />
      <span className={styles.text}>
        {title === undefined ? words.attachToThread : words.attachTo(title)}
      </span>
    </output>
  </div>
)

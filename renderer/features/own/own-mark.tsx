import { Moon } from 'lucide-react'
import type { JSX } from 'react'
import type { PresenceStatus } from '../../../core/protocol/frame.ts'
import { PresenceDot } from '../../ui/presence-dot.tsx'
import styles from './own-mark.module.css'
import { words } from './words.ts'

/** At the corner of one's own picture: a moon while nothing disturbs, else how others see one. The menu behind says it in words. */
export function OwnMark({
  status,
  isQuiet,
}: {
  /** Undefined without a network: others see one as offline. */
  readonly status: PresenceStatus | undefined
  readonly isQuiet: boolean
}): JSX.Element {
  if (isQuiet) {
    return (
      <span className={styles.moon} title={words.quiet} aria-hidden>
        <Moon size={12} />
      </span>
    )
  }
  return status === undefined || status === 'invisible' ? (
    <span className={styles.invisible} title={status && words.statuses.invisible} aria-hidden />
  ) : (
    <PresenceDot status={status} />
  )
}

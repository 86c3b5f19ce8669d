import type { JSX } from 'react'
import type { Presence } from '../../core/engine/engine.ts'
import styles from './presence-dot.module.css'
import { words } from './words.ts'

/** Whether a person is there, at the corner of their picture: by shape as well as by colour. Nothing for who is not. */
export function PresenceDot({ status }: Pick<Presence, 'status'>): JSX.Element | null {
  if (status === 'unknown' || status === 'offline') return null
  return <span aria-hidden title={words.presence[status]} className={styles.dot} data-presence={status} />
}

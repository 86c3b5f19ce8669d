import type { JSX } from 'react'
import styles from './presence-dot.module.css'
import { words } from './words.ts'

/** That a person is there, at the corner of their picture: by shape as well as by colour. Who cannot see it needs it in words. */
export function PresenceDot({ status }: { readonly status: keyof typeof words.presence }): JSX.Element {
  return <span aria-hidden title={words.presence[status]} className={styles.dot} data-presence={status} />
}

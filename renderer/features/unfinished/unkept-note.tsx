import type { JSX } from 'react'
import styles from './unfinished.module.css'
import { words } from './words.ts'

/** Files wait here that this device could not store: they end with the page. */
export const UnkeptNote = (): JSX.Element => (
  <p role="alert" className={styles.note}>
    {words.unkept}
  </p>
)

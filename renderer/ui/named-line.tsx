import type { JSX } from 'react'
import styles from './named-line.module.css'

interface NamedLineProps {
  /** A sentence with the name in it. */
  readonly text: string
  readonly name: string
}

/**
 * A sentence on one line. Where it has not enough room the name in it is cut, at its own end: cut as a whole, a Latin name in an Arabic
 * sentence lost its beginning, and the sentence what it says.
 */
export function NamedLine({ text, name }: NamedLineProps): JSX.Element {
  const at = name === '' ? -1 : text.indexOf(name)
  if (at === -1) {
    return (
      <span dir="auto" className={styles.whole}>
        {text}
      </span>
    )
  }
  return (
    <span dir="auto" className={styles.line}>
      <span>{text.slice(0, at)}</span>
      <bdi>{name}</bdi>
      <span>{text.slice(at + name.length)}</span>
    </span>
  )
}

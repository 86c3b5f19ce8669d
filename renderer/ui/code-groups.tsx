import type { CSSProperties, JSX } from 'react'
import styles from './code-groups.module.css'

interface CodeGroupsProps {
  /** The accessible name of the whole. */
  readonly label: string
  readonly code: string
  /** Characters of one group. */
  readonly size: number
  readonly columns: number
  /** Numbers before the groups, to speak of one. */
  readonly numbered?: boolean
}

/** A code that people read out, compare or write down, in groups of a few characters each. */
export function CodeGroups({ label, code, size, columns, numbered = false }: CodeGroupsProps): JSX.Element {
  const style: CSSProperties & { readonly '--columns': number } = { '--columns': columns }
  return (
    // A list without its bullets is none to some screen readers, unless it says so.
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- see above
    <ol role="list" className={styles.groups} style={style} aria-label={label} dir="ltr">
      {splitGroups(code, size).map((group, index) => (
        <li key={index} className={styles.group} data-number={numbered ? index + 1 : undefined}>
          {group}
        </li>
      ))}
    </ol>
  )
}

/** `code` in pieces of `size` characters; the last may be shorter. */
export const splitGroups = (code: string, size: number): ReadonlyArray<string> =>
  Array.from({ length: Math.ceil(code.length / size) }, (_, index) =>
    code.slice(index * size, (index + 1) * size),
  )

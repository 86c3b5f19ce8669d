import type { CSSProperties, JSX } from 'react'
import type { Id } from '../../core/protocol/ids.ts'
import styles from './avatar.module.css'
import { classes } from './classes.ts'
import { hueOf, initialsOf } from './initials.ts'

interface AvatarProps {
  readonly name: string
  /** The same id has the same colour everywhere. */
  readonly id: Id
  readonly size?: 'normal' | 'small'
}

/** A person or workspace by initials. Decoration: the name stands beside it or names the button around it. */
export function Avatar({ name, id, size = 'normal' }: AvatarProps): JSX.Element {
  const style: CSSProperties & { readonly '--hue': number } = { '--hue': hueOf(id) }
  return (
    <span
      aria-hidden
      className={classes(styles.avatar, size === 'small' && styles.small)}
      style={style}
      data-initials={initialsOf(name)}
    />
  )
}

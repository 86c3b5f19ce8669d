import type { CSSProperties, JSX } from 'react'
import type { Id } from '../../core/protocol/ids.ts'
import styles from './avatar.module.css'
import { BlobImage } from './blob-image.tsx'
import { classes } from './classes.ts'
import { hueOf, initialsOf } from './initials.ts'

export interface AvatarProps {
  readonly name: string
  /** The same id has the same colour everywhere. */
  readonly id: Id
  readonly size?: 'normal' | 'small' | 'large'
  readonly picture?: Blob | undefined
}

/**
 * A person or workspace by their picture, by initials without one or as long as it is not there. Decoration: the name
 * stands beside it or names the button around it.
 */
export function Avatar({ name, id, size = 'normal', picture }: AvatarProps): JSX.Element {
  const style: CSSProperties & { readonly '--hue': number } = { '--hue': hueOf(id) }
  return (
    <span
      aria-hidden
      className={classes(styles.avatar, size !== 'normal' && styles[size])}
      style={style}
      data-initials={initialsOf(name)}
    >
      {picture !== undefined && <BlobImage blob={picture} alt="" className={styles.picture} />}
    </span>
  )
}

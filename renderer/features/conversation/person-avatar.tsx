import type { JSX } from 'react'
import type { UserId } from '../../../core/protocol/ids.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { PresenceDot } from '../../ui/presence-dot.tsx'
import styles from './person-avatar.module.css'
import { useWhereabouts } from './use-whereabouts.ts'

/** A person's picture with a sign of whether they are there. */
export function PersonAvatar({ name, id }: { readonly name: string; readonly id: UserId }): JSX.Element {
  const status = useWhereabouts(id)
  return (
    <span className={styles.person}>
      <Avatar name={name} id={id} />
      {status !== undefined && <PresenceDot status={status} />}
    </span>
  )
}

import type { JSX } from 'react'
import type { UserId } from '../../../core/protocol/ids.ts'
import { PresenceDot } from '../../ui/presence-dot.tsx'
import { Face } from '../faces/face.tsx'
import styles from './person-avatar.module.css'
import { useWhereabouts } from './use-whereabouts.ts'

/** A person's picture with a sign of whether they are there. */
export function PersonAvatar({ name, id }: { readonly name: string; readonly id: UserId }): JSX.Element {
  const status = useWhereabouts(id)
  return (
    <span className={styles.person}>
      <Face name={name} id={id} />
      {status !== undefined && <PresenceDot status={status} />}
    </span>
  )
}

import { type JSX, useMemo } from 'react'
import type { UserId } from '../../../core/protocol/ids.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { useSlice } from '../../engine/use-readable.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { PresenceDot } from '../../ui/presence-dot.tsx'
import styles from './person-avatar.module.css'

/** A person's picture with a sign of whether they are there. */
export function PersonAvatar({ name, id }: { readonly name: string; readonly id: UserId }): JSX.Element {
  const engine = useEngine()
  const presence = useMemo(() => engine.presence(id), [engine, id])
  const status = useSlice(presence, (known) => known.status)
  return (
    <span className={styles.person}>
      <Avatar name={name} id={id} />
      <PresenceDot status={status} />
    </span>
  )
}

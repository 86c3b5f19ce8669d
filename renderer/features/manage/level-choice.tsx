import { type JSX, useId } from 'react'
import type { Channel } from '../../../core/engine/engine.ts'
import { notifyLevels } from '../../../core/protocol/directory.ts'
import styles from './manage.module.css'
import { useManage } from './use-manage.ts'
import { words } from './words.ts'

/** Of what in a channel one wants to be told; as the relay has it, so it changes once that agrees. */
export function LevelChoice({ channel }: { readonly channel: Channel }): JSX.Element {
  const manage = useManage()
  const id = useId()
  return (
    <>
      <h3 id={id}>{words.notifications}</h3>
      <select
        className={styles.select}
        aria-labelledby={id}
        value={channel.level ?? 'all'}
        onChange={(event) => {
          const level = notifyLevels.find((each) => each === event.currentTarget.value)
          if (level !== undefined) void manage.setLevel(channel, level)
        }}
      >
        {notifyLevels.map((level) => (
          <option key={level} value={level}>
            {words.levels[level]}
          </option>
        ))}
      </select>
    </>
  )
}

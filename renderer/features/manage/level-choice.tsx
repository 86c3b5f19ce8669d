import { type JSX, useId } from 'react'
import { notifyLevels } from '../../../core/protocol/directory.ts'
import type { Leveled } from './leveled.ts'
import styles from './manage.module.css'
import { useSetLevel } from './use-set-level.ts'
import { words } from '../managing/words.ts'

/** Of what in a conversation one wants to be told. */
export function LevelChoice({ of }: { readonly of: Leveled }): JSX.Element {
  const setLevel = useSetLevel()
  const id = useId()
  return (
    <>
      <h3 id={id}>{words.notifications}</h3>
      <select
        className={styles.select}
        aria-labelledby={id}
        value={of.level}
        onChange={(event) => {
          const level = notifyLevels.find((each) => each === event.currentTarget.value)
          if (level !== undefined) void setLevel(of, level)
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

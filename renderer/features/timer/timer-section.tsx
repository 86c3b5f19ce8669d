import { type JSX, useState } from 'react'
import type { OpenConversation } from '../../../core/engine/engine.ts'
import { usePolicy } from '../../engine/use-policy.ts'
import { useSlice } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { ManagedNote } from '../policy/managed-note.tsx'
import { TimerDialog } from './timer-dialog.tsx'
import { durationOf } from './durations.ts'
import styles from './timer.module.css'
import { words } from './words.ts'

/** Among what is known of a sealed conversation: how long what is written in it lasts. */
export function TimerSection({ open }: { readonly open: OpenConversation }): JSX.Element {
  const timer = useSlice(open.view, (view) => view.timer)
  const managed = usePolicy('SealedRetentionDays')
  const [changing, setChanging] = useState(false)
  return (
    <section className={styles.section} aria-label={words.title}>
      <h3>{words.title}</h3>
      <ManagedNote entry={managed} />
      <p>{timer === undefined ? words.offText : words.onText(durationOf(timer))}</p>
      <div>
        <Button onClick={() => setChanging(true)}>{words.change}</Button>
      </div>
      {changing && <TimerDialog open={open} onClose={() => setChanging(false)} />}
    </section>
  )
}

import { type JSX } from 'react'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { words } from '../conversation/words.ts'
import styles from './recovery-nudge.module.css'
import type { RecoveryModel } from './recovery-model.ts'

interface RecoveryNudgeProps {
  readonly model: RecoveryModel
  readonly setUp: () => void
}

/** Said once, after the first sealed message: there is no copy of the keys. A line that waits; it asks for nothing. */
export function RecoveryNudge({ model, setUp }: RecoveryNudgeProps): JSX.Element | null {
  const state = useReadable(model.state)
  if (state.kind !== 'not-set-up' || !state.nudge) return null
  return (
    <div className={styles.nudge} role="note">
      <p>{words.nudge}</p>
      <div className={styles.actions}>
        <Button look="link" onClick={setUp}>
          {words.nudgeSetUp}
        </Button>
        <Button look="link" onClick={model.dismissNudge}>
          {words.nudgeDismiss}
        </Button>
      </div>
    </div>
  )
}

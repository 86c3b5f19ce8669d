import { type JSX, useState } from 'react'
import type { OpenConversation } from '../../../core/engine/engine.ts'
import type { SendFailure } from '../../../core/engine/send-failure.ts'
import { usePolicy } from '../../engine/use-policy.ts'
import { useSlice } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choices.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { sendFailureText } from '../composer/words.ts'
import { ManagedNote } from '../policy/managed-note.tsx'
import { durationOf, presets, secondsIn, secondsOf, type Unit, units } from './durations.ts'
import styles from './timer.module.css'
import { words } from './words.ts'

interface TimerDialogProps {
  readonly open: OpenConversation
  readonly onClose: () => void
}

type Choice = (typeof presets)[number] | 'custom'

/** `longest`: in seconds, by policy; 0 for no bound. What is longer would last no longer. */
const choicesWithin = (longest: number): ReadonlyArray<Choice> => [
  ...presets.filter((each) => longest === 0 || (each > 0 && each <= longest)),
  'custom',
]

/** How long what is written in a conversation lasts, what that promises and what it does not. */
export function TimerDialog({ open, onClose }: TimerDialogProps): JSX.Element {
  const managed = usePolicy('SealedRetentionDays')
  const now = useSlice(open.view, ({ timer }) => timer ?? 0)
  const [choice, setChoice] = useState<Choice>(presets.find((each) => each === now) ?? 'custom')
  const [typed, setTyped] = useState(String(durationOf(now).count || 4))
  const [unit, setUnit] = useState<Unit>(now === 0 ? 'week' : durationOf(now).unit)
  const [isWrong, setWrong] = useState(false)
  const [failure, setFailure] = useState<SendFailure>()
  const save = async (): Promise<void> => {
    const seconds = choice === 'custom' ? secondsOf(typed, unit) : choice
    if (seconds === undefined) return setWrong(true)
    if (seconds === now) return onClose()
    const done = await open.setTimer(seconds)
    if (done.ok) onClose()
    else setFailure(done.failure)
  }
  return (
    <Dialog title={words.title} onClose={onClose}>
      <div className={styles.dialog}>
        <Choices
          legend={words.choose}
          all={choicesWithin(managed.value * secondsIn.day)}
          chosen={choice}
          choose={setChoice}
          name={(each) =>
            each === 'custom' ? words.custom : each === 0 ? words.off : words.lasting(durationOf(each))
          }
        />
        {choice === 'custom' && (
          <>
            <Field
              label={words.count}
              inputMode="numeric"
              value={typed}
              error={isWrong ? words.countWrong : undefined}
              onChange={(event) => {
                setWrong(false)
                setTyped(event.target.value)
              }}
            />
            <Choices
              legend={words.unit}
              isLegendHidden
              all={units}
              chosen={unit}
              choose={setUnit}
              name={(each) => words.units[each]}
            />
          </>
        )}
        <ManagedNote entry={managed} />
        <p className={styles.note}>{words.who}</p>
        <p className={styles.note}>{words.promise}</p>
        <Alert>{failure === undefined ? undefined : sendFailureText(failure)}</Alert>
      </div>
      <DialogActions>
        <Button onClick={onClose}>{uiWords.cancel}</Button>
        <Button look="primary" onClick={() => void save()}>
          {words.save}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

import { type JSX, useId, useState } from 'react'
import type { Millis } from '../../../core/base/clock.ts'
import { usePage } from '../../engine/contexts.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { endAt } from '../own/until.ts'
import { fieldText, presetAt } from './later-times.ts'
import styles from './later.module.css'
import { words } from '../scheduled/words.ts'

interface PickDialogProps {
  /** With it the text can be changed too. */
  readonly text?: string
  readonly at?: Millis
  readonly hasFiles: boolean
  /** Its files are on another device. */
  readonly isElsewhere?: boolean
  readonly onClose: () => void
  /** Resolves to why it was not taken. */
  readonly onPicked: (at: Millis, text: string) => Promise<string | undefined>
}

/** A date and a time, and what is sent then. */
export function PickDialog({
  text,
  at,
  hasFiles,
  isElsewhere = false,
  onClose,
  onPicked,
}: PickDialogProps): JSX.Element {
  const { clock } = usePage()
  const id = useId()
  const [typed, setTyped] = useState(() => fieldText(at ?? presetAt('tomorrow', clock.now()) ?? clock.now()))
  const [written, setWritten] = useState(text ?? '')
  const [isWrong, setWrong] = useState(false)
  const [problem, setProblem] = useState<string>()
  const save = async (): Promise<void> => {
    const moment = endAt(typed, clock.now())
    if (moment === undefined) return setWrong(true)
    if (text !== undefined && !hasFiles && written.trim() === '') return setProblem(words.textMissing)
    const refused = await onPicked(moment, written)
    if (refused === undefined) onClose()
    else setProblem(refused)
  }
  return (
    <Dialog title={words.pickTitle} onClose={onClose}>
      <div className={styles.pick}>
        {text !== undefined && (
          <div className={styles.label}>
            <label htmlFor={id}>{words.text}</label>
            <textarea
              id={id}
              className={styles.text}
              rows={4}
              dir="auto"
              value={written}
              onChange={(event) => setWritten(event.currentTarget.value)}
            />
          </div>
        )}
        <Field
          label={words.when}
          type="datetime-local"
          value={typed}
          error={isWrong ? words.whenWrong : undefined}
          data-autofocus
          onChange={(event) => {
            setWrong(false)
            setTyped(event.target.value)
          }}
        />
        <p className={styles.note}>
          {isElsewhere ? words.elsewhere : hasFiles ? words.noteFiles : words.note}
        </p>
        <Alert>{problem}</Alert>
      </div>
      <DialogActions>
        <Button onClick={onClose}>{uiWords.cancel}</Button>
        <Button look="primary" onClick={() => void save()}>
          {text === undefined ? words.schedule : words.save}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

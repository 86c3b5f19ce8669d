import { type JSX, useId, useState } from 'react'
import type { RestoreFailure } from '../../../core/bridge/devices.ts'
import { useAction } from '../../engine/use-action.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { Form } from '../sign-in/form.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert } from '../../ui/field.tsx'
import { Progress } from '../../ui/progress.tsx'
import { momentText } from '../../ui/times.ts'
import { words as uiWords } from '../../ui/words.ts'
import { type CodeProblem, readRecoveryCode } from './recovery-code.ts'
import styles from './recovery.module.css'
import type { RecoveryModel } from './recovery-model.ts'
import { codeProblemText, restoreFailureText, words } from './words.ts'

interface RestoreDialogProps {
  readonly model: RecoveryModel
  readonly onClose: () => void
}

/** Opens the account's keys with a recovery code, however it is typed. */
export function RestoreDialog({ model, onClose }: RestoreDialogProps): JSX.Element {
  const id = useId()
  const restoring = useReadable(model.restoring)
  const { busy, failure, run } = useAction<RestoreFailure>()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<CodeProblem>()
  const [restored, setRestored] = useState(false)
  const send = async (): Promise<void> => {
    const code = readRecoveryCode(text)
    setProblem(code.ok ? undefined : code.failure)
    if (code.ok) setRestored(await run(() => model.restore(code.value)))
  }
  const wrong =
    problem === undefined ? failure && restoreFailureText(failure, momentText) : codeProblemText(problem)
  if (restored) {
    return (
      <Dialog title={words.restoredTitle} onClose={onClose}>
        <output>{words.restoredText}</output>
        <DialogActions>
          <Button look="primary" onClick={onClose}>
            {words.done}
          </Button>
        </DialogActions>
      </Dialog>
    )
  }
  return (
    <Dialog title={words.enterTitle} onClose={onClose}>
      {restoring === undefined ? (
        <Form send={() => void send()}>
          <div className={styles.codeField}>
            <label htmlFor={id}>{words.enterLabel}</label>
            <textarea
              id={id}
              className={styles.codeBox}
              rows={3}
              value={text}
              spellCheck={false}
              autoCapitalize="characters"
              autoComplete="off"
              dir="ltr"
              data-autofocus
              aria-invalid={wrong !== undefined}
              aria-describedby={`${id}note`}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <div id={`${id}note`} className={styles.hint}>
              {wrong === undefined && words.enterHint}
              <Alert>{wrong}</Alert>
            </div>
          </div>
          <DialogActions>
            <Button onClick={onClose}>{uiWords.cancel}</Button>
            <Button type="submit" look="primary" aria-disabled={busy}>
              {words.enterSubmit}
            </Button>
          </DialogActions>
        </Form>
      ) : (
        <div className={styles.step}>
          <Progress
            text={words.restoring(restoring.done, restoring.total)}
            done={restoring.done}
            total={restoring.total}
          />
          <p>{words.restoringText}</p>
        </div>
      )}
    </Dialog>
  )
}

import { type JSX, useState } from 'react'
import type { CodeFailure } from '../../../core/bridge/devices.ts'
import { useAction } from '../../engine/use-action.ts'
import { Form, text } from '../sign-in/form.tsx'
import { Button } from '../../ui/button.tsx'
import { splitGroups } from '../../ui/code-groups.tsx'
import { DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { focusNow } from '../../ui/focus-now.ts'
import { groupSize, readCharacters } from './recovery-code.ts'
import styles from './recovery.module.css'
import type { RecoveryModel } from './recovery-model.ts'
import { recoveryFailureText, words } from './words.ts'

interface ConfirmCodeProps {
  readonly model: RecoveryModel
  readonly code: string
  readonly showAgain: () => void
  readonly onDone: () => void
}

/** Two groups typed from the paper show that there is a paper. Which ones, the code itself decides: other ones for each code. */
export function ConfirmCode({ model, code, showAgain, onDone }: ConfirmCodeProps): JSX.Element {
  const asked = askedGroups(code)
  const { busy, failure, run } = useAction<CodeFailure>()
  const [wrong, setWrong] = useState<ReadonlyArray<number>>([])
  const send = async (form: FormData): Promise<void> => {
    const groups = splitGroups(code, groupSize)
    const mistaken = asked.filter(
      (number) => readCharacters(text(form, `group${number}`)) !== groups[number - 1],
    )
    setWrong(mistaken)
    if (mistaken.length === 0 && (await run(model.confirm))) onDone()
  }
  return (
    <Form send={(form) => void send(form)}>
      <p>{words.confirmText}</p>
      <div className={styles.asked}>
        {asked.map((number, index) => (
          <Field
            key={number}
            label={words.group(number)}
            name={`group${number}`}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={8}
            ref={index === 0 ? focusNow : undefined}
            error={wrong.includes(number) ? words.groupWrong(number) : undefined}
          />
        ))}
      </div>
      <Alert>{failure && recoveryFailureText(failure)}</Alert>
      <DialogActions>
        <Button onClick={showAgain}>{words.showAgain}</Button>
        <Button type="submit" look="primary" aria-disabled={busy}>
          {words.confirm}
        </Button>
      </DialogActions>
    </Form>
  )
}

/** Two different group numbers, counted from 1: one of the first four, one of the next four. */
function askedGroups(code: string): readonly [number, number] {
  const sum = (from: number): number =>
    Array.from(code).reduce((total, character, index) => total + character.charCodeAt(0) * (index + from), 0)
  return [1 + (sum(1) % 4), 5 + (sum(2) % 4)]
}

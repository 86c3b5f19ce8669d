import { type JSX, type ReactNode, useState } from 'react'
import type { Result } from '../../../core/base/result.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { focusNow } from '../../ui/focus-now.ts'
import { words as uiWords } from '../../ui/words.ts'
import { Form, text } from '../sign-in/form.tsx'
import { words } from './words.ts'

interface PasswordStepProps<Failure> {
  readonly submit: string
  readonly look?: 'primary' | 'danger'
  readonly ask: (password: string) => Promise<Result<unknown, Failure>>
  readonly failureText: (failure: Failure) => string
  /** After `ask` went well. */
  readonly onDone?: () => void
  readonly onCancel: () => void
  /** What stands above the field. */
  readonly children?: ReactNode
}

/** Asks for the password of the account before something that only its owner may do. */
export function PasswordStep<Failure>(props: PasswordStepProps<Failure>): JSX.Element {
  const { submit, look = 'primary', ask, failureText, onDone, onCancel, children } = props
  const { account } = usePerson()
  const { busy, failure, run } = useAction<Failure>()
  const [missing, setMissing] = useState(false)
  const send = async (form: FormData): Promise<void> => {
    const password = text(form, 'password')
    setMissing(password === '')
    if (password !== '' && (await run(() => ask(password)))) onDone?.()
  }
  return (
    <Form send={(form) => void send(form)}>
      {children}
      <input type="text" name="username" autoComplete="username" value={account.username} readOnly hidden />
      <Field
        label={words.password}
        name="password"
        type="password"
        autoComplete="current-password"
        data-autofocus
        ref={focusNow}
        hint={words.passwordHint}
        error={missing ? words.passwordMissing : undefined}
      />
      <Alert>{failure && failureText(failure)}</Alert>
      <DialogActions>
        <Button onClick={onCancel}>{uiWords.cancel}</Button>
        <Button type="submit" look={look} aria-disabled={busy}>
          {submit}
        </Button>
      </DialogActions>
    </Form>
  )
}

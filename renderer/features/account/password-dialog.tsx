import { safeParse } from 'valibot'
import { type JSX, useState } from 'react'
import type { ChangePasswordFailure } from '../../../core/bridge/contract.ts'
import { passwordSchema } from '../../../core/protocol/api.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { useLengthHint } from '../policy/use-length-hint.ts'
import { Form, text } from '../sign-in/form.tsx'
import { changePasswordFailureText, words } from './words.ts'

interface Errors {
  readonly current?: string
  readonly next?: string
}

/** The password of the account. All other devices have to sign in again with the new one. */
export function PasswordDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { bridge } = usePage()
  const { account } = usePerson()
  const { busy, failure, run } = useAction<ChangePasswordFailure>()
  const newHint = useLengthHint(words.newPasswordHint)
  const [errors, setErrors] = useState<Errors>({})
  const send = async (form: FormData): Promise<void> => {
    const [current, next] = [text(form, 'current'), text(form, 'next')]
    const wrong = {
      ...(current === '' && { current: words.passwordMissing }),
      ...(!safeParse(passwordSchema, next).success && { next: words.nextWrong }),
    }
    setErrors(wrong)
    if (Object.keys(wrong).length > 0) return
    if (await run(() => bridge.call('account.changePassword', { current, next }))) onClose()
  }
  return (
    <Dialog title={words.changePassword} onClose={onClose}>
      <Form send={(form) => void send(form)}>
        <p>{words.changePasswordText}</p>
        <input type="text" name="username" autoComplete="username" value={account.username} readOnly hidden />
        <Field
          label={words.currentPassword}
          name="current"
          type="password"
          autoComplete="current-password"
          data-autofocus
          error={errors.current}
        />
        <Field
          label={words.newPassword}
          name="next"
          type="password"
          autoComplete="new-password"
          hint={newHint}
          error={errors.next}
        />
        <Alert>{failure && changePasswordFailureText(failure)}</Alert>
        <DialogActions>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          <Button type="submit" look="primary" aria-disabled={busy}>
            {words.changePassword}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

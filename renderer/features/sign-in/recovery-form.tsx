import { safeParse } from 'valibot'
import { type JSX, useState } from 'react'
import type { LockedState, RecoveryFailure } from '../../../core/bridge/contract.ts'
import { passwordSchema } from '../../../core/protocol/api.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Field } from '../../ui/field.tsx'
import { useLengthHint } from '../policy/use-length-hint.ts'
import { Form, Submit, text } from './form.tsx'
import { recoveryFailureText, words } from './words.ts'

interface Errors {
  readonly code?: string
  readonly password?: string
}

/** Opens the account with the code that was written down, and sets a password where the old one is lost. */
export function RecoveryForm({ state }: { readonly state: LockedState }): JSX.Element {
  const { bridge } = usePage()
  const { busy, failure, run } = useAction<RecoveryFailure>()
  const newHint = useLengthHint(words.newPasswordHint)
  const [errors, setErrors] = useState<Errors>({})
  const asksPassword = state.recovery === 'code-and-password'
  const send = (form: FormData): void => {
    const code = text(form, 'code')
    const password = text(form, 'password')
    const wrong = {
      ...(code.trim() === '' && { code: words.codeMissing }),
      ...(asksPassword && !safeParse(passwordSchema, password).success && { password: words.passwordWrong }),
    }
    setErrors(wrong)
    if (Object.keys(wrong).length > 0) return
    const input = asksPassword ? { code, password } : { code }
    void run(() => bridge.call('session.unlockWithRecovery', input))
  }
  return (
    <Form send={send}>
      <Field
        label={words.recoveryCode}
        name="code"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        hint={words.recoveryCodeHint}
        error={errors.code}
      />
      {asksPassword && (
        <Field
          label={words.newPassword}
          name="password"
          type="password"
          autoComplete="new-password"
          hint={newHint}
          error={errors.password}
        />
      )}
      <Submit label={words.unlock} busy={busy} problem={failure && recoveryFailureText(failure)} />
    </Form>
  )
}

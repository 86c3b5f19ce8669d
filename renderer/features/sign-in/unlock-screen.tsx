import { type JSX, useEffect, useRef, useState } from 'react'
import type { UnlockFailure } from '../../../core/bridge/contract.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Field } from '../../ui/field.tsx'
import { Entrance } from './entrance.tsx'
import { Form, Submit, text } from './form.tsx'
import { unlockFailureText, words } from './words.ts'

interface UnlockScreenProps {
  readonly username: string
  readonly displayName: string
}

export function UnlockScreen({ username, displayName }: UnlockScreenProps): JSX.Element {
  const { bridge } = usePage()
  const { busy, failure, run } = useAction<UnlockFailure>()
  const [error, setError] = useState<string>()
  const input = useRef<HTMLInputElement>(null)
  // There is nothing else to do here, so writing can begin at once.
  useEffect(() => input.current?.focus(), [])
  const send = (form: FormData): void => {
    const password = text(form, 'password')
    setError(password === '' ? words.passwordMissing : undefined)
    if (password !== '') void run(() => bridge.call('session.unlock', { password }))
  }
  return (
    <Entrance title={words.welcomeBack(displayName)}>
      <Form send={send}>
        {/* For password managers: which account this password is for. */}
        <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
        <Field
          label={words.password}
          name="password"
          type="password"
          autoComplete="current-password"
          ref={input}
          hint={words.unlockHint}
          error={error}
        />
        <Submit label={words.unlock} busy={busy} problem={failure && unlockFailureText(failure)} />
      </Form>
    </Entrance>
  )
}

import { type JSX, useEffect, useState } from 'react'
import type { LockedState, UnlockFailure } from '../../../core/bridge/contract.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { AccountsFoot } from '../accounts/accounts-foot.tsx'
import { words as accountsWords } from '../accounts/words.ts'
import styles from './entrance.module.css'
import { Entrance } from './entrance.tsx'
import { Form, Submit, text } from './form.tsx'
import { RecoveryForm } from './recovery-form.tsx'
import { useWhileThrottled } from './use-while-throttled.ts'
import { unlockFailureText, words } from './words.ts'

/** The ways back in, whatever happened to the first one; nothing here takes anything away. */
export function UnlockScreen({ state }: { readonly state: LockedState }): JSX.Element {
  const [recovering, setRecovering] = useState(false)
  return (
    <Entrance
      title={words.welcomeBack(state.displayName)}
      foot={
        <>
          {state.recovery !== 'none' && (
            <Button look="link" onClick={() => setRecovering(!recovering)}>
              {recovering ? words.backToUnlock : words.toRecovery}
            </Button>
          )}
          <AccountsFoot of="locked" />
        </>
      }
    >
      {recovering ? <RecoveryForm state={state} /> : <UnlockForm state={state} />}
      {state.password && !recovering && <Lost hasCode={state.recovery !== 'none'} />}
    </Entrance>
  )
}

/** For whom nothing comes to mind: what is left, by the names of the ways that stand below. */
function Lost({ hasCode }: { readonly hasCode: boolean }): JSX.Element {
  return (
    <details className={styles.lost}>
      <summary>{words.lost}</summary>
      <p>{words.lostText}</p>
      {hasCode && <p>{words.lostCode(words.toRecovery)}</p>}
      <p>{words.lostErase(accountsWords.erase, words.restore)}</p>
      <p>{words.lostAccount}</p>
    </details>
  )
}

function UnlockForm({ state }: { readonly state: LockedState }): JSX.Element {
  const { bridge } = usePage()
  const { busy, failure, run } = useAction<UnlockFailure>()
  const [error, setError] = useState<string>()
  const problem = useWhileThrottled(failure)
  const send = (form: FormData): void => {
    const password = text(form, 'password')
    const isMissing = state.password && password === ''
    setError(isMissing ? words.passwordMissing : undefined)
    if (!isMissing) void run(() => bridge.call('session.unlock', { password }))
  }
  return (
    <Form send={send}>
      {/* For password managers: which account this password is for. */}
      <input type="text" name="username" autoComplete="username" value={state.username} readOnly hidden />
      {state.password ? <PasswordField error={error} /> : <p>{words.keystoreHint}</p>}
      <Submit label={words.unlock} busy={busy} problem={problem && unlockFailureText(problem)} />
    </Form>
  )
}

function PasswordField({ error }: { readonly error: string | undefined }): JSX.Element {
  const [input, setInput] = useState<HTMLInputElement | null>(null)
  // There is nothing else to do here, so writing can begin at once.
  useEffect(() => input?.focus(), [input])
  return (
    <Field
      label={words.password}
      name="password"
      type="password"
      autoComplete="current-password"
      ref={setInput}
      hint={words.unlockHint}
      error={error}
    />
  )
}

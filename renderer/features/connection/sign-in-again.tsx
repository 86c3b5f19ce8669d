import type { JSX } from 'react'
import type { SignInFailure } from '../../../core/bridge/contract.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { words as accountWords } from '../account/words.ts'
import { Form, Submit, text } from '../sign-in/form.tsx'
import { ProviderEntry } from '../sign-in/provider-entry.tsx'
import { useWaysIn } from '../sign-in/use-ways-in.ts'
import { signInFailureText } from '../sign-in/words.ts'
import styles from './banners.module.css'
import { words } from './words.ts'

/** Nobody is asked for a username here, so it cannot be that. */
const failureText = (failure: SignInFailure): string =>
  failure.kind === 'wrong-credentials' ? accountWords.wrongPassword : signInFailureText(failure)

/** The relay asks for the password once more; what is on this device stays open meanwhile. */
export function SignInAgain({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { bridge } = usePage()
  const { account, engine } = usePerson()
  const { busy, failure, run } = useAction<SignInFailure>()
  const ways = useWaysIn()
  const done = (): void => {
    engine.wake()
    onClose()
  }
  const send = async (form: FormData): Promise<void> => {
    const password = text(form, 'password')
    if (!(await run(() => bridge.call('session.signIn', { username: account.username, password })))) return
    done()
  }
  return (
    <Dialog title={words.signInAgainTitle} onClose={onClose}>
      <p className={styles.intro}>{words.signInAgainText}</p>
      <Form send={(form) => void send(form)}>
        <input type="text" name="username" autoComplete="username" value={account.username} readOnly hidden />
        <Field
          label={words.password}
          name="password"
          type="password"
          autoComplete="current-password"
          data-autofocus
        />
        <Submit label={words.signInAgain} busy={busy} problem={failure && failureText(failure)} />
      </Form>
      {/* What is kept here is open already. */}
      {ways !== undefined && <ProviderEntry ways={{ ...ways, needsPassphrase: false }} onDone={done} />}
    </Dialog>
  )
}

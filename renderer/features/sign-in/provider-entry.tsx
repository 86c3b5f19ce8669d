import { safeParse } from 'valibot'
import { type JSX, useState } from 'react'
import type { ProviderSignInFailure } from '../../../core/bridge/contract.ts'
import type { WaysIn } from '../../../core/bridge/identity-contract.ts'
import { passwordSchema } from '../../../core/protocol/api.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { farewell } from './farewell.ts'
import { Form, text } from './form.tsx'
import styles from './entrance.module.css'
import { invitationToken } from './invitation-token.ts'
import { providerFailureText, words } from './words.ts'

interface ProviderEntryProps {
  readonly ways: WaysIn
  /** New accounts are for the invited, and this is where one may be made. */
  readonly asksInvitation?: boolean
  readonly onDone: () => void
}

/** The way in by a provider: one button, and what this device needs besides. */
export function ProviderEntry({
  ways,
  asksInvitation = false,
  onDone,
}: ProviderEntryProps): JSX.Element | null {
  const { bridge } = usePage()
  const { busy, failure, run } = useAction<ProviderSignInFailure>()
  const [asked, setAsked] = useState(false)
  const [error, setError] = useState<string>()
  if (ways.provider === undefined) return null
  const { name, signUp } = ways.provider
  const needsPassphrase = ways.needsPassphrase || failure?.kind === 'passphrase-needed'
  const invites = asksInvitation && signUp === 'invited'
  const send = async (form: FormData): Promise<void> => {
    const passphrase = text(form, 'passphrase')
    const isWrong = needsPassphrase && !safeParse(passwordSchema, passphrase).success
    setError(isWrong ? words.passphraseWrong : undefined)
    if (isWrong) return
    const invitation = invites ? invitationToken(text(form, 'invitation')) : undefined
    const input = {
      farewell: farewell(),
      ...(needsPassphrase && { passphrase }),
      ...(invitation !== undefined && { invitation }),
    }
    if (await run(() => bridge.call('session.signInWithProvider', input))) onDone()
  }
  if (busy) return <Waiting name={name} />
  const isPlain = !needsPassphrase && !invites
  if (!asked && !isPlain) {
    return <Button onClick={() => setAsked(true)}>{words.withProvider(name)}</Button>
  }
  return (
    <Form send={(form) => void send(form)}>
      {needsPassphrase && (
        <Field
          label={words.passphrase}
          name="passphrase"
          type="password"
          autoComplete="new-password"
          hint={words.passphraseHint}
          error={error}
        />
      )}
      {invites && <InvitationField />}
      <div className={styles.submit}>
        <Button type="submit">{isPlain ? words.withProvider(name) : words.toBrowser}</Button>
        <Alert>{failure && providerFailureText(failure, name)}</Alert>
      </div>
    </Form>
  )
}

/** While the person is in the browser. */
function Waiting({ name }: { readonly name: string }): JSX.Element {
  const { bridge } = usePage()
  return (
    <div className={styles.submit}>
      <output>{words.inBrowser(name)}</output>
      <Button onClick={() => void bridge.call('session.cancelProvider', {})}>{words.cancelBrowser}</Button>
    </div>
  )
}

interface InvitationFieldProps {
  readonly error?: string | undefined
  /** What stands in it at first. */
  readonly given?: string | undefined
}

export function InvitationField({ error, given }: InvitationFieldProps): JSX.Element {
  return (
    <Field
      label={words.invitation}
      name="invitation"
      defaultValue={given}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      hint={words.invitationHint}
      error={error}
    />
  )
}

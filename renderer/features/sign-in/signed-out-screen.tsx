import { type JSX, useState } from 'react'
import type { Result } from '../../../core/base/result.ts'
import type { Account, SignInFailure } from '../../../core/bridge/contract.ts'
import { usePage } from '../../engine/contexts.tsx'
import { usePolicy } from '../../engine/use-policy.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { AccountsFoot } from '../accounts/accounts-foot.tsx'
import { RestoreButton } from '../backup/restore-button.tsx'
import { useLengthHint } from '../policy/use-length-hint.ts'
import { words as policyWords } from '../policy/words.ts'
import { checkNewAccount, checkSignIn, type FieldErrors, stillWrong } from './check-fields.ts'
import styles from './entrance.module.css'
import { Entrance } from './entrance.tsx'
import { Form, Submit, text } from './form.tsx'
import { invitationToken } from './invitation-token.ts'
import { InvitationField, ProviderEntry } from './provider-entry.tsx'
import { useWaysIn } from './use-ways-in.ts'
import { signInFailureText, words } from './words.ts'

const knownKey = 'signed-in-before'

/** Where nobody has signed in yet, there is most likely a new person, who creates an account. */
export function SignedOutScreen({ server }: { readonly server: string }): JSX.Element {
  const { remembered } = usePage()
  const ways = useWaysIn()
  const { invitation, used } = useLinkedInvitation()
  const [isNew] = useState(() => remembered.read(knownKey) === undefined)
  const [wanted, setCreating] = useState<boolean>()
  const hasPasswords = usePolicy('SignInMethods').value.includes('password')
  const maySignUp = usePolicy('AllowSignUp').value && hasPasswords
  const isClosed = ways?.signUp === 'closed' || !maySignUp
  const isInvited = ways?.signUp === 'invited'
  const creating = (wanted ?? (isNew || (isInvited && invitation !== undefined))) && !isClosed
  return (
    <Entrance
      title={creating ? words.createTitle : words.signInTitle}
      {...(maySignUp && isClosed && { intro: words.signUpClosed })}
      foot={
        <>
          {!isClosed && (
            <Button look="link" onClick={() => setCreating(!creating)}>
              {creating ? words.toSignIn : words.toCreate}
            </Button>
          )}
          <RestoreButton />
          <AccountsFoot of="signed-out" />
          <p className={styles.server}>{words.server(server)}</p>
        </>
      }
    >
      {creating && <CreateForm key={invitation} isInvited={isInvited} given={invitation} onUsed={used} />}
      {!creating && hasPasswords && <SignInForm />}
      {!hasPasswords && ways?.provider === undefined && <p>{policyWords.noPasswords}</p>}
      {ways !== undefined && (
        <ProviderEntry ways={ways} asksInvitation onDone={() => remembered.write(knownKey, 'yes')} />
      )}
    </Entrance>
  )
}

/** Of the link that the app was opened with, if it was. Where it is not needed here it is shown after the sign-in. */
function useLinkedInvitation(): { readonly invitation: string | undefined; readonly used: () => void } {
  const { links } = usePage().desktop
  const link = useReadable(links.waiting)
  return { invitation: link?.kind === 'invitation' ? link.token : undefined, used: links.done }
}

interface CreateFormProps {
  readonly isInvited: boolean
  readonly given: string | undefined
  readonly onUsed: () => void
}

function CreateForm({ isInvited, given, onUsed }: CreateFormProps): JSX.Element {
  const { bridge, welcome } = usePage()
  const { busy, failure, send, forget } = useEntry()
  const passwordHint = useLengthHint(words.passwordHint)
  const [errors, setErrors] = useState<FieldErrors>({})
  const read = (form: FormData) => ({
    username: text(form, 'username').trim(),
    displayName: text(form, 'name'),
    password: text(form, 'password'),
  })
  const invitationIn = (form: FormData): string | undefined =>
    isInvited ? invitationToken(text(form, 'invitation')) : undefined
  const wrongIn = (form: FormData): FieldErrors => ({
    ...checkNewAccount(read(form)),
    ...(isInvited && invitationIn(form) === undefined && { invitation: words.invitationMissing }),
  })
  const edited = (form: FormData): void => {
    forget()
    setErrors((said) => stillWrong(said, wrongIn(form)))
  }
  const check = (form: FormData): void => {
    const fields = read(form)
    const invitation = invitationIn(form)
    const wrong = wrongIn(form)
    setErrors(wrong)
    if (Object.keys(wrong).length > 0) return
    void send(async () => {
      const account = { ...fields, ...(invitation !== undefined && { invitation }) }
      const made = await bridge.call('session.register', account)
      if (made.ok && invitation !== undefined) onUsed()
      if (made.ok) welcome.begin(made.value.user)
      return made
    })
  }
  return (
    <Form send={check} edited={edited}>
      <Field
        label={words.username}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        hint={words.usernameHint}
        error={errors.username}
      />
      <Field
        label={words.name}
        name="name"
        autoComplete="name"
        hint={words.nameHint}
        error={errors.displayName}
      />
      <Field
        label={words.password}
        name="password"
        type="password"
        autoComplete="new-password"
        hint={passwordHint}
        error={errors.password}
      />
      {isInvited && <InvitationField error={errors.invitation} given={given} />}
      <Submit label={words.create} busy={busy} problem={failure && signInFailureText(failure)} />
    </Form>
  )
}

function SignInForm(): JSX.Element {
  const { bridge } = usePage()
  const { busy, failure, send, forget } = useEntry()
  const [errors, setErrors] = useState<FieldErrors>({})
  const read = (form: FormData) => ({
    username: text(form, 'username').trim(),
    password: text(form, 'password'),
  })
  const edited = (form: FormData): void => {
    forget()
    setErrors((said) => stillWrong(said, checkSignIn(read(form))))
  }
  const check = (form: FormData): void => {
    const fields = read(form)
    const wrong = checkSignIn(fields)
    setErrors(wrong)
    if (Object.keys(wrong).length === 0) void send(() => bridge.call('session.signIn', fields))
  }
  return (
    <Form send={check} edited={edited}>
      <Field
        label={words.username}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        error={errors.username}
      />
      <Field
        label={words.password}
        name="password"
        type="password"
        autoComplete="current-password"
        error={errors.password}
      />
      <Submit label={words.signIn} busy={busy} problem={failure && signInFailureText(failure)} />
    </Form>
  )
}

function useEntry(): {
  readonly busy: boolean
  readonly failure: SignInFailure | undefined
  readonly send: (ask: () => Promise<Result<Account, SignInFailure>>) => Promise<void>
  readonly forget: () => void
} {
  const { remembered } = usePage()
  const { busy, failure, run, forget } = useAction<SignInFailure>()
  const send = async (ask: () => Promise<Result<Account, SignInFailure>>): Promise<void> => {
    if (await run(ask)) remembered.write(knownKey, 'yes')
  }
  return { busy, failure, send, forget }
}

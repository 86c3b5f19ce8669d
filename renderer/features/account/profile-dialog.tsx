import { safeParse } from 'valibot'
import { type JSX, type ReactNode, useEffect, useState } from 'react'
import type { CommandFailure, UpdateFailure } from '../../../core/bridge/contract.ts'
import { emailSchema, nameSchema, statusTextSchema, usernameSchema } from '../../../core/protocol/api.ts'
import type { MeAnswer, UpdateMe } from '../../../core/protocol/identity-api.ts'
import { useEngine, usePage, usePerson } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { useSlice } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { focusNow } from '../../ui/focus-now.ts'
import { words as uiWords } from '../../ui/words.ts'
import { commandFailureText } from '../connection/words.ts'
import { Face } from '../faces/face.tsx'
import { OwnPicture } from '../faces/own-picture.tsx'
import { useOwnStatusText } from '../own/use-own-status-text.ts'
import { words as settingsWords } from '../settings/words.ts'
import { Form, text } from '../sign-in/form.tsx'
import { words as signInWords } from '../sign-in/words.ts'
import styles from './profile-dialog.module.css'
import { updateFailureText, words } from './words.ts'

interface ProfileDialogProps {
  readonly onClose: () => void
  readonly changePassword: () => void
}

/** One's account as the relay knows it. */
export function ProfileDialog({ onClose, changePassword }: ProfileDialogProps): JSX.Element {
  const { bridge } = usePage()
  const isOnline = useSlice(useEngine().connection, ({ kind }) => kind === 'online')
  const [me, setMe] = useState<MeAnswer>()
  const [failure, setFailure] = useState<CommandFailure>()
  const isRead = me !== undefined
  useEffect(() => {
    if (isRead) return undefined
    let gone = false
    void bridge.call('account.read', {}).then((answer) => {
      if (gone) return
      setFailure(answer.ok ? undefined : answer.failure)
      if (answer.ok) setMe(answer.value)
    })
    return () => {
      gone = true
    }
  }, [bridge, isRead, isOnline]) // once more when there is a network again
  return (
    <Dialog title={words.profile} onClose={onClose}>
      <Alert>{failure && failure.kind !== 'unreachable' && commandFailureText(failure)}</Alert>
      {!isRead && (failure !== undefined || !isOnline) && <KnownAccount />}
      {isRead && <OwnPicture />}
      {isRead && <ProfileForm me={me} onClose={onClose} changePassword={changePassword} />}
    </Dialog>
  )
}

/** What the directory has told of oneself: to be read, not changed. */
function KnownAccount(): JSX.Element {
  const { account } = usePerson()
  const status = useOwnStatusText()
  const facts = [
    [words.name, account.displayName],
    [words.username, `@${account.username}`],
    [words.status, status],
  ] as const
  return (
    <div className={styles.known}>
      <Face id={account.user} name={account.displayName} size="large" />
      <dl className={styles.facts}>
        {facts
          .filter(([, fact]) => fact !== '')
          .map(([label, fact]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd dir="auto">{fact}</dd>
            </div>
          ))}
      </dl>
      <p className={styles.note}>{settingsWords.accountKnown}</p>
    </div>
  )
}

interface Errors {
  readonly displayName?: string
  readonly username?: string
  readonly email?: string
  readonly status?: string
}

function ProfileForm({
  me,
  onClose,
  changePassword,
}: ProfileDialogProps & { readonly me: MeAnswer }): JSX.Element {
  const { bridge } = usePage()
  const { busy, failure, run } = useAction<UpdateFailure>()
  const [errors, setErrors] = useState<Errors>({})
  const send = async (form: FormData): Promise<void> => {
    const fields = {
      displayName: text(form, 'name').trim(),
      username: text(form, 'username').trim().toLowerCase(),
      email: text(form, 'email').trim(),
      status: text(form, 'status').trim(),
    }
    const wrong = whatIsWrong(fields)
    setErrors(wrong)
    if (Object.keys(wrong).length > 0) return
    const change = changesOf(me, fields)
    if (Object.keys(change).length === 0) onClose()
    else if (await run(() => bridge.call('account.update', change))) onClose()
  }
  return (
    <Form send={(form) => void send(form)}>
      <Field
        label={words.name}
        name="name"
        autoComplete="name"
        defaultValue={me.displayName}
        ref={focusNow} // it comes once the account has been read
        error={errors.displayName}
      />
      <Field
        label={words.username}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={me.username}
        hint={words.usernameHint}
        error={errors.username}
      />
      <Field
        label={words.status}
        name="status"
        defaultValue={me.status}
        hint={words.statusHint}
        error={errors.status}
      />
      <Field
        label={words.email}
        name="email"
        type="email"
        autoComplete="email"
        defaultValue={me.email ?? ''}
        hint={words.emailHint}
        error={errors.email}
      />
      <Alert>{failure && updateFailureText(failure)}</Alert>
      <SignOutOthers
        beside={me.hasPassword && <Button onClick={changePassword}>{words.changePassword}</Button>}
      />
      <DialogActions>
        <Button onClick={onClose}>{uiWords.cancel}</Button>
        <Button type="submit" look="primary" aria-disabled={busy}>
          {words.save}
        </Button>
      </DialogActions>
    </Form>
  )
}

type Fields = Readonly<Record<'displayName' | 'username' | 'email' | 'status', string>>

const whatIsWrong = ({ displayName, username, email, status }: Fields): Errors => ({
  ...(!safeParse(nameSchema, displayName).success && { displayName: signInWords.nameWrong }),
  ...(!safeParse(usernameSchema, username).success && { username: signInWords.usernameWrong }),
  ...(email !== '' && !safeParse(emailSchema, email).success && { email: words.emailWrong }),
  ...(!safeParse(statusTextSchema, status).success && { status: words.statusWrong }),
})

const changesOf = (me: MeAnswer, { displayName, username, email, status }: Fields): UpdateMe => ({
  ...(displayName !== me.displayName && { displayName }),
  ...(username !== me.username && { username }),
  ...(status !== me.status && { status }),
  ...(email !== (me.email ?? '') && { email: email === '' ? null : email }),
})

function SignOutOthers({ beside }: { readonly beside: ReactNode }): JSX.Element {
  const { bridge } = usePage()
  const { busy, failure, run } = useAction<CommandFailure>()
  const [ended, setEnded] = useState<number>()
  const end = async (): Promise<void> => {
    await run(async () => {
      const answer = await bridge.call('account.signOutOthers', {})
      if (answer.ok) setEnded(answer.value.signedOut)
      return answer
    })
  }
  return (
    <div>
      <div className={styles.acts}>
        {beside}
        <Button aria-disabled={busy} onClick={() => void end()}>
          {words.signOutOthers}
        </Button>
      </div>
      <output>{ended !== undefined && words.othersSignedOut(ended)}</output>
      <Alert>{failure && commandFailureText(failure)}</Alert>
    </div>
  )
}

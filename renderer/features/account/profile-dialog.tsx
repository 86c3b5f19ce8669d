import { safeParse } from 'valibot'
import { type JSX, useEffect, useState } from 'react'
import type {
  BridgeInput,
  CommandFailure,
  EditFailure,
  UpdateFailure,
} from '../../../core/bridge/contract.ts'
import { emailSchema, nameSchema, statusTextSchema, usernameSchema } from '../../../core/protocol/api.ts'
import type { MeAnswer } from '../../../core/protocol/identity-api.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { useSlice } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { focusNow } from '../../ui/focus-now.ts'
import { words as uiWords } from '../../ui/words.ts'
import { commandFailureText } from '../connection/words.ts'
import { OwnPicture } from '../faces/own-picture.tsx'
import { manageFailureText } from '../manage/words.ts'
import { statusEdit } from '../own/set-status-text.ts'
import { type Saying, sayingOf, useOwnSaying } from '../own/use-own-saying.ts'
import { useWhenSeen } from '../own/use-when-seen.ts'
import { words as settingsWords } from '../settings/words.ts'
import { Form, text } from '../sign-in/form.tsx'
import { words as signInWords } from '../sign-in/words.ts'
import styles from './profile-dialog.module.css'
import { updateFailureText, words } from './words.ts'

interface ProfileDialogProps {
  readonly onClose: () => void
}

/** One's account as the relay knows it; without a network as it is known here. What others are told waits for no network. */
export function ProfileDialog({ onClose }: ProfileDialogProps): JSX.Element {
  const { bridge } = usePage()
  const { engine } = usePerson()
  const isOnline = useSlice(engine.connection, ({ kind }) => kind === 'online')
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
      <OwnPicture />
      {(isRead || failure !== undefined || !isOnline) && (
        <ProfileForm me={me} learned={(part) => setMe(me && { ...me, ...part })} onClose={onClose} />
      )}
    </Dialog>
  )
}

interface Errors {
  readonly displayName?: string
  readonly username?: string
  readonly email?: string
  readonly status?: string
}

interface ProfileFormProps extends ProfileDialogProps {
  /** Undefined where the relay could not be asked: then what it has to agree to cannot be changed. */
  readonly me: MeAnswer | undefined
  readonly learned: (part: Partial<MeAnswer>) => void
}

function ProfileForm({ me, learned, onClose }: ProfileFormProps): JSX.Element {
  const { bridge } = usePage()
  const { account } = usePerson()
  const updating = useAction<UpdateFailure>()
  const keeping = useAction<EditFailure>()
  const whenSeen = useWhenSeen()
  const shown = useShown(me)
  const [errors, setErrors] = useState<Errors>({})
  const send = async (form: FormData): Promise<void> => {
    const fields = fieldsOf(form)
    const wrong = whatIsWrong(fields, me !== undefined)
    setErrors(wrong)
    if (Object.keys(wrong).length > 0) return
    for (const edit of editsOf(shown, fields)) {
      if (!(await keeping.run(() => bridge.call('directory.edit', edit)))) return
      learned(edit.set)
    }
    const change = me === undefined ? {} : changesOf(me, fields)
    const isDone =
      Object.keys(change).length === 0 || (await updating.run(() => bridge.call('account.update', change)))
    if (isDone) onClose()
  }
  return (
    <Form send={(form) => void send(form)}>
      {whenSeen !== undefined && <p className={styles.note}>{whenSeen}</p>}
      <Field
        label={words.name}
        name="name"
        autoComplete="name"
        defaultValue={shown.displayName}
        data-autofocus
        ref={focusNow} // it may come once the account has been read
        error={errors.displayName}
      />
      <Field
        label={words.status}
        name="status"
        defaultValue={shown.status}
        hint={words.statusHint}
        error={errors.status}
      />
      <Field
        label={words.username}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        readOnly={me === undefined}
        defaultValue={me?.username ?? account.username}
        hint={me === undefined ? settingsWords.accountLater : words.usernameHint}
        error={errors.username}
      />
      {me !== undefined && <EmailField value={me.email ?? ''} error={errors.email} />}
      <Alert>{keeping.failure && manageFailureText(keeping.failure)}</Alert>
      <Alert>{updating.failure && updateFailureText(updating.failure)}</Alert>
      {me !== undefined && <SignOutOthers />}
      <DialogActions>
        <Button onClick={onClose}>{uiWords.cancel}</Button>
        <Button type="submit" look="primary" aria-disabled={updating.busy || keeping.busy}>
          {words.save}
        </Button>
      </DialogActions>
    </Form>
  )
}

const EmailField = ({ value, error }: { readonly value: string; readonly error: string | undefined }) => (
  <Field
    label={words.email}
    name="email"
    type="email"
    autoComplete="email"
    defaultValue={value}
    hint={words.emailHint}
    error={error}
  />
)

type Fields = Readonly<Record<'displayName' | 'username' | 'email' | 'status', string>>
type Shown = Pick<Fields, 'displayName'> & Saying

/** What waits goes before what the relay says, and that before what the directory told last. */
function useShown(me: MeAnswer | undefined): Shown {
  const { account, engine } = usePerson()
  const own = useSlice(engine.directory, (view) => view.own) ?? {}
  const saying = useOwnSaying()
  return {
    displayName: own.name ?? me?.displayName ?? account.displayName,
    ...(own.status === undefined && me !== undefined ? sayingOf(me) : saying),
  }
}

const fieldsOf = (form: FormData): Fields => ({
  displayName: text(form, 'name').trim(),
  username: text(form, 'username').trim().toLowerCase(),
  email: text(form, 'email').trim(),
  status: text(form, 'status').trim(),
})

/** `asksRelay`: what it has to agree to can be changed. */
const whatIsWrong = ({ displayName, username, email, status }: Fields, asksRelay: boolean): Errors => ({
  ...(!safeParse(nameSchema, displayName).success && { displayName: signInWords.nameWrong }),
  ...(asksRelay && !safeParse(usernameSchema, username).success && { username: signInWords.usernameWrong }),
  ...(email !== '' && !safeParse(emailSchema, email).success && { email: words.emailWrong }),
  ...(!safeParse(statusTextSchema, status).success && { status: words.statusWrong }),
})

const editsOf = (shown: Shown, { displayName, status }: Fields) => [
  ...(displayName === shown.displayName ? [] : [nameEdit(displayName, shown.displayName)]),
  ...(status === shown.status ? [] : [statusEdit({ status, until: undefined }, shown)]),
]

const nameEdit = (displayName: string, was: string) =>
  ({ kind: 'own-name', set: { displayName }, was: { displayName: was } }) as const

const changesOf = (me: MeAnswer, { username, email }: Fields): BridgeInput<'account.update'> => ({
  ...(username !== me.username && { username }),
  ...(email !== (me.email ?? '') && { email: email === '' ? null : email }),
})

function SignOutOthers(): JSX.Element {
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
        <Button aria-disabled={busy} onClick={() => void end()}>
          {words.signOutOthers}
        </Button>
      </div>
      <output>{ended !== undefined && words.othersSignedOut(ended)}</output>
      <Alert>{failure && commandFailureText(failure)}</Alert>
    </div>
  )
}

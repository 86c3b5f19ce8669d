import { safeParse } from 'valibot'
import { type JSX, useEffect, useRef, useState } from 'react'
import { passwordSchema } from '../../../core/protocol/api.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { rememberedFor } from '../../platform/remembered.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { Progress } from '../../ui/progress.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { Form, text } from '../sign-in/form.tsx'
import styles from './backup.module.css'
import { type BackUpFailure, makeBackup } from './make-backup.ts'
import { backUpFailureText, words } from './words.ts'

export const madeKey = 'backup-made'

type Step =
  | { readonly kind: 'asking'; readonly failure?: BackUpFailure | { readonly kind: 'locked' } }
  | { readonly kind: 'writing'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly place: string }

/** All of this account in one sealed file. */
export function MakeBackupDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const [step, setStep] = useState<Step>({ kind: 'asking' })
  const { make, stop } = useMake(setStep)
  return (
    <Dialog title={words.makeTitle} onClose={onClose}>
      {step.kind === 'asking' && (
        <AskForm failure={step.failure} make={(passphrase) => void make(passphrase)} onClose={onClose} />
      )}
      {step.kind === 'writing' && (
        <>
          <Progress
            text={step.total === 0 ? words.writing : words.progress(step.done, step.total)}
            done={step.done}
            total={step.total}
          />
          <DialogActions>
            <Button onClick={stop}>{words.stop}</Button>
          </DialogActions>
        </>
      )}
      {step.kind === 'done' && (
        <>
          <output className={styles.place}>{words.done(step.place)}</output>
          <DialogActions>
            <Button look="primary" onClick={onClose}>
              {words.close}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  )
}

function useMake(setStep: (step: Step) => void): {
  readonly make: (passphrase: string) => Promise<void>
  readonly stop: () => void
} {
  const { bridge, clock, openHistory, openCopies, remembered } = usePage()
  const { account, engine } = usePerson()
  const running = useRef(new AbortController())
  useEffect(() => () => running.current.abort(), [])
  const make = async (passphrase: string): Promise<void> => {
    running.current = new AbortController()
    setStep({ kind: 'writing', done: 0, total: 0 })
    const store = await openHistory(account.user)
    const copies = await openCopies(account.user)
    if (!store.ok || !copies.ok) return setStep({ kind: 'asking', failure: { kind: 'locked' } })
    const { workspaces } = engine.directory.read()
    const made = await makeBackup({
      bridge,
      store: store.value,
      copies: copies.value,
      documents: workspaces.flatMap(({ documents }) => documents.map(({ id }) => id)),
      fileName: `${words.fileName} ${account.username} ${new Date(clock.now()).toISOString().slice(0, 10)}.tidings`,
      passphrase,
      progress: (done, total) => setStep({ kind: 'writing', done, total }),
      stop: running.current.signal,
    })
    await Promise.all([store.value.close(), copies.value.close()])
    if (!made.ok) return setStep({ kind: 'asking', failure: made.failure })
    rememberedFor(remembered, account.user).write(madeKey, String(clock.now()))
    return setStep({ kind: 'done', place: made.value })
  }
  return { make, stop: () => running.current.abort() }
}

interface AskFormProps {
  readonly failure: BackUpFailure | undefined
  readonly make: (passphrase: string) => void
  readonly onClose: () => void
}

function AskForm({ failure, make, onClose }: AskFormProps): JSX.Element {
  const { engine } = usePerson()
  const [errors, setErrors] = useState<{ readonly first?: string; readonly again?: string }>({})
  const { queued } = engine.connection.read()
  const send = (form: FormData): void => {
    const [first, again] = [text(form, 'passphrase'), text(form, 'again')]
    const isWeak = !safeParse(passwordSchema, first).success
    setErrors({
      ...(isWeak && { first: words.passphraseWrong }),
      ...(!isWeak && first !== again && { again: words.passphraseDiffers }),
    })
    if (!isWeak && first === again) make(first)
  }
  return (
    <Form send={send} edited={() => setErrors({})}>
      <p>{words.intro}</p>
      {queued > 0 && <p>{words.waiting(queued)}</p>}
      <Field
        label={words.passphrase}
        name="passphrase"
        type="password"
        autoComplete="new-password"
        data-autofocus
        hint={words.passphraseHint}
        error={errors.first}
      />
      <Field
        label={words.passphraseAgain}
        name="again"
        type="password"
        autoComplete="new-password"
        error={errors.again}
      />
      <Alert>{failure && backUpFailureText(failure)}</Alert>
      <DialogActions>
        <Button onClick={onClose}>{uiWords.cancel}</Button>
        <Button type="submit" look="primary">
          {words.startMake}
        </Button>
      </DialogActions>
    </Form>
  )
}

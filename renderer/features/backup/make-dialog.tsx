import { safeParse } from 'valibot'
import { type JSX, useEffect, useRef, useState } from 'react'
import { passwordSchema } from '../../../core/protocol/api.ts'
import { type Repeat, repeats } from '../../../core/bridge/backup-contract.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choices.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { Progress } from '../../ui/progress.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { sizeText } from '../attachments/words.ts'
import { Form, text } from '../sign-in/form.tsx'
import styles from './backup.module.css'
import { FilesChoice } from './files-choice.tsx'
import type { BackupAsk, BackUpFailure } from './make-backup.ts'
import { useBackUp } from './use-back-up.ts'
import { backUpFailureText, words } from './words.ts'

type Step =
  | { readonly kind: 'asking'; readonly failure?: BackUpFailure }
  | {
      readonly kind: 'writing'
      readonly what: Parameters<BackupAsk['progress']>[0]
      readonly done: number
      readonly total: number
    }
  | { readonly kind: 'done'; readonly place: string }

interface MakeBackupDialogProps {
  /** One is made by itself already. */
  readonly isRepeated: boolean
  readonly onClose: () => void
}

/** All of this account in one sealed file. */
export function MakeBackupDialog({ isRepeated, onClose }: MakeBackupDialogProps): JSX.Element {
  const [step, setStep] = useState<Step>({ kind: 'asking' })
  const { make, stop } = useMake(setStep)
  return (
    <Dialog title={words.makeTitle} onClose={onClose}>
      {step.kind === 'asking' && <AskForm failure={step.failure} {...{ make, isRepeated, onClose }} />}
      {step.kind === 'writing' && (
        <>
          <Progress text={writingText(step)} done={step.done} total={step.total} />
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

function writingText({ what, done, total }: Extract<Step, { readonly kind: 'writing' }>): string {
  if (total === 0) return words.writing
  return what === 'files' ? words.filesProgress(sizeText(done), sizeText(total)) : words.progress(done, total)
}

interface Asked {
  readonly passphrase: string
  readonly withFiles: boolean
  readonly every?: Repeat
}

type Make = (asked: Asked) => void

function useMake(setStep: (step: Step) => void): { readonly make: Make; readonly stop: () => void } {
  const { bridge } = usePage()
  const backUp = useBackUp()
  const running = useRef(new AbortController())
  useEffect(() => () => running.current.abort(), [])
  const make = async (asked: Asked): Promise<void> => {
    running.current = new AbortController()
    setStep({ kind: 'writing', what: 'conversations', done: 0, total: 0 })
    const made = await backUp({
      begin: (name) => bridge.call('backup.begin', { name, ...asked }),
      progress: (what, done, total) => setStep({ kind: 'writing', what, done, total }),
      stop: running.current.signal,
    })
    setStep(made.ok ? { kind: 'done', place: made.value } : { kind: 'asking', failure: made.failure })
  }
  return { make: (asked) => void make(asked), stop: () => running.current.abort() }
}

interface AskFormProps {
  readonly failure: BackUpFailure | undefined
  readonly make: Make
  readonly isRepeated: boolean
  readonly onClose: () => void
}

function AskForm({ failure, make, isRepeated, onClose }: AskFormProps): JSX.Element {
  const { engine } = usePerson()
  const [errors, setErrors] = useState<{ readonly first?: string; readonly again?: string }>({})
  const [every, setEvery] = useState<Repeat | 'once'>('once')
  const { queued } = engine.connection.read()
  const send = (form: FormData): void => {
    const [first, again] = [text(form, 'passphrase'), text(form, 'again')]
    const isWeak = !safeParse(passwordSchema, first).success
    setErrors({
      ...(isWeak && { first: words.passphraseWrong }),
      ...(!isWeak && first !== again && { again: words.passphraseDiffers }),
    })
    if (isWeak || first !== again) return
    make({ passphrase: first, withFiles: form.has('withFiles'), ...(every !== 'once' && { every }) })
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
      <FilesChoice />
      {!isRepeated && (
        <Choices
          legend={words.again}
          all={['once', ...repeats]}
          chosen={every}
          choose={setEvery}
          name={(each) => words.every[each]}
          note={every !== 'once' && <p className={styles.hint}>{words.againHint}</p>}
        />
      )}
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

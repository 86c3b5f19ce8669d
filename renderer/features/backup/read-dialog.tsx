import { type JSX, useEffect, useRef, useState } from 'react'
import { fail, type Result } from '../../../core/base/result.ts'
import type { RestoreBackupFailure } from '../../../core/bridge/backup-contract.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { Progress } from '../../ui/progress.tsx'
import { momentText } from '../../ui/times.ts'
import { words as uiWords } from '../../ui/words.ts'
import { sizeText } from '../attachments/words.ts'
import { Form, text } from '../sign-in/form.tsx'
import { FileField } from './file-field.tsx'
import styles from './backup.module.css'
import { type BackupSummary, checkBackup, type ReadFailure, restoreBackup } from './read-backup.ts'
import { readFailureText, words } from './words.ts'

type Failure = ReadFailure | RestoreBackupFailure

interface ReadDialogProps {
  readonly does: 'check' | 'restore'
  /** Of a check: whose account is open, and when its last backup was made here. */
  readonly open?: { readonly user: string; readonly made: number }
  readonly onClose: () => void
}

/** A backup that the person has: read to its end, and, to restore, brought in. */
export function ReadBackupDialog({ does, open, onClose }: ReadDialogProps): JSX.Element {
  const { toasts } = usePage()
  const { busy, failure, run } = useAction<Failure>()
  const [done, setDone] = useState({ read: 0, of: 0 })
  const [found, setFound] = useState<BackupSummary>()
  const read = useRead(does, (bytes, total) => setDone({ read: bytes, of: total }))
  const send = (file: File, passphrase: string): void =>
    void run(async () => {
      const answer = await read(file, passphrase)
      if (answer.ok && does === 'check') setFound(answer.value)
      // By now the account is open, and this dialog gone.
      if (answer.ok && answer.value.filesMissed > 0)
        toasts.say({ text: words.filesMissed(answer.value.filesMissed) })
      return answer
    })
  return (
    <Dialog title={does === 'check' ? words.checkTitle : words.restoreTitle} onClose={onClose}>
      {found === undefined ? (
        <ReadForm does={does} busy={busy} failure={failure} send={send} onClose={onClose} />
      ) : (
        <Summary found={found} open={open} onClose={onClose} />
      )}
      {busy && <Progress text={words.working} done={done.read} total={done.of} />}
    </Dialog>
  )
}

function useRead(
  does: ReadDialogProps['does'],
  progress: (read: number, of: number) => void,
): (file: File, passphrase: string) => Promise<Result<BackupSummary, Failure>> {
  const { bridge, openRestored } = usePage()
  const running = useRef(new AbortController())
  useEffect(() => () => running.current.abort(), [])
  return async (file, passphrase) => {
    running.current = new AbortController()
    const ask = { bridge, file, passphrase, progress, stop: running.current.signal }
    try {
      return does === 'check' ? await checkBackup(ask) : await restoreBackup({ ...ask, openRestored })
    } catch {
      return fail({ kind: 'cancelled' }) // main went away meanwhile
    }
  }
}

interface ReadFormProps {
  readonly does: ReadDialogProps['does']
  readonly busy: boolean
  readonly failure: Failure | undefined
  readonly send: (file: File, passphrase: string) => void
  readonly onClose: () => void
}

function ReadForm({ does, busy, failure, send, onClose }: ReadFormProps): JSX.Element {
  const [errors, setErrors] = useState<{ readonly file?: string; readonly passphrase?: string }>({})
  const check = (form: FormData): void => {
    const file = form.get('file')
    const passphrase = text(form, 'passphrase')
    // Where none is chosen, forms hand over one without a name.
    const isChosen = file instanceof File && file.name !== ''
    setErrors({
      ...(!isChosen && { file: words.fileMissing }),
      ...(passphrase === '' && { passphrase: words.passphraseMissing }),
    })
    if (isChosen && passphrase !== '' && !busy) send(file, passphrase)
  }
  return (
    <Form send={check} edited={() => setErrors({})}>
      <p>{does === 'check' ? words.checkText : words.restoreText}</p>
      <FileField error={errors.file} />
      <Field
        label={words.passphrase}
        name="passphrase"
        type="password"
        autoComplete="off"
        hint={does === 'restore' ? words.restoreHint : undefined}
        error={errors.passphrase}
      />
      <Alert>{failure && readFailureText(failure)}</Alert>
      <DialogActions>
        <Button onClick={onClose}>{uiWords.cancel}</Button>
        <Button type="submit" look="primary" aria-disabled={busy}>
          {does === 'check' ? words.startCheck : words.startRestore}
        </Button>
      </DialogActions>
    </Form>
  )
}

interface SummaryProps {
  readonly found: BackupSummary
  readonly open: ReadDialogProps['open'] | undefined
  readonly onClose: () => void
}

function Summary({ found, open, onClose }: SummaryProps): JSX.Element {
  const { about, conversations, documents, keysOf, hasIdentity, files } = found
  // Written down a moment after the file was begun.
  const isOlder = open !== undefined && open.user === about.user && open.made - about.made > 3_600_000
  return (
    <>
      <output className={styles.facts}>
        <p>{words.whole}</p>
        <p dir="auto">{words.of(about.displayName, about.username, new URL(about.relay).host)}</p>
        <p>{words.made(momentText(about.made))}</p>
        <p>{words.conversations(conversations)}</p>
        {documents > 0 && <p>{words.documents(documents)}</p>}
        <p>{files.count === 0 ? words.noFiles : words.files(files.count, sizeText(files.bytes))}</p>
        <p>{words.filesOfServer}</p>
        <p>{words.keys(keysOf)}</p>
        <p>{hasIdentity ? words.identity : words.noIdentity}</p>
        {open !== undefined && open.user !== about.user && <p>{words.otherAccount}</p>}
        {isOlder && <p>{words.older(momentText(open.made))}</p>}
      </output>
      <DialogActions>
        <Button look="primary" onClick={onClose}>
          {words.close}
        </Button>
      </DialogActions>
    </>
  )
}

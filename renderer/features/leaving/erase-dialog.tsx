import { type JSX, type ReactNode, useState } from 'react'
import type { EraseFailure } from '../../../core/bridge/seats-contract.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { words as accountsWords } from '../accounts/words.ts'
import { Form, text } from '../sign-in/form.tsx'
import styles from './leaving.module.css'
import { eraseFailureText, words } from './words.ts'

interface EraseDialogProps {
  readonly username: string
  /** Messages that are nowhere else. */
  readonly waiting: number
  readonly onClose: () => void
  /** Said before anything is asked. */
  readonly children?: ReactNode
}

/** Everything of this account goes from this device, after its name was typed. */
export function EraseDialog({ username, waiting, onClose, children }: EraseDialogProps): JSX.Element {
  const { bridge } = usePage()
  const { busy, failure, run } = useAction<EraseFailure>()
  const [isWrong, setWrong] = useState(false)
  const send = (form: FormData): void => {
    const isConfirmed = text(form, 'confirm').trim() === username
    setWrong(!isConfirmed)
    // Where it goes well this dialog goes with the account.
    if (isConfirmed) void run(() => bridge.call('session.erase', {}))
  }
  return (
    <Dialog title={words.eraseTitle} onClose={onClose}>
      <div className={styles.text}>
        {words.eraseText.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      {children}
      <Form send={send} edited={() => setWrong(false)}>
        {waiting > 0 && <Alert>{words.eraseWaiting(waiting)}</Alert>}
        <ConfirmField username={username} isWrong={isWrong} />
        <Alert>{failure && eraseFailureText(failure)}</Alert>
        <DialogActions>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          <Button type="submit" look="danger" aria-disabled={busy}>
            {accountsWords.erase}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

function ConfirmField({
  username,
  isWrong,
}: {
  readonly username: string
  readonly isWrong: boolean
}): JSX.Element {
  return (
    <Field
      label={words.confirmLabel(username)}
      name="confirm"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      data-autofocus
      error={isWrong ? words.confirmWrong(username) : undefined}
    />
  )
}

import { safeParse } from 'valibot'
import { type JSX, useState } from 'react'
import type { PassphraseFailure } from '../../../core/bridge/contract.ts'
import { passwordSchema } from '../../../core/protocol/api.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { Form, text } from '../sign-in/form.tsx'
import { useLengthHint } from '../policy/use-length-hint.ts'
import { useWhileThrottled } from '../sign-in/use-while-throttled.ts'
import { passphraseFailureText, words } from './words.ts'

interface PassphraseDialogProps {
  /** The one that opens this device now is asked first. */
  readonly asksCurrent: boolean
  readonly onClose: () => void
}

interface Errors {
  readonly current?: string
  readonly next?: string
}

export function PassphraseDialog({ asksCurrent, onClose }: PassphraseDialogProps): JSX.Element {
  const { bridge } = usePage()
  const { busy, failure, run } = useAction<PassphraseFailure>()
  const [errors, setErrors] = useState<Errors>({})
  const problem = useWhileThrottled(failure)
  const nextHint = useLengthHint(words.nextHint)
  const send = async (form: FormData): Promise<void> => {
    const current = text(form, 'current')
    const next = text(form, 'next')
    const wrong = {
      ...(asksCurrent && current === '' && { current: words.currentMissing }),
      ...(!safeParse(passwordSchema, next).success && { next: words.nextWrong }),
    }
    setErrors(wrong)
    if (Object.keys(wrong).length > 0) return
    const input = asksCurrent ? { current, next } : { next }
    if (await run(() => bridge.call('vault.setPassphrase', input))) onClose()
  }
  return (
    <Dialog title={asksCurrent ? words.changePassphrase : words.setPassphrase} onClose={onClose}>
      <Form send={(form) => void send(form)}>
        {asksCurrent && (
          <Field
            label={words.current}
            name="current"
            type="password"
            autoComplete="current-password"
            data-autofocus
            hint={words.currentHint}
            error={errors.current}
          />
        )}
        <Field
          label={words.next}
          name="next"
          type="password"
          autoComplete="new-password"
          data-autofocus={asksCurrent ? undefined : true}
          hint={nextHint}
          error={errors.next}
        />
        <Alert>{problem && passphraseFailureText(problem)}</Alert>
        <DialogActions>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          <Button type="submit" look="primary" aria-disabled={busy}>
            {asksCurrent ? words.changePassphrase : words.setPassphrase}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

import { type JSX, useState } from 'react'
import type { AddSeatFailure } from '../../../core/bridge/seats-contract.ts'
import type { Accounts } from '../../engine/accounts-model.ts'
import { useAction } from '../../engine/use-action.ts'
import { usePolicy } from '../../engine/use-policy.ts'
import { Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choices.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { ManagedNote } from '../policy/managed-note.tsx'
import { Form, text } from '../sign-in/form.tsx'
import { addSeatFailureText, words } from './words.ts'

interface AddAccountDialogProps {
  readonly accounts: Accounts<unknown>
  readonly onClose: () => void
}

const places = ['same', 'other'] as const

/** Which server it is on; who one is there is asked by the screen that comes then. */
export function AddAccountDialog({ accounts, onClose }: AddAccountDialogProps): JSX.Element {
  const mandatory = usePolicy('ServerUrl')
  const isFree = !mandatory.isLocked || mandatory.value === ''
  const [place, setPlace] = useState<(typeof places)[number]>('same')
  const [error, setError] = useState<string>()
  const { busy, failure, run } = useAction<AddSeatFailure>()
  const send = async (form: FormData): Promise<void> => {
    const server = place === 'other' ? text(form, 'server').trim() : undefined
    setError(server === '' ? words.addressMissing : undefined)
    if (server === '') return
    if (await run(() => accounts.add(server))) onClose()
  }
  return (
    <Dialog title={words.addTitle} onClose={onClose}>
      <Form send={(form) => void send(form)} edited={() => setError(undefined)}>
        <p>{words.addText}</p>
        {isFree ? (
          <Choices
            legend={words.where}
            all={places}
            chosen={place}
            choose={setPlace}
            name={(each) => words.places[each]}
          />
        ) : (
          <ManagedNote entry={mandatory} />
        )}
        {place === 'other' && (
          <Field
            label={words.address}
            name="server"
            inputMode="url"
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            hint={words.addressHint}
            error={error}
          />
        )}
        <Alert>{failure && addSeatFailureText(failure)}</Alert>
        <DialogActions>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          <Button type="submit" look="primary" aria-disabled={busy}>
            {words.proceed}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

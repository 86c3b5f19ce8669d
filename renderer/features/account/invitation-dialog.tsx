import { type JSX, useState } from 'react'
import type { InvitationFailure } from '../../../core/bridge/contract.ts'
import type { Offer } from '../../../core/protocol/identity-api.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { Form, text } from '../sign-in/form.tsx'
import { invitationToken } from '../sign-in/invitation-token.ts'
import { InvitationField } from '../sign-in/provider-entry.tsx'
import { invitationFailureText, offerText, words } from './words.ts'

interface InvitationDialogProps {
  /** Of the link that the app was opened with. */
  readonly token?: string
  readonly onClose: () => void
}

/** First what the link gives, then whether the person wants it. */
export function InvitationDialog({ token: given, onClose }: InvitationDialogProps): JSX.Element {
  const { bridge } = usePage()
  const { busy, failure, run } = useAction<InvitationFailure>()
  const [error, setError] = useState<string>()
  const [found, setFound] = useState<{ readonly token: string; readonly offer: Offer }>()
  const look = async (form: FormData): Promise<void> => {
    const token = invitationToken(text(form, 'invitation'))
    setError(token === undefined ? words.invitationMissing : undefined)
    if (token === undefined) return
    await run(async () => {
      const answer = await bridge.call('invitation.look', { token })
      if (answer.ok) setFound({ token, offer: answer.value })
      return answer
    })
  }
  const accept = async (token: string): Promise<void> => {
    if (await run(() => bridge.call('invitation.accept', { token }))) onClose()
  }
  return (
    <Dialog title={words.useInvitation} onClose={onClose}>
      <Form send={(form) => void (found === undefined ? look(form) : accept(found.token))}>
        {found === undefined ? (
          <InvitationField error={error} given={given} />
        ) : (
          <output>{offerText(found.offer)}</output>
        )}
        <Alert>{failure && invitationFailureText(failure)}</Alert>
        <DialogActions>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          <Button type="submit" look="primary" aria-disabled={busy}>
            {found === undefined ? words.showInvitation : words.acceptInvitation}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

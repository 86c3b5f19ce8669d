import { safeParse } from 'valibot'
import { type JSX, useState } from 'react'
import type { CommandFailure } from '../../../core/bridge/contract.ts'
import type { Document } from '../../../core/engine/engine.ts'
import { documentBody } from '../../../core/protocol/api.ts'
import type { ConversationId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { commandFailureText } from '../connection/words.ts'
import { Form, text } from '../sign-in/form.tsx'
import styles from './title-dialog.module.css'
import { words } from './words.ts'

interface TitleDialogProps {
  readonly workspace: WorkspaceId
  /** The one to be renamed; left out for a new one. */
  readonly document?: Document
  readonly onCreated?: (conversation: ConversationId) => void
  readonly onClose: () => void
}

/** Names a new document, or one that there is. Both need the relay. */
export function TitleDialog({ workspace, document, onCreated, onClose }: TitleDialogProps): JSX.Element {
  const { bridge } = usePage()
  const { engine } = usePerson()
  const { busy, failure, run } = useAction<CommandFailure>()
  const [wrong, setWrong] = useState(false)
  const isOffline = useReadable(engine.connection).kind === 'offline'
  const send = async (form: FormData): Promise<void> => {
    const title = text(form, 'title')
    const isWrong = !safeParse(documentBody, { title }).success
    setWrong(isWrong)
    if (isWrong) return
    if (document === undefined) {
      await run(async () => {
        const created = await bridge.call('directory.createDocument', { workspace, title })
        if (created.ok) onCreated?.(created.value)
        return created
      })
      return
    }
    if (await run(() => bridge.call('directory.renameDocument', { workspace, document: document.id, title })))
      onClose()
  }
  return (
    <Dialog title={document === undefined ? words.newDocument : words.renameDocument} onClose={onClose}>
      <Form send={(form) => void send(form)}>
        {isOffline && <p className={styles.offline}>{words.offlineText}</p>}
        <Field
          label={words.title}
          name="title"
          autoComplete="off"
          maxLength={120}
          defaultValue={document?.title ?? ''}
          data-autofocus
          error={wrong ? words.titleWrong : undefined}
        />
        <Alert>{failure && commandFailureText(failure)}</Alert>
        <DialogActions>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          <Button type="submit" look="primary" aria-disabled={busy}>
            {document === undefined ? words.createDocument : words.rename}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

import { type JSX, useId, useState } from 'react'
import type { SendFailure, ShownMessage } from '../../../core/engine/engine.ts'
import type { ConversationId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { useNames, usePage, usePerson } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { sendFailureText } from '../composer/words.ts'
import { forward, quotationOf } from './forward.ts'
import styles from './forward.module.css'
import { useDestinations } from './use-destinations.ts'
import { words } from './words.ts'

interface ForwardDialogProps {
  readonly message: ShownMessage
  readonly workspace: WorkspaceId
  /** Where it stands. */
  readonly from: { readonly id: ConversationId; readonly title: string; readonly isSealed: boolean }
  readonly onClose: () => void
}

export function ForwardDialog({ message, workspace, from, onClose }: ForwardDialogProps): JSX.Element {
  const { bridge, files } = usePage()
  const { engine } = usePerson()
  const nameOf = useNames(workspace, { you: words.you, someone: words.someone })
  const destinations = useDestinations().filter(({ id }) => id !== from.id)
  const [chosen, choose] = useState<ConversationId>()
  const [comment, setComment] = useState('')
  const list = useId()
  const { busy, failure, run } = useAction<SendFailure>()
  const to = destinations.find(({ id }) => id === chosen) ?? destinations[0]
  const member = engine.member(workspace, message.author)?.name
  const send = async (): Promise<void> => {
    if (to === undefined) return
    const author = member ?? nameOf(message.author)
    const text = quotationOf(message.text, { author, title: from.title, comment })
    if (await run(() => forward({ engine, bridge, files }, message, to.id, text))) onClose()
  }
  return (
    <Dialog title={words.title} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <blockquote className={styles.quote} dir="auto">
          {message.text}
        </blockquote>
        <label className={styles.label} htmlFor={list}>
          {words.to}
        </label>
        <select
          id={list}
          data-autofocus
          className={styles.select}
          value={to?.id ?? ''}
          onChange={(event) => {
            const id = event.currentTarget.value
            choose(destinations.find((each) => each.id === id)?.id)
          }}
        >
          {destinations.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
        <Field
          label={words.comment}
          hint={words.commentHint}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        {from.isSealed && to?.isSealed === false && <Alert>{words.opened(to.workspace)}</Alert>}
        <Alert>{failure && (failure.kind === 'not-ready' ? words.missing : sendFailureText(failure))}</Alert>
        <DialogActions>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          <Button look="primary" type="submit" disabled={busy || to === undefined}>
            {words.send}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

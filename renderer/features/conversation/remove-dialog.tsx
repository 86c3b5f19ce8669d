import type { JSX } from 'react'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import { useSlice } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { useConversation } from './conversation-context.tsx'
import type { RemovalWay } from './removal.ts'
import styles from './remove-dialog.module.css'
import { words } from './words.ts'

interface RemoveDialogProps {
  readonly message: ShownMessage
  readonly confirm: (way: RemovalWay) => void
  readonly onClose: () => void
}

export function RemoveDialog({ message, confirm, onClose }: RemoveDialogProps): JSX.Element {
  const { model } = useConversation()
  // It may leave while the question stands.
  const isUnsent = useSlice(model.open.view, ({ messages }) =>
    messages.some((each) => isSame(each, message) && isUnsentYet(each)),
  )
  return (
    <Dialog title={words.removeTitle} onClose={onClose}>
      <blockquote className={styles.quote} dir="auto">
        {message.text}
      </blockquote>
      <p>{isUnsent ? words.unsentText : words.removeText}</p>
      {message.delivery === undefined && <p>{words.removeOthersText}</p>}
      <DialogActions>
        <Button onClick={onClose}>{uiWords.cancel}</Button>
        <Button look="danger" data-autofocus onClick={() => confirm(isUnsent ? 'unsend' : 'redact')}>
          {words.remove}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

const isSame = (one: ShownMessage, other: ShownMessage): boolean =>
  one.id === other.id && one.author === other.author

const isUnsentYet = ({ delivery }: ShownMessage): boolean =>
  delivery?.kind === 'queued' && delivery.unsent === true

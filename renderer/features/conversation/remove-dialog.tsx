import type { JSX } from 'react'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { words as uiWords } from '../../ui/words.ts'
import styles from './remove-dialog.module.css'
import { words } from './words.ts'

interface RemoveDialogProps {
  readonly message: ShownMessage
  readonly confirm: () => void
  readonly onClose: () => void
}

export function RemoveDialog({ message, confirm, onClose }: RemoveDialogProps): JSX.Element {
  return (
    <Dialog title={words.removeTitle} onClose={onClose}>
      <blockquote className={styles.quote} dir="auto">
        {message.text}
      </blockquote>
      <p>{words.removeText}</p>
      <DialogActions>
        <Button onClick={onClose}>{uiWords.cancel}</Button>
        <Button look="danger" data-autofocus onClick={confirm}>
          {words.remove}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

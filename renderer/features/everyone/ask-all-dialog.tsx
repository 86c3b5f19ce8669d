import type { JSX } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { words } from './words.ts'

interface AskAllDialogProps {
  /** How many people are told. */
  readonly count: number
  readonly answer: (isMeant: boolean) => void
}

/** Before a message goes out that calls very many (CP28). */
export function AskAllDialog({ count, answer }: AskAllDialogProps): JSX.Element {
  return (
    <Dialog title={words.title} onClose={() => answer(false)}>
      <p>{words.text(count)}</p>
      <DialogActions>
        <Button onClick={() => answer(false)}>{uiWords.cancel}</Button>
        <Button
          look="primary"
          data-autofocus
          // The question came under a finger that was still on the key: that answers nothing.
          onKeyDown={(event) => event.repeat && event.preventDefault()}
          onClick={() => answer(true)}
        >
          {words.act}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

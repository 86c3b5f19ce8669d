import type { JSX, ReactNode } from 'react'
import { Button } from './button.tsx'
import { Dialog, DialogActions } from './dialog.tsx'
import { Alert } from './field.tsx'
import { words } from './words.ts'

interface QuestionProps {
  readonly title: string
  /** What it means, and whether there is a way back. */
  readonly children: ReactNode
  /** What the button says that does it. */
  readonly act: string
  /** What the button says that does not. */
  readonly cancel?: string
  readonly busy?: boolean
  /** Why it was not done, in words. */
  readonly problem?: string | undefined
  readonly onAct: () => void
  readonly onClose: () => void
}

/**
 * Asks before something that cannot be taken back. Stands within the dialog that it is asked from: what was written there stays, and the
 * focus goes back to what asked.
 */
export function Question({
  title,
  children,
  act,
  cancel = words.cancel,
  busy = false,
  problem,
  onAct,
  onClose,
}: QuestionProps): JSX.Element {
  // What is under way ends here: whoever had left would not hear why it failed.
  const close = (): void => {
    if (!busy) onClose()
  }
  return (
    <Dialog title={title} onClose={close}>
      <p>{children}</p>
      <Alert>{problem}</Alert>
      <DialogActions>
        <Button aria-disabled={busy} onClick={close}>
          {cancel}
        </Button>
        <Button look="danger" aria-disabled={busy} onClick={onAct}>
          {act}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

import type { JSX } from 'react'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { signOut } from './go-away.ts'
import { words } from './words.ts'

/** Asks where something waits to be sent. */
export function SignOutDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const page = usePage()
  const { engine } = usePerson()
  return (
    <Dialog title={words.signOutTitle} onClose={onClose}>
      <p>{words.signOutText(engine.connection.read().queued)}</p>
      <DialogActions>
        <Button onClick={onClose}>{uiWords.cancel}</Button>
        <Button look="primary" onClick={() => void signOut(page)}>
          {words.signOut}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

import type { JSX } from 'react'
import { usePerson } from '../../engine/contexts.tsx'
import { BackupNote } from './backup-note.tsx'
import { EraseDialog } from './erase-dialog.tsx'

/** Of the account that is open. */
export function EraseOwnDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { account, engine } = usePerson()
  return (
    <EraseDialog username={account.username} waiting={engine.connection.read().queued} onClose={onClose}>
      <BackupNote />
    </EraseDialog>
  )
}

import { type JSX, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { ReadBackupDialog } from './read-dialog.tsx'
import { words } from './words.ts'

/** Where nobody is signed in. The account that is restored opens by itself. */
export function RestoreButton(): JSX.Element {
  const [asked, setAsked] = useState(false)
  return (
    <>
      <Button look="link" onClick={() => setAsked(true)}>
        {words.restore}
      </Button>
      {asked && <ReadBackupDialog does="restore" onClose={() => setAsked(false)} />}
    </>
  )
}

import { type JSX, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { words as signInWords } from '../sign-in/words.ts'
import { ReadBackupDialog } from './late.ts'

/** Where nobody is signed in. The account that is restored opens by itself. */
export function RestoreButton(): JSX.Element {
  const [asked, setAsked] = useState(false)
  return (
    <>
      <Button look="link" onClick={() => setAsked(true)}>
        {signInWords.restore}
      </Button>
      {asked && <ReadBackupDialog does="restore" onClose={() => setAsked(false)} />}
    </>
  )
}

import { type JSX, useState } from 'react'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { rememberedFor } from '../../platform/remembered.ts'
import { Button } from '../../ui/button.tsx'
import { momentText } from '../../ui/times.ts'
import { MakeOwnBackup } from '../backup/make-own-backup.tsx'
import { madeKey } from '../backup/use-back-up.ts'
import { words as backupWords } from '../backup/words.ts'
import styles from './leaving.module.css'

/** Before all of an account goes from this device: whether a backup was made here, and the way to one. */
export function BackupNote(): JSX.Element {
  const { remembered } = usePage()
  const { account } = usePerson()
  const [isAsked, ask] = useState(false)
  const made = Number(rememberedFor(remembered, account.user).read(madeKey) ?? 0)
  return (
    <div className={styles.backup}>
      <p>{made === 0 ? backupWords.never : backupWords.last(momentText(made))}</p>
      <Button onClick={() => ask(true)}>{backupWords.make}</Button>
      {isAsked && <MakeOwnBackup onClose={() => ask(false)} />}
    </div>
  )
}

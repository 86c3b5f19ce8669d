import { type JSX, useState } from 'react'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { rememberedFor } from '../../platform/remembered.ts'
import { Button } from '../../ui/button.tsx'
import { momentText } from '../../ui/times.ts'
import { Section } from '../settings/section.tsx'
import styles from '../settings/settings-dialog.module.css'
import { words as settingsWords } from '../settings/words.ts'
import { madeKey, MakeBackupDialog } from './make-dialog.tsx'
import { ReadBackupDialog } from './read-dialog.tsx'
import { words } from './words.ts'

/** In the settings: one file with all of the account, and the drill that shows that it opens. */
export function BackupSection(): JSX.Element {
  const { remembered } = usePage()
  const { account } = usePerson()
  const [asked, ask] = useState<'make' | 'check'>()
  const made = Number(rememberedFor(remembered, account.user).read(madeKey) ?? 0)
  return (
    <Section title={settingsWords.sections.backup}>
      <p className={styles.note}>{words.intro}</p>
      <p className={styles.note}>{made === 0 ? words.never : words.last(momentText(made))}</p>
      <div className={styles.buttons}>
        <Button onClick={() => ask('make')}>{words.make}</Button>
        <Button onClick={() => ask('check')}>{words.check}</Button>
      </div>
      {asked === 'make' && <MakeBackupDialog onClose={() => ask(undefined)} />}
      {asked === 'check' && (
        <ReadBackupDialog does="check" open={{ user: account.user, made }} onClose={() => ask(undefined)} />
      )}
    </Section>
  )
}

import { type JSX, useEffect, useState } from 'react'
import type { BackupRepeat, MakeBackupFailure } from '../../../core/bridge/backup-contract.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { rememberedFor } from '../../platform/remembered.ts'
import { Button } from '../../ui/button.tsx'
import { Alert } from '../../ui/field.tsx'
import { classes } from '../../ui/classes.ts'
import { momentText } from '../../ui/times.ts'
import { Section } from '../settings/section.tsx'
import styles from '../settings/settings-dialog.module.css'
import { words as settingsWords } from '../settings/words.ts'
import ownStyles from './backup.module.css'
import { CheckBackupDialog } from './check-dialog.tsx'
import { MakeBackupDialog } from './make-dialog.tsx'
import { dueAt } from './repeating.ts'
import { madeKey } from './use-back-up.ts'
import { backUpFailureText, words } from './words.ts'

/** In the settings: one file with all of the account, made once or by itself, and the drill that shows that it opens. */
export function BackupSection(): JSX.Element {
  const { remembered } = usePage()
  const { account } = usePerson()
  const [asked, ask] = useState<'make' | 'check'>()
  const { repeat, read, end, failure } = useRepeat()
  const made = Number(rememberedFor(remembered, account.user).read(madeKey) ?? 0)
  const close = (): void => {
    ask(undefined)
    read()
  }
  return (
    <Section title={settingsWords.sections.backup}>
      <p className={styles.note}>{words.intro}</p>
      <p className={styles.note}>{made === 0 ? words.never : words.last(momentText(made))}</p>
      {repeat !== undefined && <RepeatNote repeat={repeat} />}
      <Alert>{failure && backUpFailureText(failure)}</Alert>
      <div className={styles.buttons}>
        <Button onClick={() => ask('make')}>{words.make}</Button>
        <Button onClick={() => ask('check')}>{words.check}</Button>
        {repeat !== undefined && <Button onClick={end}>{words.endAgain}</Button>}
      </div>
      {asked === 'make' && <MakeBackupDialog isRepeated={repeat !== undefined} onClose={close} />}
      {asked === 'check' && <CheckBackupDialog onClose={() => ask(undefined)} />}
    </Section>
  )
}

/** An hour after it was due it has been tried. */
const patienceMs = 3_600_000

function RepeatNote({ repeat }: { readonly repeat: BackupRepeat }): JSX.Element {
  const { clock } = usePage()
  const due = dueAt(repeat)
  const [now] = useState(() => clock.now())
  return (
    <>
      <p className={classes(styles.note, ownStyles.place)}>{words.madeAgain[repeat.every](repeat.folder)}</p>
      {now > due + patienceMs ? (
        <Alert>{words.late(momentText(due))}</Alert>
      ) : (
        <p className={styles.note}>{words.next(momentText(due))}</p>
      )}
    </>
  )
}

function useRepeat(): {
  readonly repeat: BackupRepeat | undefined
  readonly failure: MakeBackupFailure | undefined
  readonly read: () => void
  readonly end: () => void
} {
  const { bridge, toasts } = usePage()
  const [repeat, setRepeat] = useState<BackupRepeat>()
  const [failure, setFailure] = useState<MakeBackupFailure>()
  const read = (): void => void bridge.call('backup.repeat', {}).then(setRepeat)
  useEffect(() => void bridge.call('backup.repeat', {}).then(setRepeat), [bridge])
  const end = async (): Promise<void> => {
    const ended = await bridge.call('backup.endRepeat', {})
    setFailure(ended.ok ? undefined : ended.failure)
    if (!ended.ok) return
    setRepeat(undefined)
    toasts.say({ text: words.againEnded })
  }
  return { repeat, failure, read, end: () => void end() }
}

import { type JSX, useEffect, useState } from 'react'
import { usePage } from '../../engine/contexts.tsx'
import { Button } from '../../ui/button.tsx'
import { PassphraseDialog } from '../account/passphrase-dialog.tsx'
import { PasswordDialog } from '../account/password-dialog.tsx'
import { words as accountWords } from '../account/words.ts'
import styles from './settings-dialog.module.css'
import { words } from './words.ts'

interface PasswordsProps {
  /** Whether one is asked for on this device. */
  readonly hasPassphrase: boolean
  /** It may be another by now, or there may be one. */
  readonly changed: () => void
}

/** What signs in and what opens this device, beside each other: most people have one for both, and look for either by the other's name. */
export function Passwords({ hasPassphrase, changed }: PasswordsProps): JSX.Element {
  const [asked, ask] = useState<'password' | 'passphrase'>()
  const hasPassword = useHasPassword()
  const aboutSet = hasPassword ? words.passphraseText : words.passphraseAlone
  const aboutPassphrase = hasPassphrase ? aboutSet : words.passphraseNone
  const close = (): void => ask(undefined)
  return (
    <>
      <div className={styles.part}>
        <h4 className={styles.subject}>{words.passwordTitle}</h4>
        <p className={styles.note}>{hasPassword ? words.passwordText : accountWords.noPassword}</p>
        {hasPassword && (
          <div className={styles.buttons}>
            <Button onClick={() => ask('password')}>{accountWords.changePassword}</Button>
          </div>
        )}
      </div>
      <div className={styles.part}>
        <h4 className={styles.subject}>{words.passphraseTitle}</h4>
        <p className={styles.note}>{aboutPassphrase}</p>
        <div className={styles.buttons}>
          <Button onClick={() => ask('passphrase')}>
            {hasPassphrase ? accountWords.changePassphrase : accountWords.setPassphrase}
          </Button>
        </div>
      </div>
      {asked === 'password' && <PasswordDialog onClose={close} />}
      {asked === 'passphrase' && (
        <PassphraseDialog
          asksCurrent={hasPassphrase}
          onClose={() => {
            close()
            changed()
          }}
        />
      )}
    </>
  )
}

/** Not so only once the relay says that there is none: whoever cannot ask it is told so when they change it. */
function useHasPassword(): boolean {
  const { bridge } = usePage()
  const [has, setHas] = useState(true)
  useEffect(() => {
    let isGone = false
    void bridge.call('account.read', {}).then((read) => isGone || (read.ok && setHas(read.value.hasPassword)))
    return () => {
      isGone = true
    }
  }, [bridge])
  return has
}

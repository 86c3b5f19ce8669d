import { type JSX, useEffect, useState } from 'react'
import type { VaultStanding } from '../../../core/bridge/vault-contract.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { usePolicy } from '../../engine/use-policy.ts'
import { Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choices.tsx'
import { ProfileDialog } from '../account/profile-dialog.tsx'
import { SealedDialogs, type ShownDialog } from '../account/sealed-dialogs.tsx'
import { words as accountsWords } from '../accounts/words.ts'
import { sendKeys, useSendKey } from '../composer/use-send-key.ts'
import { DeleteAccountDialog } from '../leaving/delete-account-dialog.tsx'
import { EraseOwnDialog } from '../leaving/erase-own-dialog.tsx'
import { words as leavingWords } from '../leaving/words.ts'
import { ManagedNote } from '../policy/managed-note.tsx'
import { words as sidebarWords } from '../sidebar/words.ts'
import { Passwords } from './passwords.tsx'
import { Section } from './section.tsx'
import styles from './settings-dialog.module.css'
import { words } from './words.ts'

/** Who this is, and the two ways to leave. */
export function AccountSection(): JSX.Element {
  const { account } = usePerson()
  const [asked, ask] = useState<'profile' | 'erase' | 'delete'>()
  const close = (): void => ask(undefined)
  return (
    <Section title={words.sections.account}>
      <p>
        <strong dir="auto">{account.displayName}</strong>{' '}
        <span className={styles.note}>{words.signedInAs(account.username, new URL(account.relay).host)}</span>
      </p>
      <div className={styles.buttons}>
        <Button onClick={() => ask('profile')}>{words.editAccount}</Button>
        <Button onClick={() => ask('erase')}>{accountsWords.erase}</Button>
        <Button className={styles.leave} onClick={() => ask('delete')}>
          {leavingWords.remove}
        </Button>
      </div>
      {asked === 'profile' && <ProfileDialog onClose={close} />}
      {asked === 'erase' && <EraseOwnDialog onClose={close} />}
      {asked === 'delete' && <DeleteAccountDialog onClose={close} />}
    </Section>
  )
}

/** Devices, and what opens this one. */
export function SecuritySection(): JSX.Element {
  const { bridge } = usePage()
  const { sealed } = usePerson()
  const [vault, setVault] = useState<VaultStanding>()
  const [shown, show] = useState<ShownDialog>()
  const [times, readAgain] = useState(0)
  const managed = usePolicy('LockWithSystem')
  // Anew once the passphrase may be another, or the organisation wants something else.
  useEffect(() => {
    let isGone = false
    void bridge.call('vault.settings', {}).then((read) => {
      if (!isGone && read.ok) setVault(read.value)
    })
    return () => {
      isGone = true
    }
  }, [bridge, times, managed])
  return (
    <Section title={words.sections.security}>
      {vault?.hearsSystemLock === true && (
        <Choices
          legend={sidebarWords.lockWithSystem}
          all={['on', 'off'] as const}
          chosen={vault.lockWithSystem ? 'on' : 'off'}
          choose={(each) => {
            setVault({ ...vault, lockWithSystem: each === 'on' })
            void bridge.call('vault.setSettings', { lockWithSystem: each === 'on' })
          }}
          name={(each) => sidebarWords[each]}
          isLocked={managed.isLocked}
          note={<ManagedNote entry={managed} />}
        />
      )}
      <Passwords
        hasPassphrase={vault?.hasPassphrase !== false}
        changed={() => readAgain((times) => times + 1)}
      />
      {sealed !== undefined && (
        <div className={styles.buttons}>
          <Button onClick={() => show('devices')}>{sidebarWords.devices}</Button>
          <Button onClick={() => show('recovery')}>{sidebarWords.recovery}</Button>
          <Button onClick={() => show('protection')}>{sidebarWords.protection}</Button>
        </div>
      )}
      {sealed !== undefined && <p className={styles.note}>{words.safetyNumbers}</p>}
      {sealed !== undefined && shown !== undefined && (
        <SealedDialogs sealed={sealed} shown={shown} show={show} />
      )}
    </Section>
  )
}

export function ComposerSection(): JSX.Element {
  const [chosen, choose] = useSendKey()
  return (
    <Section title={words.sections.composer}>
      <p className={styles.note}>{words.device}</p>
      <Choices
        legend={words.sendWith}
        all={sendKeys}
        chosen={chosen}
        choose={choose}
        name={(each) => words.sendKeys[each]}
      />
    </Section>
  )
}

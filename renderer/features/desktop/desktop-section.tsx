import { type JSX, useEffect, useState } from 'react'
import type { BridgeInput } from '../../../core/bridge/contract.ts'
import type { DesktopStanding } from '../../../core/bridge/shell-contract.ts'
import { usePage } from '../../engine/contexts.tsx'
import { usePolicy } from '../../engine/use-policy.ts'
import { Alert } from '../../ui/field.tsx'
import { Switch } from '../../ui/switch.tsx'
import { ManagedNote } from '../policy/managed-note.tsx'
import { Section } from '../settings/section.tsx'
import styles from '../settings/settings-dialog.module.css'
import { words } from './words.ts'

type Change = BridgeInput<'shell.setDesktop'>

/** In the settings: what this computer does with the app. Nothing where the shell has none of it (a browser). */
export function DesktopSection(): JSX.Element | null {
  const { bridge } = usePage()
  const [standing, setStanding] = useState<DesktopStanding>()
  const [isKept, setKept] = useState(true)
  const dictionaries = usePolicy('AllowSpellcheckDownload')
  useEffect(() => {
    let isGone = false
    void bridge.call('shell.desktop', {}).then((now) => isGone || setStanding(now))
    return () => {
      isGone = true
    }
  }, [bridge])
  if (standing === undefined) return null
  const change = async (wanted: Change): Promise<void> => {
    setStanding(changed(standing, wanted)) // seen at once; what could not be kept goes back
    setKept(await bridge.call('shell.setDesktop', wanted))
    setStanding(await bridge.call('shell.desktop', {}))
  }
  const { autostart, closeToTray, spelling } = standing
  // Then the shell has none, where it would have to fetch a dictionary: that is said, not left out.
  const isForbidden = dictionaries.isLocked && !dictionaries.value
  return (
    <Section title={words.title}>
      <p className={styles.note}>{words.device}</p>
      {autostart !== undefined && (
        <div className={styles.part}>
          <Switch
            legend={words.autostart}
            isOn={autostart}
            set={(isOn) => void change({ autostart: isOn })}
          />
          <p className={styles.note}>{words.autostartNote}</p>
        </div>
      )}
      {closeToTray !== undefined && (
        <div className={styles.part}>
          <Switch
            legend={words.closeToTray}
            isOn={closeToTray}
            set={(isOn) => void change({ closeToTray: isOn })}
          />
          <p className={styles.note}>{words.closeToTrayNote}</p>
        </div>
      )}
      {spelling === undefined && isForbidden && (
        <div className={styles.part}>
          <Switch
            legend={words.spelling}
            isOn={false}
            set={() => undefined}
            isLocked
            note={<ManagedNote entry={dictionaries} />}
          />
        </div>
      )}
      {spelling !== undefined && (
        <div className={styles.part}>
          <Switch
            legend={words.spelling}
            isOn={spelling.isOn}
            set={(isOn) => void change({ spelling: isOn })}
          />
          <p className={styles.note}>{spelling.downloads ? words.spellingDownloads : words.spellingLocal}</p>
        </div>
      )}
      <Alert>{isKept ? undefined : words.notKept}</Alert>
    </Section>
  )
}

const changed = ({ autostart, closeToTray, spelling }: DesktopStanding, wanted: Change): DesktopStanding => ({
  autostart: wanted.autostart ?? autostart,
  closeToTray: wanted.closeToTray ?? closeToTray,
  spelling: spelling && { ...spelling, isOn: wanted.spelling ?? spelling.isOn },
})

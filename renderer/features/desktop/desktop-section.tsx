import { type JSX, useEffect, useState } from 'react'
import type { BridgeInput } from '../../../core/bridge/contract.ts'
import type { DesktopStanding } from '../../../core/bridge/shell-contract.ts'
import { usePage } from '../../engine/contexts.tsx'
import { Choices } from '../../ui/choices.tsx'
import { Alert } from '../../ui/field.tsx'
import styles from '../notifications/notifications-section.module.css'
import { words } from './words.ts'

type Change = BridgeInput<'shell.setDesktop'>

/** In the settings: what this computer does with the app. Nothing where the shell has none of it (a browser). */
export function DesktopSection(): JSX.Element | null {
  const { bridge } = usePage()
  const [standing, setStanding] = useState<DesktopStanding>()
  const [isKept, setKept] = useState(true)
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
  return (
    <section className={styles.section}>
      <h3>{words.title}</h3>
      <p className={styles.note}>{words.device}</p>
      {autostart !== undefined && (
        <Switch
          legend={words.autostart}
          note={words.autostartNote}
          isOn={autostart}
          set={(isOn) => void change({ autostart: isOn })}
        />
      )}
      {closeToTray !== undefined && (
        <Switch
          legend={words.closeToTray}
          note={words.closeToTrayNote}
          isOn={closeToTray}
          set={(isOn) => void change({ closeToTray: isOn })}
        />
      )}
      {spelling !== undefined && (
        <Switch
          legend={words.spelling}
          note={spelling.downloads ? words.spellingDownloads : words.spellingLocal}
          isOn={spelling.isOn}
          set={(isOn) => void change({ spelling: isOn })}
        />
      )}
      <Alert>{isKept ? undefined : words.notKept}</Alert>
    </section>
  )
}

const changed = ({ autostart, closeToTray, spelling }: DesktopStanding, wanted: Change): DesktopStanding => ({
  autostart: wanted.autostart ?? autostart,
  closeToTray: wanted.closeToTray ?? closeToTray,
  spelling: spelling && { ...spelling, isOn: wanted.spelling ?? spelling.isOn },
})

interface SwitchProps {
  readonly legend: string
  readonly note: string
  readonly isOn: boolean
  readonly set: (isOn: boolean) => void
}

function Switch({ legend, note, isOn, set }: SwitchProps): JSX.Element {
  return (
    <div className={styles.standing}>
      <Choices
        legend={legend}
        all={['on', 'off'] as const}
        chosen={isOn ? 'on' : 'off'}
        choose={(each) => set(each === 'on')}
        name={(each) => words[each]}
      />
      <p className={styles.note}>{note}</p>
    </div>
  )
}

import type { JSX } from 'react'
import { usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Switch } from '../../ui/switch.tsx'
import { Section } from '../settings/section.tsx'
import styles from '../settings/settings-dialog.module.css'
import { words } from './words.ts'

/** Among the settings: whether others are told how far this person has read. */
export function ReceiptsSection(): JSX.Element {
  const { own } = usePerson()
  const { hidesReading } = useReadable(own.state).choices
  return (
    <Section title={words.receipts}>
      <Switch
        legend={words.receipts}
        isLegendHidden
        isOn={hidesReading !== true}
        set={(isOn) => own.change({ hidesReading: isOn ? undefined : true })}
      />
      <p className={styles.note}>{words.receiptsNote}</p>
    </Section>
  )
}

import type { JSX } from 'react'
import { usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Choices } from '../../ui/choices.tsx'
import settings from '../settings/settings-dialog.module.css'
import { words } from './words.ts'

const choices = ['on', 'off'] as const

/** Among the settings: whether others are told how far this person has read. */
export function ReceiptsSection(): JSX.Element {
  const { own } = usePerson()
  const { hidesReading } = useReadable(own.state).choices
  return (
    <section className={settings.section}>
      <h3>{words.receipts}</h3>
      <Choices
        legend={words.receipts}
        isLegendHidden
        all={choices}
        chosen={hidesReading === true ? 'off' : 'on'}
        choose={(choice) => own.change({ hidesReading: choice === 'off' ? true : undefined })}
        name={(each) => words.receiptChoices[each]}
      />
      <p className={settings.note}>{words.receiptsNote}</p>
    </section>
  )
}

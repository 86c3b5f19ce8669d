import type { JSX } from 'react'
import { Choices } from '../../ui/choices.tsx'
import { usePolicy } from '../../engine/use-policy.ts'
import { ManagedNote } from '../policy/managed-note.tsx'
import { Section } from '../settings/section.tsx'
import styles from '../settings/settings-dialog.module.css'
import { previewChoices, usePreviewChoice } from './preview-choice.ts'
import { words } from './words.ts'

/** Among the settings of this device: whether sites are asked for previews. */
export function PreviewSection(): JSX.Element {
  const [chosen, choose] = usePreviewChoice()
  const policy = usePolicy('LinkPreviews')
  return (
    <Section title={words.settings}>
      <Choices
        legend={words.settings}
        isLegendHidden
        all={previewChoices}
        chosen={policy.value ? chosen : 'never'}
        choose={choose}
        name={(each) => words.choices[each]}
        isLocked={!policy.value}
        note={<ManagedNote entry={policy} />}
      />
      <p className={styles.note}>{words.settingsNote}</p>
    </Section>
  )
}

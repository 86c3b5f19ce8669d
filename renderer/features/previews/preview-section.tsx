import { type JSX, useState } from 'react'
import { Choices } from '../../ui/choices.tsx'
import { usePolicy } from '../../engine/use-policy.ts'
import { ManagedNote } from '../policy/managed-note.tsx'
import settings from '../settings/settings-dialog.module.css'
import { previewChoices, usePreviewChoice } from './preview-choice.ts'
import { words } from './words.ts'

/** Among the settings of this device: whether sites are asked for previews. */
export function PreviewSection(): JSX.Element {
  const [read, write] = usePreviewChoice()
  const [chosen, setChosen] = useState(read)
  const policy = usePolicy('LinkPreviews')
  return (
    <section className={settings.section}>
      <h3>{words.settings}</h3>
      {policy.value && (
        <Choices
          legend={words.settings}
          isLegendHidden
          all={previewChoices}
          chosen={chosen}
          choose={(choice) => {
            setChosen(choice)
            write(choice)
          }}
          name={(each) => words.choices[each]}
        />
      )}
      <ManagedNote entry={policy} />
      <p className={settings.note}>{words.settingsNote}</p>
    </section>
  )
}

import { type JSX, useState } from 'react'
import { Choices } from '../../ui/choices.tsx'
import settings from '../settings/settings-dialog.module.css'
import { previewChoices, usePreviewChoice } from './preview-choice.ts'
import { words } from './words.ts'

/** Among the settings of this device: whether sites are asked for previews. */
export function PreviewSection(): JSX.Element {
  const [read, write] = usePreviewChoice()
  const [chosen, setChosen] = useState(read)
  return (
    <section className={settings.section}>
      <h3>{words.settings}</h3>
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
      <p className={settings.note}>{words.settingsNote}</p>
    </section>
  )
}

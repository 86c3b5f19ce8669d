import type { JSX } from 'react'
import { usePage } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { type Language, languageNames } from '../../languages/language.ts'
import { languageChoices } from '../../ui/appearance.ts'
import { Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choices.tsx'
import { Section } from './section.tsx'
import styles from './settings-dialog.module.css'
import { words } from './words.ts'

/**
 * What the app speaks, each language named in itself. A page speaks one from its start to its end: another comes with the
 * next one, for which there is a button in that language.
 */
export function LanguageSection(): JSX.Element {
  const { appearance } = usePage()
  const { language: chosen } = useReadable(appearance.looks)
  const next = appearance.languageNext()
  return (
    <Section title={words.language}>
      <p className={styles.note}>{words.languageNote}</p>
      <Choices
        legend={words.language}
        isLegendHidden
        all={languageChoices}
        chosen={chosen}
        choose={(language) => appearance.change({ language })}
        name={(each) => (each === 'system' ? words.languageSystem : languageNames[each])}
      />
      {next !== appearance.language && <Reload language={next} />}
    </Section>
  )
}

function Reload({ language }: { readonly language: Language }): JSX.Element {
  return (
    <div>
      <Button look="primary" onClick={() => location.reload()}>
        {words.languageReload(languageNames[language])}
      </Button>
    </div>
  )
}

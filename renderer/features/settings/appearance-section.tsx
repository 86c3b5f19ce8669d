import { type CSSProperties, type JSX } from 'react'
import { pageNumber, pagePercent } from '../../languages/speech.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { accentHues, accents, densities, motions, textSizes, themes } from '../../ui/appearance.ts'
import { Choices } from '../../ui/choices.tsx'
import { Section } from './section.tsx'
import styles from './settings-dialog.module.css'
import { words } from './words.ts'

/** How the app looks on this device. */
export function AppearanceSection(): JSX.Element {
  const { appearance } = usePage()
  const { theme, density, motion, textSize, accent } = useReadable(appearance.looks)
  const { change } = appearance
  // That of the workspace is the page's to know; the slider then stands where the app's own is.
  const hue = accent === 'workspace' ? accentHues[0] : accent
  return (
    <Section title={words.appearance}>
      <p className={styles.note}>{words.device}</p>
      <Choices
        legend={words.theme}
        all={themes}
        chosen={theme}
        choose={(next) => change({ theme: next })}
        name={(each) => words.themes[each]}
      />
      <Choices
        legend={words.accent}
        all={accents}
        chosen={accent}
        choose={(next) => change({ accent: next })}
        name={(each) => (each === 'workspace' ? words.accentOfWorkspace : (words.accents[each] ?? ''))}
        sample={(hue) => hue !== 'workspace' && <Sample hue={hue} />}
      />
      <label className={styles.hue}>
        {words.anyAccent}
        <input
          type="range"
          min={0}
          max={355}
          step={5}
          value={hue}
          aria-valuetext={degrees(hue)}
          onChange={({ currentTarget }) => change({ accent: currentTarget.valueAsNumber })}
        />
      </label>
      <Choices
        legend={words.density}
        all={densities}
        chosen={density}
        choose={(next) => change({ density: next })}
        name={(each) => words.densities[each]}
      />
      <Choices
        legend={words.textSize}
        all={textSizes}
        chosen={textSize}
        choose={(next) => change({ textSize: next })}
        name={(size) => pagePercent(size / 100)}
      />
      <Choices
        legend={words.motion}
        all={motions}
        chosen={motion}
        choose={(next) => change({ motion: next })}
        name={(each) => words.motions[each]}
      />
    </Section>
  )
}

const degrees = (hue: number): string => pageNumber(hue, { style: 'unit', unit: 'degree' })

function Sample({ hue }: { readonly hue: number }): JSX.Element {
  const style: CSSProperties & { readonly '--accent-hue': number } = { '--accent-hue': hue }
  return <span className={styles.sample} style={style} />
}

import { type CSSProperties, type JSX, type ReactNode, useId } from 'react'
import { usePage } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { accentHues, densities, motions, textSizes, themes } from '../../ui/appearance.ts'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './settings-dialog.module.css'
import { words } from './words.ts'

/** What a person sets for this device: seen at once, kept without asking. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { appearance } = usePage()
  const { theme, density, motion, textSize, accent } = useReadable(appearance.looks)
  const { change } = appearance
  return (
    <Dialog title={words.title} onClose={onClose}>
      <section className={styles.section}>
        <h3>{words.appearance}</h3>
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
          all={accentHues}
          chosen={accent}
          choose={(next) => change({ accent: next })}
          name={(each) => words.accents[each] ?? ''}
          sample={(hue) => <Sample hue={hue} />}
        />
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
          name={words.percent}
        />
        <Choices
          legend={words.motion}
          all={motions}
          chosen={motion}
          choose={(next) => change({ motion: next })}
          name={(each) => words.motions[each]}
        />
      </section>
    </Dialog>
  )
}

function Sample({ hue }: { readonly hue: number }): JSX.Element {
  const style: CSSProperties & { readonly '--accent-hue': number } = { '--accent-hue': hue }
  return <span className={styles.sample} style={style} />
}

interface ChoicesProps<Value extends string | number> {
  readonly legend: string
  readonly all: ReadonlyArray<Value>
  readonly chosen: string | number
  readonly choose: (value: Value) => void
  readonly name: (value: Value) => string
  readonly sample?: (value: Value) => ReactNode
}

/** One of a few, side by side: arrow keys walk and choose, as in any group of radio buttons. */
function Choices<Value extends string | number>(props: ChoicesProps<Value>): JSX.Element {
  const { legend, all, chosen, choose, name, sample } = props
  const id = useId()
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.legend}>{legend}</legend>
      <div className={styles.row}>
        {all.map((value) => (
          <label key={value} className={styles.choice}>
            <input
              type="radio"
              name={id}
              className={styles.radio}
              checked={value === chosen}
              onChange={() => choose(value)}
            />
            {sample?.(value)}
            <span>{name(value)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

import { type JSX, type ReactNode, useId } from 'react'
import styles from './choices.module.css'
import { VisuallyHidden } from './visually-hidden.tsx'

interface ChoicesProps<Value extends string | number> {
  readonly legend: string
  readonly all: ReadonlyArray<Value>
  readonly chosen: string | number
  readonly choose: (value: Value) => void
  readonly name: (value: Value) => string
  readonly sample?: (value: Value) => ReactNode
  /** Where what stands above says it already. */
  readonly isLegendHidden?: boolean
  /** Somebody else has chosen, as `note` says. */
  readonly isLocked?: boolean
  readonly note?: ReactNode
}

/** One of a few, side by side: arrow keys walk and choose, as in any group of radio buttons. */
export function Choices<Value extends string | number>(props: ChoicesProps<Value>): JSX.Element {
  const { legend, isLegendHidden = false, all, chosen, choose, name, sample, isLocked = false, note } = props
  const id = useId()
  return (
    <fieldset className={styles.choices} disabled={isLocked}>
      <legend className={styles.legend}>
        {isLegendHidden ? <VisuallyHidden>{legend}</VisuallyHidden> : legend}
      </legend>
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
      {note}
    </fieldset>
  )
}

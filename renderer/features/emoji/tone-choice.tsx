import { type JSX, useId } from 'react'
import styles from './emoji-picker.module.css'
import { words } from './words.ts'

const hands = ['✋', '✋🏻', '✋🏼', '✋🏽', '✋🏾', '✋🏿'] as const

interface ToneChoiceProps {
  readonly tone: number
  readonly setTone: (tone: number) => void
}

export function ToneChoice({ tone, setTone }: ToneChoiceProps): JSX.Element {
  const name = useId()
  return (
    <fieldset className={styles.tones} aria-label={words.tone}>
      {hands.map((hand, index) => (
        <label key={hand} className={styles.tone} title={words.tones[index]}>
          <input
            type="radio"
            name={name}
            aria-label={words.tones[index]}
            checked={index === tone}
            onChange={() => setTone(index)}
          />
          <span aria-hidden>{hand}</span>
        </label>
      ))}
    </fieldset>
  )
}

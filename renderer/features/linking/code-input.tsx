import { type JSX, useId } from 'react'
import { Alert } from '../../ui/field.tsx'
import { focusNow } from '../../ui/focus-now.ts'
import styles from './linking.module.css'
import { codeDigits } from './linking-model.ts'
import { words } from './words.ts'

interface CodeInputProps {
  readonly value: string
  readonly onChange: (digits: string) => void
  readonly error: string | undefined
}

/** The digits in `text`, eight at most: whatever stood between them when it was typed or pasted. @internal */
export const readDigits = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[^0-9]+/gu, '')
    .slice(0, codeDigits)

/** Eight digits in two groups. One box, so that typing, deleting, pasting and screen readers work as anywhere. */
export function CodeInput({ value, onChange, error }: CodeInputProps): JSX.Element {
  const id = useId()
  return (
    <div className={styles.codeField}>
      <label htmlFor={id}>{words.codeLabel}</label>
      <input
        id={id}
        className={styles.codeInput}
        value={grouped(value)}
        inputMode="numeric"
        autoComplete="one-time-code"
        spellCheck={false}
        dir="ltr"
        ref={focusNow}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}note`}
        onChange={(event) => onChange(readDigits(event.currentTarget.value))}
      />
      <div id={`${id}note`} className={styles.hint}>
        {error === undefined && words.codeHint}
        <Alert>{error}</Alert>
      </div>
    </div>
  )
}

const grouped = (digits: string): string =>
  digits.length > codeDigits / 2
    ? `${digits.slice(0, codeDigits / 2)} ${digits.slice(codeDigits / 2)}`
    : digits

import { X } from 'lucide-react'
import { type JSX, type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { FactsLine } from '../../ui/facts-line.tsx'
import { words as groupWords } from '../groups/words.ts'
import styles from './new-message-dialog.module.css'

export interface PickOption {
  readonly key: string
  readonly name: string
  readonly face: ReactNode
  readonly facts: ReadonlyArray<string>
  /** It is shown, with why, but cannot be picked. */
  readonly isClosed?: boolean
  readonly pick: () => void
}

interface PickBoxProps {
  readonly label: string
  readonly hint: string
  /** What the options are. */
  readonly listed: string
  /** What can be picked by what is written, the best first. */
  readonly optionsFor: (text: string) => ReadonlyArray<PickOption>
  /** What is said of that. */
  readonly noteFor: (text: string) => string
  readonly picked: ReadonlyArray<{ readonly key: string; readonly name: string }>
  readonly takeOut: (key: string) => void
}

/** A combobox (ARIA 1.2) that takes several; what is picked stands before the box as a chip. */
export function PickBox(props: PickBoxProps): JSX.Element {
  const { label, hint, listed, optionsFor, noteFor, picked, takeOut } = props
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const options = optionsFor(text)

  const choose = (option: PickOption | undefined): void => {
    if (option === undefined || option.isClosed === true) return
    option.pick()
    setText('')
    setActive(0)
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const last = picked.at(-1)
    if (step !== 0 && options.length > 0) {
      event.preventDefault()
      const next = (active + step + options.length) % options.length
      setActive(next)
      document.getElementById(`${id}option${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && (text !== '' || picked.length === 0)) {
      event.preventDefault() // with an empty box and something picked, Enter sends the form
      choose(options[active])
    } else if (event.key === 'Backspace' && text === '' && last !== undefined) {
      takeOut(last.key)
    }
  }
  return (
    <div className={styles.picker}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={styles.box}>
        {picked.map(({ key, name }) => (
          <Chip
            key={key}
            name={name}
            remove={() => {
              takeOut(key)
              input.current?.focus()
            }}
          />
        ))}
        <input
          ref={input}
          id={id}
          className={styles.input}
          role="combobox"
          aria-expanded={options.length > 0}
          aria-controls={`${id}list`}
          aria-activedescendant={options.length > 0 ? `${id}option${active}` : undefined}
          aria-autocomplete="list"
          aria-describedby={`${id}hint`}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <p id={`${id}hint`} className={styles.note}>
        {hint}
      </p>
      {/* The keyboard stays in the box, so that a picture and a note can stand in an option. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see above */}
      <div id={`${id}list`} role="listbox" aria-label={listed} className={styles.options}>
        {options.map((option, index) => (
          <OptionEntry
            key={option.key}
            id={`${id}option${index}`}
            option={option}
            active={index === active}
            choose={() => choose(option)}
          />
        ))}
      </div>
      <output className={styles.note}>{noteFor(text.trim())}</output>
    </div>
  )
}

function Chip({ name, remove }: { readonly name: string; readonly remove: () => void }): JSX.Element {
  return (
    <span className={styles.chip} title={name}>
      <span className={styles.chipName} dir="auto">
        {name}
      </span>
      <button
        type="button"
        className={styles.chipRemove}
        aria-label={groupWords.remove(name)}
        onClick={remove}
      >
        <X size={14} aria-hidden />
      </button>
    </span>
  )
}

interface OptionEntryProps {
  readonly id: string
  readonly option: PickOption
  readonly active: boolean
  readonly choose: () => void
}

/** The keyboard stays in the box and says which option is meant; the mouse presses one. */
function OptionEntry({ id, option, active, choose }: OptionEntryProps): JSX.Element {
  const { name, face, facts, isClosed = false } = option
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- see above
    <div
      id={id}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see above
      role="option"
      tabIndex={-1}
      aria-selected={active}
      aria-disabled={isClosed}
      className={styles.option}
      onClick={choose}
    >
      {face}
      <span className={styles.optionText}>
        <span className={styles.optionName} dir="auto">
          {name}
        </span>
        <span className={styles.note}>
          <FactsLine facts={facts} />
        </span>
      </span>
    </div>
  )
}

/** In place of a face, for what has none. */
export const SignFace = ({ children }: { readonly children: ReactNode }): JSX.Element => (
  <span className={styles.notesIcon}>{children}</span>
)

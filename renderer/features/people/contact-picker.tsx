import { NotebookPen, X } from 'lucide-react'
import { type JSX, type KeyboardEvent, useId, useRef, useState } from 'react'
import { Face } from '../faces/face.tsx'
import { FactsLine } from '../../ui/facts-line.tsx'
import { findContacts } from './find-contacts.ts'
import styles from './new-message-dialog.module.css'
import { type Contact, maxMembers } from './people-model.ts'
import { words as groupWords } from '../groups/words.ts'

/** More than a screen of people is found by writing on, not by scrolling. */
const shownAtOnce = 50

interface ContactPickerProps {
  readonly loaded: boolean
  readonly contacts: ReadonlyArray<Contact>
  readonly picked: ReadonlyArray<Contact>
  readonly setPicked: (picked: ReadonlyArray<Contact>) => void
  /** Chosen in place of people; undefined where that is no choice. */
  readonly notes: (() => void) | undefined
  /** What is picked for. */
  readonly label?: string
  /** So many can be picked at most. */
  readonly room?: number
}

type Option = { readonly kind: 'notes' } | { readonly kind: 'contact'; readonly contact: Contact }

/** A combobox (ARIA 1.2) over the members of a workspace; who is picked stands before the box as a chip. */
export function ContactPicker({
  loaded,
  contacts,
  picked,
  setPicked,
  notes,
  label = groupWords.to,
  room = maxMembers - 1,
}: ContactPickerProps): JSX.Element {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const left = contacts.filter(({ user }) => !picked.some((each) => each.user === user))
  const found = picked.length >= room ? [] : findContacts(left, text)
  const offersNotes =
    notes !== undefined &&
    picked.length === 0 &&
    groupWords.notesEntry.toLowerCase().includes(text.trim().toLowerCase())
  const options: ReadonlyArray<Option> = [
    ...(offersNotes ? [{ kind: 'notes' } as const] : []),
    ...found.slice(0, shownAtOnce).map((contact) => ({ kind: 'contact', contact }) as const),
  ]

  const choose = (option: Option | undefined): void => {
    if (option === undefined) return
    if (option.kind === 'notes') return notes?.()
    if (option.contact.keys === 'none') return
    setPicked([...picked, option.contact])
    setText('')
    setActive(0)
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && options.length > 0) {
      event.preventDefault()
      const next = (active + step + options.length) % options.length
      setActive(next)
      document.getElementById(`${id}option${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && (text !== '' || picked.length === 0)) {
      event.preventDefault() // with an empty box and people picked, Enter sends the form
      choose(options[active])
    } else if (event.key === 'Backspace' && text === '') {
      setPicked(picked.slice(0, -1))
    }
  }
  return (
    <div className={styles.picker}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={styles.box}>
        {picked.map((contact) => (
          <Chip
            key={contact.user}
            contact={contact}
            remove={() => {
              setPicked(picked.filter(({ user }) => user !== contact.user))
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
        {groupWords.searchHint}
      </p>
      {/* The keyboard stays in the box, so that a picture and a note can stand in an option. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see above */}
      <div id={`${id}list`} role="listbox" aria-label={groupWords.found} className={styles.options}>
        {options.map((option, index) => (
          <OptionEntry
            key={option.kind === 'notes' ? 'notes' : option.contact.user}
            id={`${id}option${index}`}
            option={option}
            active={index === active}
            choose={() => choose(option)}
          />
        ))}
      </div>
      <output className={styles.note}>{emptyText({ loaded, contacts, found, text, picked, notes })}</output>
    </div>
  )
}

function emptyText(
  state: Pick<ContactPickerProps, 'loaded' | 'contacts' | 'picked' | 'notes'> & {
    readonly found: ReadonlyArray<Contact>
    readonly text: string
  },
): string {
  const { loaded, contacts, found, text, picked, notes } = state
  if (!loaded) return groupWords.loading
  if (contacts.length === 0) return notes === undefined ? groupWords.nobodyLeft : groupWords.alone
  if (found.length > shownAtOnce) return groupWords.more(found.length - shownAtOnce)
  return found.length === 0 && text.trim() !== '' && picked.length < maxMembers - 1
    ? groupWords.noMatch(text.trim())
    : ''
}

interface ChipProps {
  readonly contact: Contact
  readonly remove: () => void
}

function Chip({ contact: { name }, remove }: ChipProps): JSX.Element {
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
  readonly option: Option
  readonly active: boolean
  readonly choose: () => void
}

/** The keyboard stays in the box and says which option is meant; the mouse presses one. */
function OptionEntry({ id, option, active, choose }: OptionEntryProps): JSX.Element {
  const closed = option.kind === 'contact' && option.contact.keys === 'none'
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- see above
    <div
      id={id}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see above
      role="option"
      tabIndex={-1}
      aria-selected={active}
      aria-disabled={closed}
      className={styles.option}
      onClick={choose}
    >
      {option.kind === 'notes' ? (
        <span className={styles.notesIcon}>
          <NotebookPen size={16} aria-hidden />
        </span>
      ) : (
        <Face name={option.contact.name} id={option.contact.user} size="small" />
      )}
      <span className={styles.optionText}>
        <span className={styles.optionName} dir="auto">
          {option.kind === 'notes' ? groupWords.notesEntry : option.contact.name}
        </span>
        <span className={styles.note}>
          <FactsLine facts={optionFacts(option)} />
        </span>
      </span>
    </div>
  )
}

function optionFacts(option: Option): ReadonlyArray<string> {
  if (option.kind === 'notes') return [groupWords.notesText]
  const { username, keys } = option.contact
  const handle = username === undefined ? [] : [`@${username}`]
  switch (keys) {
    case 'known':
      return handle
    case 'not-seen':
      return [...handle, groupWords.keysNotSeen]
    case 'none':
      return [...handle, groupWords.keysNone]
  }
}

import { ArrowRight, FileText, Hash, MessageSquare, Terminal, UserRound } from 'lucide-react'
import { type JSX, type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { classes } from '../../ui/classes.ts'
import { rank } from './rank.ts'
import type { Prepared } from './rank.ts'
import styles from './switcher.module.css'
import type { Target } from './use-targets.ts'
import { words } from './words.ts'

interface SwitcherProps {
  readonly targets: ReadonlyArray<Prepared<Target>>
  /** Keys of what was used last, newest first. */
  readonly recent: ReadonlyArray<string>
  /** What stands in the field at first. */
  readonly initial: string
  readonly choose: (target: Target) => void
  readonly onClose: () => void
}

const most = 50
const icons = {
  channel: Hash,
  document: FileText,
  conversation: MessageSquare,
  person: UserRound,
  command: Terminal,
}

/** A field and what it finds, in a moment, by a few letters of a name. `>` first: commands alone. */
export function Switcher({ targets, recent, initial, choose, onClose }: SwitcherProps): JSX.Element {
  const [typed, setTyped] = useState(initial)
  const [chosen, setChosen] = useState(0)
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const optionId = (index: number): string => `${id}-${index}`
  const found = useMemo(() => {
    const isCommand = typed.startsWith('>')
    const among = isCommand ? targets.filter(({ item }) => item.kind === 'command') : targets
    return rank(among, isCommand ? typed.slice(1) : typed, recent, most)
  }, [targets, recent, typed])
  const current = Math.min(chosen, found.length - 1)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])

  const walk = (to: number): void => {
    const next = (to + found.length) % Math.max(found.length, 1)
    setChosen(next)
    document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const target = found[current]
    if (event.key === 'ArrowDown') walk(current + 1)
    else if (event.key === 'ArrowUp') walk(current - 1)
    else if (event.key === 'Enter' && target !== undefined) choose(target)
    else return
    event.preventDefault()
  }
  return (
    // The dialog itself hears Escape; a press beside it is for the mouse alone.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- see above
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={words.title}
      onCancel={(event) => {
        event.preventDefault() // the owner closes it by no longer rendering it
        onClose()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className={styles.content}>
        <div className={styles.head}>
          <ArrowRight size={18} aria-hidden />
          <input
            type="text"
            role="combobox"
            aria-label={words.title}
            aria-expanded={found.length > 0}
            aria-controls={`${id}-list`}
            aria-activedescendant={current >= 0 ? optionId(current) : undefined}
            aria-autocomplete="list"
            autoComplete="off"
            spellCheck={false}
            className={styles.input}
            placeholder={words.placeholder}
            maxLength={200}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              setChosen(0)
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        {found.length === 0 && (
          <p className={styles.none}>
            {words.none} {words.noneHint}
          </p>
        )}
        {/* A list that the input drives (ARIA's combobox): no native element has rows of more than text. */}
        <ul
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role -- see above
          role="listbox"
          id={`${id}-list`}
          aria-label={words.results}
          className={styles.list}
          tabIndex={-1}
        >
          {found.map((target, index) => (
            <Option
              key={target.kind + target.key}
              id={optionId(index)}
              target={target}
              chosen={index === current}
              choose={() => choose(target)}
            />
          ))}
        </ul>
      </div>
    </dialog>
  )
}

interface OptionProps {
  readonly id: string
  readonly target: Target
  readonly chosen: boolean
  readonly choose: () => void
}

function Option({ id, target, chosen, choose }: OptionProps): JSX.Element {
  const Icon = icons[target.kind]
  return (
    // Keys walk from the input; this hears the mouse.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- see above
    <li
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role -- an option of the list above
      role="option"
      id={id}
      aria-selected={chosen}
      tabIndex={-1}
      className={classes(styles.option, chosen && styles.chosen)}
      onClick={choose}
    >
      <Icon size={16} aria-hidden />
      <span className={styles.label} dir="auto">
        {target.label}
      </span>
      <span className={styles.detail} dir="auto">
        {target.detail === '' ? words.kinds[target.kind] : target.detail}
      </span>
    </li>
  )
}

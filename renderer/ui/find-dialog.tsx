import {
  type JSX,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { classes } from './classes.ts'
import styles from './find-dialog.module.css'
import { useModalPlace } from './modals.ts'

/** What an option of the list takes. */
export interface OptionPlace {
  readonly id: string
  readonly chosen: boolean
  readonly choose: () => void
}

interface FindDialogProps<Item> {
  /** What the dialog and its field are called. */
  readonly label: string
  readonly placeholder: string
  /** What the list is called. */
  readonly results: string
  readonly maxLength: number
  readonly icon: ReactNode
  readonly isLarge?: boolean
  /** Where who has something to do with the field itself finds it. */
  readonly field?: RefObject<HTMLInputElement | null>
  readonly typed: string
  readonly setTyped: (typed: string) => void
  readonly found: ReadonlyArray<Item>
  readonly choose: (item: Item) => void
  readonly onClose: () => void
  /** Behind the last comes the first. */
  readonly isRound?: boolean
  /** Which list it is of those that are shown in turn: each begins with its first. */
  readonly list?: string
  /** Tab takes one, too. */
  readonly takesTab?: boolean
  /** The text of the field or the selection in it is another one. */
  readonly onLook?: (field: HTMLInputElement) => void
  /** True if Escape in the field has closed something: the dialog stays. */
  readonly onEscape?: () => boolean
  /** The keys have come to the one of this number. */
  readonly onWalk?: (index: number) => void
  /** The list has been scrolled to where little of it is left. */
  readonly onNearEnd?: () => void
  readonly option: (item: Item, place: OptionPlace) => ReactNode
  /** Beside the field, between it and the list, and under that. */
  readonly beside?: ReactNode
  readonly notes?: ReactNode
  readonly foot?: ReactNode
}

/** A field and a list of what it finds. Arrow keys walk the list, Enter takes one, Escape closes. */
export function FindDialog<Item>(props: FindDialogProps<Item>): JSX.Element {
  const { label, found, choose, onClose, isLarge = false, list = '', option, results } = props
  const [chosen, setChosen] = useState({ list, index: 0 })
  const id = useId()
  const current = Math.min(chosen.list === list ? chosen.index : 0, found.length - 1)
  const dialog = useModal()
  const optionId = (index: number): string => `${id}-${index}`
  const walk = (to: number): void => {
    setChosen({ list, index: to })
    document.getElementById(optionId(to))?.scrollIntoView({ block: 'nearest' })
    props.onWalk?.(to)
  }
  return (
    // The dialog itself hears Escape; a press beside it is for the mouse alone.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- see above
    <dialog
      ref={dialog}
      className={classes(styles.dialog, isLarge && styles.large)}
      aria-label={label}
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
          {props.icon}
          <FindField
            {...props}
            listId={`${id}-list`}
            active={current >= 0 ? optionId(current) : undefined}
            current={current}
            walk={walk}
            reset={() => setChosen({ list, index: 0 })}
          />
          {props.beside}
        </div>
        {props.notes}
        {/* A list that the input drives (ARIA's combobox): no native element has rows of more than text. */}
        <ul
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role -- see above
          role="listbox"
          id={`${id}-list`}
          aria-label={results}
          className={styles.list}
          tabIndex={-1} // only there for the mouse: keys walk from the input
          onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
            if (scrollHeight - scrollTop < 2 * clientHeight) props.onNearEnd?.()
          }}
        >
          {found.map((item, index) =>
            option(item, { id: optionId(index), chosen: index === current, choose: () => choose(item) }),
          )}
        </ul>
        {props.foot}
      </div>
    </dialog>
  )
}

function useModal(): React.RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  useModalPlace(dialog)
  return dialog
}

interface FindFieldProps<Item> extends FindDialogProps<Item> {
  readonly listId: string
  readonly active: string | undefined
  readonly current: number
  readonly walk: (to: number) => void
  readonly reset: () => void
}

function FindField<Item>(props: FindFieldProps<Item>): JSX.Element {
  const { label, placeholder, maxLength, typed, setTyped, found, choose, current, walk, isRound } = props
  const { field, listId, active, reset, takesTab = false, onLook } = props
  const placeOf = (to: number): number =>
    isRound === true
      ? (to + found.length) % Math.max(found.length, 1)
      : Math.max(0, Math.min(to, found.length - 1))
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const item = found[current]
    if (event.key === 'ArrowDown') walk(placeOf(current + 1))
    else if (event.key === 'ArrowUp') walk(placeOf(current - 1))
    else if (isTaking(event, takesTab) && item !== undefined) choose(item)
    else if (event.key !== 'Escape' || props.onEscape?.() !== true) return
    event.preventDefault() // Escape would close the dialog, too
  }
  return (
    <input
      ref={field}
      type="text"
      role="combobox"
      aria-label={label}
      aria-expanded={found.length > 0}
      aria-controls={listId}
      aria-activedescendant={active}
      aria-autocomplete="list"
      autoComplete="off"
      spellCheck={false}
      className={styles.input}
      placeholder={placeholder}
      maxLength={maxLength}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value)
        reset()
        onLook?.(event.target)
      }}
      onSelect={(event) => onLook?.(event.currentTarget)}
      onKeyDown={onKeyDown}
    />
  )
}

const isTaking = ({ key, shiftKey }: KeyboardEvent, takesTab: boolean): boolean =>
  key === 'Enter' || (takesTab && key === 'Tab' && !shiftKey)

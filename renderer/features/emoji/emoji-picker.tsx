import {
  Apple,
  Cat,
  Clock,
  Flag,
  Gamepad2,
  Lightbulb,
  type LucideIcon,
  Plane,
  Shapes,
  Smile,
  Users,
} from 'lucide-react'
import { type JSX, type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { usePage } from '../../engine/contexts.tsx'
import { readingKey } from '../../ui/direction.ts'
import { focusNow } from '../../ui/focus-now.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { type Emoji, groups } from './emoji-data.ts'
import { emojiTone, recentEmoji, rememberEmoji, rememberTone } from './emoji-memory.ts'
import styles from './emoji-picker.module.css'
import { EmojiSearch } from './emoji-search.tsx'
import { type Choice, pickerGrid, type PickerRow, stepIn } from './picker-rows.ts'
import { ToneChoice } from './tone-choice.tsx'
import { words } from './words.ts'

type Group = Extract<PickerRow, { kind: 'heading' }>['group']

const icons: Readonly<Record<Group, LucideIcon>> = {
  recent: Clock,
  0: Smile,
  1: Users,
  3: Cat,
  4: Apple,
  5: Plane,
  6: Gamepad2,
  7: Lightbulb,
  8: Shapes,
  9: Flag,
}

const titleOf = (group: Group): string => (group === 'recent' ? words.recent : words.groups[group])

interface EmojiPickerProps {
  /** What was typed before it was there. */
  readonly initial: string
  readonly emojis: ReadonlyArray<Emoji>
  readonly choose: (emoji: string) => void
}

/** A combobox over a grid: the keyboard stays in the box, arrows walk the grid, Enter chooses. */
export function EmojiPicker({ initial, emojis, choose }: EmojiPickerProps): JSX.Element {
  const { remembered } = usePage()
  const id = useId()
  const list = useRef<VirtualizerHandle>(null)
  const box = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(initial)
  const [tone, setTone] = useState(() => emojiTone(remembered))
  const [active, setActive] = useState(0)
  const grid = useMemo(
    () => pickerGrid(emojis, { text, tone, recent: recentEmoji(remembered) }),
    [emojis, text, tone, remembered],
  )
  const { rows, choices } = grid
  const chosen = choices[active]
  const activeRow = rows.findIndex(
    (row) => row.kind === 'choices' && active >= row.first && active < row.first + row.choices.length,
  )
  const kept = useMemo(() => (activeRow === -1 ? [] : [activeRow]), [activeRow])

  const take = (choice: Choice | undefined): void => {
    if (choice === undefined) return
    rememberEmoji(remembered, choice.emoji)
    choose(choice.emoji)
  }
  const goTo = (next: number): void => {
    setActive(next)
    const row = rows.findLastIndex((each) => each.kind === 'choices' && next >= each.first)
    list.current?.scrollToIndex(row, { align: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    // In a text one edits, the arrows along the line are the text's own.
    const isInText = text !== '' && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')
    const next = isInText ? undefined : stepIn(grid, active, readingKey(event.key))
    if (event.key === 'Enter') take(chosen)
    else if (next !== undefined) goTo(next)
    else return
    event.preventDefault()
  }
  const jump = (group: Group): void => {
    const row = rows.findIndex((each) => each.kind === 'heading' && each.group === group)
    const first = rows[row + 1]
    if (first?.kind === 'choices') setActive(first.first)
    list.current?.scrollToIndex(row, { align: 'start' })
    focusNow(box.current)
  }
  return (
    <div className={styles.picker}>
      <EmojiSearch
        ref={box}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is an input
        role="combobox"
        aria-expanded
        aria-controls={`${id}grid`}
        aria-activedescendant={chosen === undefined ? undefined : `${id}at${active}`}
        aria-autocomplete="list"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setActive(0)
          list.current?.scrollTo(0)
        }}
        onKeyDown={onKeyDown}
      />
      {text.trim() === '' && <Categories jump={jump} />}
      <div id={`${id}grid`} role="grid" aria-label={words.picker} className={styles.grid} tabIndex={-1}>
        <Virtualizer ref={list} data={rows} keepMounted={kept}>
          {(row, index) =>
            row.kind === 'heading' ? (
              <Heading key={index} text={titleOf(row.group)} />
            ) : (
              <Line key={index} id={id} row={row} active={active} setActive={setActive} take={take} />
            )
          }
        </Virtualizer>
        {choices.length === 0 && <p className={styles.none}>{words.none}</p>}
      </div>
      <div className={styles.foot}>
        <span className={styles.chosen} aria-hidden>
          {chosen !== undefined && <b>{chosen.emoji}</b>}
          <span>{chosen?.name === undefined ? chosen?.label : `:${chosen.name}:`}</span>
        </span>
        <ToneChoice
          tone={tone}
          setTone={(next) => {
            rememberTone(remembered, next)
            setTone(next)
          }}
        />
      </div>
      <output>
        <VisuallyHidden>{text.trim() === '' ? '' : words.found(choices.length)}</VisuallyHidden>
      </output>
    </div>
  )
}

const Heading = ({ text }: { readonly text: string }): JSX.Element => (
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- rows come and go as one scrolls, which no table bears
  <div role="row" tabIndex={-1} className={styles.heading}>
    {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see above */}
    <span role="gridcell" tabIndex={-1}>
      {text}
    </span>
  </div>
)

function Categories({ jump }: { readonly jump: (group: Group) => void }): JSX.Element {
  // A toolbar is one stop of the Tab key, wherever in it one has come.
  const [stop, setStop] = useState<Group>('recent')
  return (
    <div className={styles.categories} role="toolbar" aria-label={words.categories}>
      {(['recent', ...groups] as const).map((group) => {
        const Icon = icons[group]
        return (
          <button
            key={group}
            type="button"
            tabIndex={group === stop ? 0 : -1}
            className={styles.category}
            aria-label={titleOf(group)}
            title={titleOf(group)}
            onFocus={() => setStop(group)}
            onClick={() => jump(group)}
            onKeyDown={walkCategories}
          >
            <Icon size={16} aria-hidden />
          </button>
        )
      })}
    </div>
  )
}

function walkCategories(event: KeyboardEvent<HTMLButtonElement>): void {
  const button = event.currentTarget
  const { previousElementSibling: before, nextElementSibling: after } = button
  const key = readingKey(event.key)
  const next = key === 'ArrowRight' ? after : key === 'ArrowLeft' ? before : null
  if (!(next instanceof HTMLElement)) return
  event.preventDefault()
  next.focus()
}

interface LineProps {
  readonly id: string
  readonly row: Extract<PickerRow, { kind: 'choices' }>
  readonly active: number
  readonly setActive: (index: number) => void
  readonly take: (choice: Choice) => void
}

function Line({ id, row, active, setActive, take }: LineProps): JSX.Element {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- rows come and go as one scrolls, which no table bears
    <div role="row" tabIndex={-1} className={styles.line}>
      {row.choices.map((choice, index) => {
        const at = row.first + index
        return (
          <button
            key={at}
            id={`${id}at${at}`}
            type="button"
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see above
            role="gridcell"
            tabIndex={-1}
            aria-label={choice.label}
            aria-selected={at === active}
            className={styles.emoji}
            onPointerMove={() => setActive(at)}
            onClick={() => take(choice)}
          >
            {choice.emoji}
          </button>
        )
      })}
    </div>
  )
}

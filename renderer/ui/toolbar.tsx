import { type JSX, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { readingKey } from './direction.ts'
import styles from './toolbar.module.css'

/** What each button of a toolbar takes. */
export interface Stop {
  readonly className: string | undefined
  readonly tabIndex: 0 | -1
  readonly onFocus: () => void
}

interface ToolbarProps<Name> {
  readonly label: string
  /** The id of what it works on. */
  readonly controls?: string
  /** In groups, as they stand. */
  readonly groups: ReadonlyArray<ReadonlyArray<Name>>
  readonly button: (name: Name, stop: Stop) => ReactNode
}

/** One stop for Tab; the arrow keys walk from button to button. */
export function Toolbar<Name extends string>(props: ToolbarProps<Name>): JSX.Element {
  const { label, controls, groups, button } = props
  const [current, setCurrent] = useState(groups[0]?.[0])
  const bar = useRef<HTMLDivElement>(null)
  const walk = (event: KeyboardEvent): void => {
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])]
    const at = buttons.findIndex((each) => each === document.activeElement)
    const next = nextIndex(readingKey(event.key), at, buttons.length)
    if (next === undefined) return
    event.preventDefault()
    buttons[next]?.focus()
  }
  return (
    // The buttons hear the keys that walk between them; the bar is only where they meet.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its buttons take the focus in turn
    <div
      ref={bar}
      role="toolbar"
      aria-label={label}
      aria-controls={controls}
      className={styles.toolbar}
      onKeyDown={walk}
    >
      {groups.map((group) => (
        <div key={group[0]} className={styles.group}>
          {group.map((name) =>
            button(name, {
              className: styles.button,
              tabIndex: name === current ? 0 : -1,
              onFocus: () => setCurrent(name),
            }),
          )}
        </div>
      ))}
    </div>
  )
}

function nextIndex(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count
    case 'ArrowLeft':
      return (at - 1 + count) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}

import type { JSX, KeyboardEvent, ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './menu.module.css'

export interface MenuItem {
  readonly key: string
  readonly label: string
  readonly icon: ReactNode
  /** The key that does the same without the menu. */
  readonly hint?: string
  readonly danger?: boolean
  /** It only tells what somebody else has settled; nothing comes of choosing it. */
  readonly isSettled?: boolean
  readonly choose: () => void
}

/** A list of commands; put it in a `Popover`. Arrow keys, Home, End and first letters move, Enter chooses. */
export function Menu({
  label,
  items,
}: {
  readonly label: string
  readonly items: ReadonlyArray<MenuItem>
}): JSX.Element {
  return (
    <div role="menu" aria-label={label} className={styles.menu} tabIndex={-1} onKeyDown={walk}>
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className={classes(styles.item, item.danger === true && styles.danger)}
          onClick={item.choose}
        >
          {item.icon}
          {item.label}
          {item.hint !== undefined && (
            <span className={styles.hint} aria-hidden>
              {item.hint}
            </span>
          )}
        </button>
      ))}
    </div>
  )
}

const itemsOf = (menu: HTMLElement): ReadonlyArray<HTMLElement> => [
  ...menu.querySelectorAll<HTMLElement>('[role=menuitem]'),
]

function focusItem(menu: HTMLElement, index: number): void {
  const items = itemsOf(menu)
  items.at(index % items.length)?.focus()
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const menu = event.currentTarget
  const items = itemsOf(menu)
  const at = items.findIndex((item) => item === document.activeElement)
  const next = target(event.key, at, items)
  if (next === undefined) return
  event.preventDefault()
  event.stopPropagation()
  focusItem(menu, next)
}

function target(key: string, at: number, items: ReadonlyArray<HTMLElement>): number | undefined {
  if (key === 'ArrowDown') return at + 1
  if (key === 'ArrowUp') return at - 1
  if (key === 'Home') return 0
  if (key === 'End') return -1
  if (key.length !== 1 || key === ' ') return undefined
  const starts = (item: HTMLElement): boolean =>
    item.textContent.trim().toLocaleLowerCase().startsWith(key.toLocaleLowerCase())
  const later = items.findIndex((item, index) => index > at && starts(item))
  const found = later === -1 ? items.findIndex(starts) : later
  return found === -1 ? undefined : found
}

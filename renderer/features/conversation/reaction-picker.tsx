import { type JSX, type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import styles from './reaction-picker.module.css'
import { words } from './words.ts'

const emojis = ['👍', '❤️', '😂', '🎉', '🙏', '👀', '✅', '🔥', '👏', '🤔', '😮', '😢'] as const
const columns = 6

/** Twelve answers that say most of what answers say. Put it in a `Popover`. */
export function ReactionPicker({ choose }: { readonly choose: (emoji: string) => void }): JSX.Element {
  const grid = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => grid.current?.querySelector('button')?.focus(), [])
  return (
    <div
      ref={grid}
      role="toolbar"
      aria-label={words.react}
      className={styles.grid}
      tabIndex={-1}
      onKeyDown={walk}
    >
      {emojis.map((emoji) => (
        <button
          key={emoji}
          type="button"
          className={styles.emoji}
          aria-label={words.reactWith(emoji)}
          onClick={() => choose(emoji)}
        >
          {emoji}
        </button>
      ))}
    </div>
  )
}

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -columns,
  ArrowDown: columns,
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key]
  if (step === undefined) return
  event.preventDefault()
  event.stopPropagation()
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const at = buttons.findIndex((button) => button === document.activeElement)
  buttons.at((at + step + buttons.length) % buttons.length)?.focus()
}

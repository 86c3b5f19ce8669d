import { type ComponentProps, type JSX, type RefObject, useLayoutEffect } from 'react'
import styles from './emoji-search.module.css'
import { words } from './words.ts'

interface EmojiSearchProps extends ComponentProps<'input'> {
  readonly ref: RefObject<HTMLInputElement | null>
}

/** The box of the picker, which is there before the picker is: it has the focus at once, also in a box that is open already. */
export function EmojiSearch({ ref, ...props }: EmojiSearchProps): JSX.Element {
  useLayoutEffect(() => ref.current?.focus(), [ref])
  return (
    <input
      ref={ref}
      data-autofocus
      className={styles.search}
      aria-label={words.search}
      placeholder={words.search}
      autoComplete="off"
      spellCheck={false}
      {...props}
    />
  )
}

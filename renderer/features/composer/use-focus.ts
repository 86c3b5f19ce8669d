import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { ComposerMode } from './composer-mode.ts'

/** The box has the focus when it comes in, unless it stands beside what the person came for, and when something else is written in it. */
export function useFocus(
  input: RefObject<HTMLTextAreaElement | null>,
  mode: ComposerMode,
  aside: boolean | undefined,
): void {
  // Who goes to a conversation goes there to write, and the first key may come before effects that wait for a painted screen; on a touch
  // screen the focus would raise the keyboard over it.
  useLayoutEffect(() => {
    if (aside !== true && window.matchMedia('(hover: hover)').matches) input.current?.focus()
  }, [input, aside])
  const found = useRef(mode)
  useLayoutEffect(() => {
    const element = input.current
    if (element === null || mode.kind === 'new') return
    // What was left half-way and is come back to takes the focus no more than a draft does.
    if (mode !== found.current && mode.isBack !== true) element.focus()
    element.setSelectionRange(element.value.length, element.value.length)
  }, [input, mode])
}

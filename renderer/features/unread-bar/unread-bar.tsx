import { type JSX, useLayoutEffect, useRef } from 'react'
import { usePage } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { clockTime, momentText, startOfDay } from '../../ui/times.ts'
import type { ConversationModel } from '../conversation/conversation-model.ts'
import type { NewAbove } from '../conversation/visit.ts'
import styles from './unread-bar.module.css'
import { words } from './words.ts'

interface UnreadBarProps {
  readonly model: ConversationModel
  readonly above: NewAbove
}

/** Over the messages: that what is unread begins further back, and the way there. */
export function UnreadBar({ model, above }: UnreadBarProps): JSX.Element {
  const today = useReadable(usePage().today)
  const bar = useRef<HTMLOutputElement>(null)
  useFocusBehind(bar)
  const { since, count } = above
  const moment = startOfDay(since) === today ? clockTime(since) : momentText(since)
  return (
    // What is done by a key here, the button in it does too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- see above
    <output
      ref={bar}
      className={styles.bar}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.shiftKey) model.markRead()
      }}
    >
      <span className={styles.text}>
        {count === undefined ? words.since(moment) : words.count(count, moment)}
      </span>
      <Button look="link" className={styles.choice} onClick={model.goToNew}>
        {words.jump}
      </Button>
      <Button look="link" className={styles.choice} onClick={model.markRead}>
        {words.markRead}
      </Button>
    </output>
  )
}

/** Its buttons go with it: whoever had the focus there goes on with the messages. */
function useFocusBehind(bar: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const shown = bar.current
    return () => {
      if (shown?.contains(document.activeElement) !== true) return
      const next = shown.closest('main')?.querySelector('[role=log] [data-key][tabindex="0"]')
      if (next instanceof HTMLElement) next.focus({ preventScroll: true })
    }
  }, [bar])
}

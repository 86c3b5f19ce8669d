import { Timer } from 'lucide-react'
import type { JSX } from 'react'
import type { OpenConversation } from '../../../core/engine/engine.ts'
import { useSlice } from '../../engine/use-readable.ts'
import { momentText } from '../../ui/times.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { durationOf } from './durations.ts'
import styles from './timer.module.css'
import { words } from './words.ts'

/** At a message: that it disappears, and when, if its time has begun. */
export function TimerMark({ expiresAt }: { readonly expiresAt: number | undefined }): JSX.Element {
  const text = expiresAt === undefined ? words.unbegun : words.mark(momentText(expiresAt))
  return (
    <span className={styles.mark} title={text}>
      <Timer size={13} strokeWidth={2.2} aria-hidden />
      <VisuallyHidden>{text}</VisuallyHidden>
    </span>
  )
}

/** Above the composer, as long as what is written there disappears. */
export function TimerNote({ open }: { readonly open: OpenConversation }): JSX.Element | null {
  const timer = useSlice(open.view, (view) => view.timer)
  if (timer === undefined) return null
  return (
    <p className={styles.composing} title={words.onText(durationOf(timer))}>
      <Timer size={13} strokeWidth={2.2} aria-hidden />
      <VisuallyHidden>{words.onText(durationOf(timer))}</VisuallyHidden>
      <span aria-hidden>{words.lasting(durationOf(timer))}</span>
    </p>
  )
}

import type { JSX } from 'react'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { useSlice } from '../../engine/use-readable.ts'
import { pageRow } from '../../languages/speech.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { useConversation } from './conversation-context.tsx'
import { namesOf } from './names.ts'
import styles from './seen-by.module.css'
import { words } from './words.ts'

/** Under the person's newest message: how many have read it, and who, on hover and for screen readers. */
export function SeenBy({ message }: { readonly message: ShownMessage }): JSX.Element | null {
  const engine = useEngine()
  const { model, workspace, self } = useConversation()
  const seen = useSlice(model.open.view, (view) =>
    view.seen?.message === message.id && message.author === self ? view.seen : undefined,
  )
  if (seen === undefined || message.redacted) return null
  const names = pageRow(namesOf(engine, workspace, seen.by))
  return (
    <p className={styles.seen} title={names}>
      {words.seenBy(seen.by.length)}
      <VisuallyHidden>: {names}</VisuallyHidden>
    </p>
  )
}

import { type JSX, useEffect, useRef, useState } from 'react'
import { useEngine } from '../../engine/contexts.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { plainText } from '../markup/plain-text.ts'
import { useConversation } from './conversation-context.tsx'
import { keyOf, type Row } from './rows.ts'
import { words } from './words.ts'

/** Tells screen readers of each new message by somebody else, whether it is in view or not. */
export function Announcer({ rows }: { readonly rows: ReadonlyArray<Row> }): JSX.Element {
  const engine = useEngine()
  const { workspace, self } = useConversation()
  const [said, setSaid] = useState('')
  const last = useRef<string>(undefined)
  const newest = rows.at(-1)?.message
  useEffect(() => {
    if (newest === undefined) return
    const key = keyOf(newest)
    const known = last.current
    last.current = key
    if (known === undefined || known === key || newest.author === self || newest.redacted) return
    setSaid(
      words.announce(engine.member(workspace, newest.author)?.name ?? words.someone, plainText(newest.text)),
    )
  }, [engine, workspace, self, newest])
  return (
    <div aria-live="polite">
      <VisuallyHidden>{said}</VisuallyHidden>
    </div>
  )
}

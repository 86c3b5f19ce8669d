import { type JSX, useEffect, useRef, useState } from 'react'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { plainText } from '../markup/plain-text.ts'
import { useConversation } from './conversation-context.tsx'
import styles from './announcer.module.css'
import { keyOf, type Row } from './rows.ts'
import { words } from './words.ts'

/** Of many that come at once the newest: nobody wants to hear what came in a whole night. */
const mostAtOnce = 3

interface Said {
  readonly message: ShownMessage
  readonly text: string
}

/** What was taken back, has disappeared or says something else now stays nowhere, not even where only a screen reader finds it. */
const isSaidStill = ({ id, author, text }: ShownMessage, rows: ReadonlyArray<Row>): boolean =>
  rows.findLast(({ message }) => message.id === id && message.author === author)?.message.text === text

/** Tells screen readers of each new message by somebody else, whether it is in view or not. */
export function Announcer({ rows }: { readonly rows: ReadonlyArray<Row> }): JSX.Element {
  const engine = useEngine()
  const { workspace, self } = useConversation()
  const [said, setSaid] = useState<ReadonlyArray<Said>>([])
  const last = useRef<string>(undefined)
  useEffect(() => {
    const newest = rows.at(-1)?.message
    if (newest === undefined) return
    const known = last.current
    last.current = keyOf(newest)
    const from = rows.findLastIndex(({ message }) => keyOf(message) === known)
    if (from === -1) return
    const came = rows.slice(from + 1).map(({ message }) => message)
    const heard = came.filter(({ author, redacted }) => author !== self && !redacted).slice(-mostAtOnce)
    if (heard.length === 0) return
    setSaid(
      heard.map((message) => {
        const name = engine.member(workspace, message.author)?.name ?? words.someone
        return { message, text: words.announce(name, plainText(message.text)) }
      }),
    )
  }, [engine, workspace, self, rows])
  return (
    <div aria-live="polite" className={styles.heard}>
      {said
        .filter(({ message }) => isSaidStill(message, rows))
        .map(({ message, text }) => (
          <div key={keyOf(message)}>
            <VisuallyHidden>{text}</VisuallyHidden>
          </div>
        ))}
    </div>
  )
}

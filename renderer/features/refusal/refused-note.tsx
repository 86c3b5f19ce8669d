import { type JSX, useLayoutEffect, useRef } from 'react'
import type { BlockedChange } from '../../../core/engine/blocked-change.ts'
import { usePage } from '../../engine/contexts.tsx'
import { Button } from '../../ui/button.tsx'
import type { ConversationModel } from '../conversation/conversation-model.ts'
import { words as conversationWords } from '../conversation/words.ts'
import { plainText } from '../markup/plain-text.ts'
import styles from './refused-note.module.css'
import { changeRefusalText, changeText } from './words.ts'

interface RefusedNoteProps {
  readonly model: ConversationModel
  readonly change: BlockedChange
  /** Nothing can be written there: why is said below. */
  readonly isClosed: boolean
}

/** Which change the server did not take, and why, where it shows on no message of this person; and what they can do. */
export function RefusedNote({ model, change, isClosed }: RefusedNoteProps): JSX.Element {
  const { toasts } = usePage()
  const note = useRef<HTMLDivElement>(null)
  // Its buttons go with it: whoever had the focus there goes on where they write, or read.
  useLayoutEffect(() => {
    const shown = note.current
    return () => {
      if (shown?.contains(document.activeElement) !== true) return
      const talk = shown.parentElement
      const next = talk?.querySelector('textarea') ?? talk?.querySelector('[role=log] [tabindex="0"]')
      if (next instanceof HTMLElement) next.focus({ preventScroll: true })
    }
  }, [])
  const about = model.open.view.read().messages.find(({ id }) => id === change.message)
  return (
    <div ref={note} role="alert" className={styles.note}>
      <p>
        {changeText(change.does, about)} {changeRefusalText(change.code, isClosed)}
      </p>
      {about !== undefined && about.text !== '' && (
        <p className={styles.about} dir="auto">
          {plainText(about.text)}
        </p>
      )}
      <div className={styles.choices}>
        <Button look="link" className={styles.choice} onClick={() => model.open.retry()}>
          {conversationWords.retry}
        </Button>
        <Button
          look="link"
          className={styles.choice}
          onClick={() => model.removal.begin(change.op, 'discard', toasts)}
        >
          {conversationWords.discard}
        </Button>
      </div>
    </div>
  )
}

import { type JSX, useLayoutEffect, useRef } from 'react'
import type { SendFailure } from '../../../core/engine/engine.ts'
import type { RefuseCode } from '../../../core/protocol/codes.ts'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { sendFailureText } from '../composer/words.ts'
import type { ConversationModel } from '../conversation/conversation-model.ts'
import { words as conversationWords } from '../conversation/words.ts'
import styles from './refused-note.module.css'
import { refusalText, words } from './words.ts'

interface RefusedNoteProps {
  readonly model: ConversationModel
  readonly code: RefuseCode
}

/** Why the server did not take a change that is no message in the conversation, and what they can do. */
export function RefusedNote({ model: { open }, code }: RefusedNoteProps): JSX.Element {
  const { failure, run } = useAction<SendFailure>()
  const note = useRef<HTMLDivElement>(null)
  // Its buttons go with it: whoever had the focus there goes on where they write, or read.
  useLayoutEffect(() => {
    const shown = note.current
    return () => {
      if (shown?.contains(document.activeElement) !== true) return
      const next = shown.parentElement?.querySelector('textarea, [role=log] [tabindex="0"]')
      if (next instanceof HTMLElement) next.focus()
    }
  }, [])
  return (
    <div ref={note} role="alert" className={styles.note}>
      <p>
        {words.text} {failure === undefined ? refusalText(code) : sendFailureText(failure)}
      </p>
      <div className={styles.choices}>
        <Button look="link" className={styles.choice} onClick={() => open.retry()}>
          {conversationWords.retry}
        </Button>
        <Button look="link" className={styles.choice} onClick={() => void run(() => open.discard())}>
          {conversationWords.discard}
        </Button>
      </div>
    </div>
  )
}

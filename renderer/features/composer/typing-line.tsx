import { type JSX } from 'react'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { useSlice } from '../../engine/use-readable.ts'
import type { ConversationModel } from '../conversation/conversation-model.ts'
import { shortName } from '../../ui/short-name.ts'
import styles from './typing-line.module.css'
import { typingText, words } from './words.ts'

interface TypingLineProps {
  readonly model: ConversationModel
  readonly workspace: WorkspaceId
}

/** Who is writing. Always there, so that nothing moves; not read aloud, for it changes every few seconds. */
export function TypingLine({ model, workspace }: TypingLineProps): JSX.Element {
  const engine = useEngine()
  const users = useSlice(model.open.view, (view) => view.typing)
  const names = users.map((user) => shortName(engine.member(workspace, user)?.name ?? words.someone))
  return (
    <p className={styles.line} aria-live="off">
      {names.length > 0 && typingText(names)}
    </p>
  )
}

import { type JSX, useSyncExternalStore } from 'react'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import type { OpId } from '../../../core/protocol/ids.ts'
import { useMemberName } from '../../engine/contexts.tsx'
import { plainText } from '../markup/plain-text.ts'
import { useConversation } from './conversation-context.tsx'
import styles from './reply-preview.module.css'
import { words } from './words.ts'

const previewLength = 160

/** The line above an answer that says what it answers. */
export function ReplyPreview({ to }: { readonly to: OpId }): JSX.Element {
  const { model } = useConversation()
  const target = useSyncExternalStore(model.rows.listen, () => model.find(to))
  return (
    <div className={styles.preview}>
      <span className={styles.lead}>{words.inReplyTo}</span>
      {target === undefined ? <span>{words.replyGone}</span> : <Quote message={target} />}
    </div>
  )
}

function Quote({ message }: { readonly message: ShownMessage }): JSX.Element {
  const { workspace } = useConversation()
  const name = useMemberName(workspace, message.author) ?? words.someone
  if (message.redacted) return <span>{words.replyDeleted}</span>
  return (
    <>
      <span className={styles.name} dir="auto">
        {name}
      </span>
      <span className={styles.text} dir="auto">
        {plainText(message.text).slice(0, previewLength)}
      </span>
    </>
  )
}

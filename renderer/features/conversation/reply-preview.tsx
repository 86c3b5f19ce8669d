import { type JSX, useSyncExternalStore } from 'react'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import type { OpId } from '../../../core/protocol/ids.ts'
import { useMemberName } from '../../engine/contexts.tsx'
import { plainText } from '../markup/plain-text.ts'
import { classes } from '../../ui/classes.ts'
import { useConversation, useRowTabIndex } from './conversation-context.tsx'
import styles from './reply-preview.module.css'
import { words } from './words.ts'

const previewLength = 160

interface ReplyPreviewProps {
  readonly to: OpId
  /** The answer. */
  readonly message: ShownMessage
}

/** The line above an answer that says what it answers; above a reply in a thread it opens that. */
export function ReplyPreview({ to, message }: ReplyPreviewProps): JSX.Element {
  const { model, actions } = useConversation()
  const tabIndex = useRowTabIndex()
  const target = useSyncExternalStore(model.rows.listen, () => model.find(to))
  const what = target === undefined ? <span>{words.replyGone}</span> : <Quote message={target} />
  if (message.thread === undefined || model.root !== undefined) {
    return (
      <div className={styles.preview}>
        <span className={styles.lead}>{words.inReplyTo}</span>
        {what}
      </div>
    )
  }
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      className={classes(styles.preview, styles.thread)}
      title={words.openThread}
      onClick={() => actions.openThread(message)}
    >
      <span className={styles.lead}>{words.repliedInThread}</span>
      {what}
    </button>
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

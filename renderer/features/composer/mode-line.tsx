import { X } from 'lucide-react'
import { type JSX, type ReactNode, useSyncExternalStore } from 'react'
import type { UserId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { useMemberName } from '../../engine/contexts.tsx'
import { IconButton } from '../../ui/button.tsx'
import type { ConversationModel } from '../conversation/conversation-model.ts'
import { words as conversationWords } from '../conversation/words.ts'
import { words as unfinishedWords } from '../unfinished/words.ts'
import { plainText } from '../markup/plain-text.ts'
import type { Answered, ComposerMode } from './composer-mode.ts'
import styles from './composer.module.css'
import { isGone, useGoneEdit } from './use-gone-edit.ts'
import { words } from './words.ts'

interface ModeLineProps {
  readonly model: ConversationModel
  readonly mode: ComposerMode
  readonly workspace: WorkspaceId
  readonly leave: () => void
}

/** Above the box: what is being answered or changed, or was until it was gone. */
export function ModeLine({ model, mode, workspace, leave }: ModeLineProps): ReactNode {
  useGoneEdit(model, mode)
  switch (mode.kind) {
    case 'new':
      return (
        <p role="alert" className={styles.mode}>
          {unfinishedWords.leftOver}
        </p>
      )
    case 'reply':
      return (
        <ModeBar label={words.cancelReply} leave={leave}>
          <ReplyingTo author={mode.to.author} workspace={workspace} />
          <Quote model={model} to={mode.to} />
        </ModeBar>
      )
    case 'edit':
      return (
        <ModeBar label={words.cancelEdit} leave={leave}>
          <span className={styles.modeName}>{words.editing}</span>
        </ModeBar>
      )
  }
}

/** As it is now: it may be taken back, or disappear, while it is being answered. */
function Quote({ model, to }: { readonly model: ConversationModel; readonly to: Answered }): JSX.Element {
  const now = useSyncExternalStore(model.open.view.listen, () => model.find(to.id) ?? to)
  const isTakenBack = useSyncExternalStore(model.open.view.listen, () => isGone(model, to))
  return (
    <span className={styles.quote} dir="auto">
      {isTakenBack ? conversationWords.replyDeleted : plainText(now.text).slice(0, 160)}
    </span>
  )
}

interface ModeBarProps {
  readonly label: string
  readonly leave: () => void
  readonly children: ReactNode
}

const ModeBar = ({ label, leave, children }: ModeBarProps): JSX.Element => (
  <div className={styles.mode}>
    {children}
    <IconButton size="small" label={label} icon={<X size={15} />} className={styles.leave} onClick={leave} />
  </div>
)

function ReplyingTo(props: { readonly author: UserId; readonly workspace: WorkspaceId }): JSX.Element {
  const name = useMemberName(props.workspace, props.author) ?? words.someone
  return <span className={styles.modeName}>{words.replyingTo(name)}</span>
}

import { X } from 'lucide-react'
import type { JSX, ReactNode } from 'react'
import type { UserId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { useMemberName } from '../../engine/contexts.tsx'
import { IconButton } from '../../ui/button.tsx'
import { plainText } from '../markup/plain-text.ts'
import type { ComposerMode } from './composer-mode.ts'
import styles from './composer.module.css'
import { words } from './words.ts'

interface ModeLineProps {
  readonly mode: ComposerMode
  readonly workspace: WorkspaceId
  readonly leave: () => void
}

/** Above the box: what is being answered or changed. */
export function ModeLine({ mode, workspace, leave }: ModeLineProps): ReactNode {
  switch (mode.kind) {
    case 'new':
      return null
    case 'reply':
      return (
        <ModeBar label={words.cancelReply} leave={leave}>
          <ReplyingTo author={mode.to.author} workspace={workspace} />
          <span className={styles.quote} dir="auto">
            {plainText(mode.to.text).slice(0, 160)}
          </span>
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

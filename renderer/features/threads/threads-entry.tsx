import { MessagesSquare } from 'lucide-react'
import type { JSX } from 'react'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { classes } from '../../ui/classes.ts'
import sidebar from '../sidebar/sidebar.module.css'
import { UnreadMark } from '../unread/unread-mark.tsx'
import { useCounts } from '../unread/use-told.ts'
import { words } from './words.ts'

interface ThreadsEntryProps {
  readonly workspace: WorkspaceId
  readonly current: boolean
  readonly go: () => void
}

/** In the sidebar, above the conversations: what waits in the threads of the workspace. */
export function ThreadsEntry({ workspace, current, go }: ThreadsEntryProps): JSX.Element {
  const told = useCounts().threadsOf(workspace)
  return (
    <div className={sidebar.list}>
      <button
        type="button"
        className={classes(sidebar.entry, told.unread && sidebar.unread)}
        aria-current={current ? 'true' : undefined}
        data-threads
        onClick={go}
      >
        <MessagesSquare size={15} aria-hidden />
        <span className={sidebar.name}>{words.threads}</span>
        <UnreadMark told={told} unread={words.unreadReplies(told.replies)} />
      </button>
    </div>
  )
}

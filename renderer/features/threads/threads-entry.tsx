import { MessagesSquare } from 'lucide-react'
import type { JSX } from 'react'
import { pageNumber } from '../../languages/speech.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { useSlice } from '../../engine/use-readable.ts'
import { classes } from '../../ui/classes.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import sidebar from '../sidebar/sidebar.module.css'
import styles from './threads-pane.module.css'
import { words } from './words.ts'

interface ThreadsEntryProps {
  readonly current: boolean
  readonly go: () => void
}

/** In the sidebar, above the conversations. */
export function ThreadsEntry({ current, go }: ThreadsEntryProps): JSX.Element {
  const engine = useEngine()
  const unread = useSlice(engine.threads, (all) => all.reduce((sum, each) => sum + each.unread, 0))
  return (
    <div className={sidebar.list}>
      <button
        type="button"
        className={classes(sidebar.entry, unread > 0 && sidebar.unread)}
        aria-current={current ? 'true' : undefined}
        onClick={go}
      >
        <MessagesSquare size={15} aria-hidden />
        <span className={sidebar.name}>{words.threads}</span>
        {unread > 0 && (
          <>
            <span className={styles.badge} aria-hidden>
              {pageNumber(unread)}
            </span>
            <VisuallyHidden>{words.unreadReplies(unread)}</VisuallyHidden>
          </>
        )}
      </button>
    </div>
  )
}

import { Pencil } from 'lucide-react'
import { type JSX, useSyncExternalStore } from 'react'
import type { Thread } from '../../../core/conversation/views/threads.ts'
import type { OpId, UserId } from '../../../core/protocol/ids.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { useReadable, useSlice } from '../../engine/use-readable.ts'
import { usePage } from '../../engine/contexts.tsx'
import { clockTime, dayLabel, startOfDay } from '../../ui/times.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { Face } from '../faces/face.tsx'
import { useUnfinished } from '../unfinished/use-unfinished.ts'
import { useConversation, useRowTabIndex } from './conversation-context.tsx'
import styles from './thread-mark.module.css'
import { words } from './words.ts'

const facesShown = 3
const noReplies: Pick<Thread, 'replies' | 'participants'> = { replies: [], participants: [] }

function momentOf(time: number, midnight: number): string {
  const day = startOfDay(time)
  return day === midnight ? clockTime(time) : dayLabel(day, midnight)
}

/** The line below a message that says how many have replied to it in a thread, who, and when last, and whether a draft waits there. It opens the thread. */
export function ThreadMark({ root }: { readonly root: OpId }): JSX.Element | undefined {
  const { model, workspace } = useConversation()
  const engine = useEngine()
  const { today } = usePage()
  const tabIndex = useRowTabIndex()
  const midnight = useReadable(today)
  const thread = useSyncExternalStore(model.open.view.listen, () => model.thread(root)) // rows do not change with replies
  const unread = useSlice(
    engine.threads,
    (all) => all.find((each) => each.root === root && each.conversation === model.id)?.unread ?? 0,
  )
  const isUnfinished = useUnfinished(model.id, root)
  const hasDraft = useSlice(model.open.view, (view) => view.threadDrafts.has(root)) || isUnfinished
  if (thread === undefined && !hasDraft) return undefined
  const { replies, participants } = thread ?? noReplies
  const last = replies.at(-1)?.at.time
  const nameOf = (user: UserId): string => engine.member(workspace, user)?.name ?? words.someone
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      className={styles.thread}
      onClick={() => model.showPanel({ kind: 'thread', root })}
    >
      <span className={styles.faces}>
        {participants.slice(0, facesShown).map((user) => (
          <Face key={user} name={nameOf(user)} id={user} size="small" />
        ))}
      </span>
      {replies.length > 0 && <span className={styles.count}>{words.replyCount(replies.length)}</span>}
      {unread > 0 && (
        <>
          <span className={styles.dot} />
          <VisuallyHidden>{words.unreadReplies(unread)}</VisuallyHidden>
        </>
      )}
      {hasDraft && (
        <span className={styles.draft}>
          <Pencil size={13} aria-hidden />
          {words.replyDraft}
        </span>
      )}
      {last !== undefined && <span className={styles.last}>{words.lastReply(momentOf(last, midnight))}</span>}
    </button>
  )
}

/** The list of threads of all conversations that are there, with what their own counts have of each as well. Rules VW6, CR87. */
import type { FollowedThread, ListedThread } from '../threads-contract.ts'
import { sameItems } from '../keep-same.ts'
import { compareThreads, sameThread } from './followed-thread.ts'
import type { ReadingCore } from './reading-core.ts'

/** A thread that was read is not asked of. */
function alsoCounted(
  { deps }: Pick<ReadingCore, 'deps'>,
  { conversation, root, unread }: FollowedThread,
): ListedThread['alsoCounted'] {
  const counted = unread > 0 ? deps.unreadCount(conversation, root) : undefined
  const { messages = 0, replies = 0, mentions = 0 } = counted ?? {}
  return { unread: messages + replies, mentions }
}

/** Items that are as they were keep their reference, and so does the whole. */
export function listedThreads(
  { all, deps }: Pick<ReadingCore, 'all' | 'deps'>,
  before: ReadonlyArray<ListedThread>,
): ReadonlyArray<ListedThread> {
  const known = new Map(before.map((thread) => [keyOf(thread), thread]))
  const listed = Array.from(all).flatMap(([conversation, { threads }]) => {
    const workspace = deps.workspaceOf(conversation)
    if (workspace === undefined) return []
    return Array.from(threads.values(), (thread): ListedThread => {
      const isLeft = deps.personal().follows(conversation, thread.root) === false
      const counted = isLeft ? { ...thread, unread: thread.mentions, left: true as const } : thread
      const made = { ...counted, workspace, alsoCounted: alsoCounted({ deps }, counted) }
      const old = known.get(keyOf(thread))
      return old !== undefined && isSame(old, made) ? old : made
    })
  })
  const sorted = listed.toSorted(compareThreads)
  return sameItems(before, sorted) ? before : sorted
}

const keyOf = ({ conversation, root }: FollowedThread): string => conversation + root

const isSame = (left: ListedThread, right: ListedThread): boolean =>
  sameThread(left, right) &&
  left.workspace === right.workspace &&
  left.left === right.left &&
  left.alsoCounted.unread === right.alsoCounted.unread &&
  left.alsoCounted.mentions === right.alsoCounted.mentions

/** What the list of threads shows of one: a pure function of its messages and of how far the person has read. Rule VW6. */
import { compareMarks, type ReadMark } from '../../conversation/about.ts'
import type { Message } from '../../conversation/message.ts'
import { isUnread, type Thread } from '../../conversation/views/threads.ts'
import type { ConversationId, UserId } from '../../protocol/ids.ts'
import type { FollowedThread } from '../engine.ts'
import type { FarRoot } from './far-roots.ts'

/** Characters of a message that stand in the list. */
const excerptLength = 200
const peopleShown = 5

export interface ThreadReader {
  readonly self: UserId
  readonly conversation: ConversationId
  /** How far the thread was read. What the person wrote in it, they wrote having read what was there. */
  readonly mark: ReadMark | undefined
}

/**
 * Undefined if the person has no part in it. `root` is undefined as long as it is not loaded; then what was `known` of it stays
 * true, and so does that it concerns the person; and what the index knows of it (`far`) stands for it.
 */
export function followThread(
  { root: id, replies, participants }: Thread,
  root: Message | undefined,
  { self, conversation, mark }: ThreadReader,
  known: FollowedThread | undefined,
  far?: FarRoot,
): FollowedThread | undefined {
  const last = replies.at(-1)
  const all = root === undefined ? replies : [root, ...replies]
  const concerns =
    all.some(({ author, mentions }) => author === self || mentions?.includes(self) === true) ||
    (root === undefined && far?.author === self)
  if (last === undefined || (!concerns && (known === undefined || root !== undefined))) return undefined
  const read = furthest(
    mark,
    replies.findLast(({ author }) => author === self),
  )
  const marks = { threads: new Map(read === undefined ? [] : [[id, { at: read.at, id: read.id }]]) }
  return {
    conversation,
    root: id,
    by: root?.author ?? known?.by ?? far?.author,
    text: rootText(root, known, far),
    replies: root === undefined ? Math.max(replies.length, known?.replies ?? 0) : replies.length,
    people: participants.slice(0, peopleShown),
    last: { id: last.id, by: last.author, at: last.at, text: excerptOf(last) },
    unread: replies.filter((reply) => isUnread(reply, self, marks)).length,
  }
}

const rootText = (
  root: Message | undefined,
  known: FollowedThread | undefined,
  far: FarRoot | undefined,
): string => {
  if (root !== undefined) return excerptOf(root)
  return known?.by === undefined && far !== undefined ? excerptOf(far) : (known?.text ?? '')
}

/** What disappears is nowhere but in the document, from which it goes by itself. */
const excerptOf = ({ text, expiresAt }: Pick<FarRoot, 'text' | 'expiresAt'>): string =>
  expiresAt === undefined ? text.slice(0, excerptLength) : ''

export const furthest = (left: ReadMark | undefined, right: ReadMark | undefined): ReadMark | undefined =>
  left === undefined || (right !== undefined && compareMarks(right, left) > 0) ? right : left

/** Unread ones first, then the one in which somebody wrote last. */
export const compareThreads = (left: FollowedThread, right: FollowedThread): number =>
  Number(right.unread > 0) - Number(left.unread > 0) || compareMarks(right.last, left.last)

/** Whether both show the same. */
export const sameThread = (left: FollowedThread, right: FollowedThread): boolean =>
  left.by === right.by &&
  left.text === right.text &&
  left.replies === right.replies &&
  left.unread === right.unread &&
  compareMarks(left.last, right.last) === 0 &&
  left.last.text === right.last.text &&
  left.people.join() === right.people.join()

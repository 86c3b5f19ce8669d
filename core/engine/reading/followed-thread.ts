/** What the list of threads shows of one: a pure function of its messages and of how far the person has read. Rule VW6. */
import { compareMarks, type ReadMark } from '../../conversation/about.ts'
import { isMentioned, isNamed } from '../../conversation/mentions.ts'
import type { Message } from '../../conversation/message.ts'
import { isUnread, type Thread } from '../../conversation/views/threads.ts'
import type { ConversationId, UserId } from '../../protocol/ids.ts'
import type { Excerpt, FollowedThread } from '../threads-contract.ts'
import type { FarRoot } from './far-roots.ts'

/** Characters of a message that stand in the list. */
const excerptLength = 200
const peopleShown = 5

export interface ThreadReader {
  readonly self: UserId
  readonly conversation: ConversationId
  /** How far the thread was read. What the person wrote in it, they wrote having read what was there. */
  readonly mark: ReadMark | undefined
  /** What the person has said of it, if anything (VW9). */
  readonly follows: boolean | undefined
}

/**
 * Undefined if the person has no part in it, nor has said anything of it: one that they have left is known, lest it be lost to them. `root` is undefined as long as it is not loaded; then what was `known` of it stays
 * true, and so does that it concerns the person; and what the index knows of it (`far`) stands for it.
 */
export function followThread(
  { root: id, replies, participants }: Thread,
  root: Message | undefined,
  { self, conversation, mark, follows }: ThreadReader,
  known: FollowedThread | undefined,
  far?: FarRoot,
): FollowedThread | undefined {
  const last = replies.at(-1)
  const all = root === undefined ? replies : [root, ...replies]
  const concerns =
    follows !== undefined ||
    all.some(({ author, mentions }) => author === self || isNamed(mentions, self)) ||
    (root === undefined && far?.author === self)
  if (last === undefined || (!concerns && (known === undefined || root !== undefined))) return undefined
  const read = furthest(
    mark,
    replies.findLast(({ author }) => author === self),
  )
  const marks = { threads: new Map(read === undefined ? [] : [[id, { at: read.at, id: read.id }]]) }
  const unread = replies.filter((reply) => isUnread(reply, self, marks))
  return {
    conversation,
    root: id,
    by: root?.author ?? known?.by ?? far?.author,
    ...rootExcerpt(root, known, far),
    replies: root === undefined ? Math.max(replies.length, known?.replies ?? 0) : replies.length,
    people: participants.slice(0, peopleShown),
    last: { id: last.id, by: last.author, at: last.at, ...excerptOf(last) },
    unread: unread.length,
    mentions: unread.filter(({ mentions }) => isMentioned(mentions, self, follows !== false)).length,
  }
}

function rootExcerpt(
  root: Message | undefined,
  known: FollowedThread | undefined,
  far: FarRoot | undefined,
): Excerpt {
  if (root !== undefined) return excerptOf(root)
  if (known?.by === undefined && far !== undefined) return excerptOf(far)
  return known === undefined ? { text: '' } : onlyExcerpt(known)
}

type Excerpted = Pick<FarRoot, 'text' | 'expiresAt'> &
  Partial<Pick<Message, 'redacted' | 'expired' | 'masked'>>

/** What disappears is nowhere but in the document, from which it goes by itself. */
export function excerptOf({ text, expiresAt, redacted, expired, masked }: Excerpted): Excerpt {
  if (expiresAt !== undefined || expired === true) return { text: '', blank: 'disappears' }
  if (redacted === true) return { text: '', blank: 'deleted' }
  return {
    text: text.slice(0, excerptLength),
    ...(text === '' && { blank: 'files' }),
    ...(masked && { masked }),
  }
}

export const onlyExcerpt = ({ text, blank, masked }: Excerpt): Excerpt => ({
  text,
  ...(blank !== undefined && { blank }),
  ...(masked && { masked }),
})

export const furthest = (left: ReadMark | undefined, right: ReadMark | undefined): ReadMark | undefined =>
  left === undefined || (right !== undefined && compareMarks(right, left) > 0) ? right : left

/** Unread ones first, then the one in which somebody wrote last. */
export const compareThreads = (left: FollowedThread, right: FollowedThread): number =>
  Number(right.unread > 0) - Number(left.unread > 0) || compareMarks(right.last, left.last)

/** Whether both show the same. */
export const sameThread = (left: FollowedThread, right: FollowedThread): boolean =>
  left.by === right.by &&
  sameExcerpt(left, right) &&
  left.replies === right.replies &&
  left.unread === right.unread &&
  left.mentions === right.mentions &&
  compareMarks(left.last, right.last) === 0 &&
  sameExcerpt(left.last, right.last) &&
  left.people.join() === right.people.join()

const sameExcerpt = (left: Excerpt, right: Excerpt): boolean =>
  left.text === right.text && left.blank === right.blank && left.masked === right.masked

/**
 * What the list of threads says of messages that are not loaded: what was taken back must not stay there until somebody scrolls that
 * far back, nor what was there before an edit. Rule VW6.
 */
import type { ConversationId, OpId, UserId } from '../../protocol/ids.ts'
import type { SaidAnew } from '../../sync/own-update.ts'
import type { Excerpt, FollowedThread } from '../threads-contract.ts'
import { excerptOf, onlyExcerpt, sameThread } from './followed-thread.ts'
import type { ReadingCore, ReadingDeps } from './reading-core.ts'

interface Known extends Pick<ReadingCore, 'all'> {
  readonly deps: Pick<ReadingDeps, 'isModerator'>
}

/** True if something in the list is another now. */
export function followExcerpts(
  { all, deps }: Known,
  conversation: ConversationId,
  saidAnew: ReadonlyArray<SaidAnew>,
): boolean {
  const threads = all.get(conversation)?.threads
  let isNews = false
  for (const said of saidAnew)
    for (const before of threads?.values() ?? []) {
      const now = followed(before, said, deps.isModerator(conversation, said.by))
      if (sameThread(before, now)) continue
      threads?.set(before.root, now)
      isNews = true
    }
  return isNews
}

function followed(thread: FollowedThread, said: SaidAnew, isModerator: boolean): FollowedThread {
  const { text: _, blank: __, masked: ___, last, ...about } = thread
  const { id, by, at } = last
  const mayChange = (message: OpId, author: UserId | undefined): boolean =>
    message === said.target &&
    ((said.kind !== 'mask' && said.by === author) || (said.kind !== 'edit' && isModerator))
  const now = (message: OpId, author: UserId | undefined, before: Excerpt): Excerpt =>
    mayChange(message, author) ? saidNow(before, said) : onlyExcerpt(before)
  return { ...about, ...now(thread.root, thread.by, thread), last: { id, by, at, ...now(id, by, last) } }
}

/** Nothing comes back of what was taken back or disappears, nor of what a moderator has put something in the place of (RE14). */
function saidNow(before: Excerpt, { kind, text }: SaidAnew): Excerpt {
  const { blank, masked } = before
  if (kind === 'prolong') return onlyExcerpt(before)
  const isOver = blank === 'deleted' || blank === 'disappears' || (masked === true && kind === 'edit')
  if (isOver) return onlyExcerpt(before)
  return excerptOf({ text, redacted: kind === 'redact', ...(kind === 'mask' && { masked: true }) })
}

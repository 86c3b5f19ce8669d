/**
 * What the list of threads says of messages that are not loaded: what was taken back must not stay there until somebody scrolls that
 * far back, nor what was there before an edit. Rule VW6.
 */
import type { ConversationId, OpId, UserId } from '../../protocol/ids.ts'
import type { SaidAnew } from '../../sync/own-update.ts'
import type { Excerpt, FollowedThread } from '../threads-contract.ts'
import { excerptOf, sameThread } from './followed-thread.ts'
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
  const { root, by, last } = thread
  const mayChange = (id: OpId, author: UserId | undefined): boolean =>
    id === said.target &&
    ((said.kind !== 'mask' && said.by === author) || (said.kind !== 'edit' && isModerator))
  return {
    ...thread,
    ...(mayChange(root, by) && saidNow(thread, said)),
    ...(mayChange(last.id, last.by) && { last: { ...last, ...saidNow(last, said) } }),
  }
}

/** Of what disappears nothing is kept, whatever it says by now. */
const saidNow = ({ text, blank }: Excerpt, said: SaidAnew): Excerpt =>
  blank === 'disappears' ? { text, blank } : excerptOf({ text: said.text, redacted: said.kind === 'redact' })

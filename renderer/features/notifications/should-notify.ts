import type { NotifyLevel } from '../../../core/protocol/directory.ts'

/** A message that has come in. */
export interface News {
  /** Written to this person, and not to whoever is interested. */
  readonly isDirect: boolean
  readonly level: NotifyLevel
  readonly isOwn: boolean
  readonly isMention: boolean
  /** It shows in its thread alone. */
  readonly isReply: boolean
  /** Of a thread that concerns this person. */
  readonly isFollowed: boolean
  /** Its conversation is on the screen, and the person in front of it. */
  readonly isInView: boolean
}

/** What the person wants just now. */
export interface Peace {
  readonly isOn: boolean
  readonly isQuiet: boolean
  readonly isBusy: boolean
}

/** Whether the system is to tell of a message. Rules NT1 to NT4. */
export function shouldNotify(news: News, { isOn, isQuiet, isBusy }: Peace): boolean {
  if (!isOn || isQuiet || isBusy) return false
  if (news.isOwn || news.isInView || news.level === 'none') return false
  if (news.isMention) return true
  return news.level === 'all' && (news.isDirect || !news.isReply || news.isFollowed)
}

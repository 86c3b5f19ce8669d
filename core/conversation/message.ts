import type { Millis } from '../base/clock.ts'
import type { Hlc } from './hlc.ts'
import type { Attachment, LinkPreview } from './op.ts'
import type { OpId, UserId } from '../protocol/ids.ts'

/** One emoji on a message and who put it there, in the order in which they did. */
export interface Reaction {
  readonly emoji: string
  readonly users: ReadonlyArray<UserId>
}

/** Who pinned a message last, and when. */
export interface Pin {
  readonly by: UserId
  readonly at: Hlc
}

/** What a message said, and since when. */
export interface Version {
  readonly text: string
  readonly at: Hlc
}

/** A message as the reducer sees it. Immutable: a change makes a new object, so that views can compare references. */
export interface Message {
  readonly id: OpId
  readonly segment: number
  readonly author: UserId
  /** Where it stands on the screen: the op's time, unless that was `clamped`. */
  readonly at: Hlc
  /** The author's clock ran far ahead of this device's. */
  readonly clamped?: true
  /** Empty when `redacted`. */
  readonly text: string
  readonly edited: boolean
  /** What it said before it was edited, oldest first. */
  readonly earlier?: ReadonlyArray<Version>
  readonly redacted: boolean
  /** The moderator who redacted it, if its author did not. */
  readonly redactedBy?: UserId
  readonly reactions: ReadonlyArray<Reaction>
  readonly replyTo?: OpId
  readonly thread?: OpId
  readonly alsoInChannel?: true
  readonly mentions?: ReadonlyArray<UserId>
  readonly attachments?: ReadonlyArray<Attachment>
  readonly preview?: LinkPreview
  readonly pinned?: Pin
  /** A moderator put `text` in place of the author's words. */
  readonly masked?: true
  /** When it disappears. */
  readonly expiresAt?: Millis
  /** It is `redacted` because its time is over: it leaves no mark. Its content may still lie in the document. */
  readonly expired?: true
}

/** The thread of a reply that does not show in the channel. */
export const threadAlone = ({
  thread,
  alsoInChannel,
}: Pick<Message, 'thread' | 'alsoInChannel'>): OpId | undefined =>
  alsoInChannel === true ? undefined : thread

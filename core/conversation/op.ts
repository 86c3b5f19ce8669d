/**
 * Ops: what an author's sub-log holds. An op never changes; edits, reactions and redactions are ops of their own.
 * How an op lies in bytes is in `op-codec.ts`; which ops count is decided by the reducer.
 */
import type { Hlc } from './hlc.ts'
import type { AttachmentId, OpId, UserId } from '../protocol/ids.ts'

/** What every op carries. `by` is the author, who must be the user of the entry that brought the op (gateways excepted). */
export interface OpHead {
  readonly id: OpId
  readonly at: Hlc
  readonly by: UserId
}

/** A file that lies on the relay as bytes of its own. */
export interface Attachment {
  readonly id: AttachmentId
  /** A mere file name: no path, nothing that reorders or hides characters. */
  readonly name: string
  /** A media type without parameters, such as `image/png`. */
  readonly type: string
  /** Bytes of the file as the person has it. */
  readonly size: number
  /** Of the bytes that lie on the relay. */
  readonly sha256: Uint8Array
  /** There if the bytes on the relay are sealed. */
  readonly seal?: AttachmentSeal
  /** A small picture, encoded as one of the formats that every browser reads. */
  readonly thumbnail?: Uint8Array
  /** Of sound or video, in milliseconds, as the sender's app measured it. */
  readonly duration?: number
  /** Of sound: how loud it is from beginning to end, a byte each. */
  readonly peaks?: Uint8Array
}

/** What opens a sealed file. `size` is that of the sealed bytes. */
export interface AttachmentSeal {
  readonly key: Uint8Array
  readonly header: Uint8Array
  readonly size: number
}

/** What a page that the message links to says of itself, fetched by the author: readers fetch nothing. */
export interface LinkPreview {
  /** Of the page: https, in ASCII. It shows only while the text links there. */
  readonly url: string
  readonly title: string
  readonly description?: string
  /** A small picture, as a thumbnail is. */
  readonly picture?: Uint8Array
}

/**
 * A message. `text` is CommonMark, 1 to 16,384 characters; with attachments it may be empty. `thread` is the root message
 * of the thread it belongs to.
 */
export interface PostOp extends OpHead {
  readonly kind: 'post'
  readonly text: string
  readonly replyTo?: OpId
  readonly thread?: OpId
  /** A thread reply that shows in the channel too. */
  readonly alsoInChannel?: true
  readonly mentions?: ReadonlyArray<UserId>
  readonly attachments?: ReadonlyArray<Attachment>
  readonly preview?: LinkPreview
  /** Seconds after which the message disappears. */
  readonly expiresAfter?: number
  /** How many of those had gone by when it was written anew to be sent: its time is the rest (EX5). */
  readonly waited?: number
}

/** Replaces the text of the author's own message and whom it mentions. */
export interface EditOp extends OpHead {
  readonly kind: 'edit'
  readonly target: OpId
  readonly text: string
  readonly mentions?: ReadonlyArray<UserId>
}

/** Takes a message back. `targetAt` and `thread` place the tombstone when the post itself has been erased. */
export interface RedactOp extends OpHead {
  readonly kind: 'redact'
  readonly target: OpId
  readonly targetAt: Hlc
  /** Of a reply that does not show in the channel. */
  readonly thread?: OpId
  readonly reason?: string
  /** Its time was over: nothing is to show that it was there. */
  readonly expired?: true
}

/** Puts an emoji on a message or takes it off; the last writer of (target, emoji, by) wins. */
export interface ReactOp extends OpHead {
  readonly kind: 'react'
  readonly target: OpId
  readonly emoji: string
  readonly on: boolean
}

/** Pins a message for everybody or unpins it; the last writer wins, whoever it is. */
export interface PinOp extends OpHead {
  readonly kind: 'pin'
  readonly target: OpId
  readonly on: boolean
}

/** A moderator shows `replacement` in place of what a message says. */
export interface MaskOp extends OpHead {
  readonly kind: 'mask'
  readonly target: OpId
  readonly replacement: string
}

/**
 * How far its author has read: up to message `upTo`, which stands at `upToAt`. With `thread` it speaks of that thread
 * alone. Read and merged as the format says, and written by no app: reading is told beside the document (decision 0065).
 */
export interface ReadOp extends OpHead {
  readonly kind: 'read'
  readonly upTo: OpId
  readonly upToAt: Hlc
  readonly thread?: OpId
}

/**
 * Names the conversation, and says how long what is written in it lasts. Each field goes by its own last writer; an empty one takes
 * the name, topic or icon away.
 */
export interface MetaOp extends OpHead {
  readonly kind: 'meta'
  /** Seconds after which what is written from then on disappears; 0 for never. */
  readonly timer?: number
  readonly name?: string
  readonly topic?: string
  readonly icon?: string
}

/**
 * What a person has set for themselves, on all their devices: an entry of their notes to self, and nothing anywhere else.
 * Without a `value` it is set no more.
 */
export interface SettingOp extends OpHead {
  readonly kind: 'setting'
  readonly key: string
  readonly value?: string
}

/** What happened to `user`: to the people of the conversation, or to the devices of one of them. */
export interface SystemOp extends OpHead {
  readonly kind: 'system'
  readonly event: SystemEvent
  readonly user: UserId
}

export type SystemEvent = 'member-joined' | 'member-left' | 'devices-changed'

/** An op of a kind that this version does not know: kept and relayed as it came, ignored by the reducer. */
export interface UnknownOp extends OpHead {
  readonly kind: 'unknown'
  readonly name: string
}

/** Ops that make a message or are about one: they lie in its segment. */
export type MessageOp = PostOp | EditOp | RedactOp | ReactOp | PinOp | MaskOp
/** Ops about the conversation as a whole. */
export type ConversationOp = ReadOp | MetaOp | SettingOp | SystemOp
export type KnownOp = MessageOp | ConversationOp
export type Op = KnownOp | UnknownOp

export function isMessageOp(op: KnownOp): op is MessageOp {
  return op.kind !== 'read' && op.kind !== 'meta' && op.kind !== 'setting' && op.kind !== 'system'
}

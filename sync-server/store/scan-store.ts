/** What a scanner has to look at, and what it found: files of open conversations, as messages name them. */
import type { Millis } from '../../core/base/clock.ts'
import type { AttachmentId, ConversationId, OpId, UserId } from '../../core/protocol/ids.ts'

/** A file as one message names it. */
export interface NamedFile {
  readonly file: AttachmentId
  /** Tells what opens it from anything else that would; nothing is opened with it. */
  readonly opener: Uint8Array
  readonly message: OpId
  readonly author: UserId
  /** Of the entry that brought the message. */
  readonly seq: number
}

export type ScanState =
  | 'waiting'
  /** It is not there in whole: nothing happens until it is, and then it waits, with the very write that says so. */
  | 'absent'
  | 'clean'
  /** What the message says does not open it: nobody can read it by that message. */
  | 'unfit'
  | 'infected'

export interface DueScan extends NamedFile {
  readonly conversation: ConversationId
  /** `infected`: it has still to be taken from where it is. */
  readonly state: 'waiting' | 'infected'
  /** That have failed. */
  readonly tries: number
}

export interface UnreadLog {
  readonly conversation: ConversationId
  readonly after: number
  readonly upTo: number
}

export interface ScanStore {
  /** Open conversations whose logs have entries in which no files were looked for. */
  readonly unread: (most: number) => Promise<ReadonlyArray<UnreadLog>>
  readonly unreadOf: (conversation: ConversationId) => Promise<UnreadLog | undefined>
  /** What was found up to an entry. What is known of the same file and opener holds; of an infected one nothing else is said. */
  readonly note: (
    conversation: ConversationId,
    upTo: number,
    found: ReadonlyArray<NamedFile>,
    now: Millis,
  ) => Promise<void>
  readonly due: (now: Millis, most: number) => Promise<ReadonlyArray<DueScan>>
  /** After `now`. */
  readonly nextDue: (now: Millis) => Promise<Millis | undefined>
  /** For all messages that name the file with this opener; nothing, if it is another file by now than the one of this hash. */
  readonly settle: (scan: NamedFile, hash: Uint8Array, state: 'clean' | 'unfit') => Promise<void>
  /** For all messages that name it, from now on; likewise. */
  readonly infected: (file: AttachmentId, hash: Uint8Array, now: Millis) => Promise<void>
  /** Nothing is left to do about it. */
  readonly done: (scan: NamedFile) => Promise<void>
  /** Once more, then; counts as failed. */
  readonly later: (scan: NamedFile, at: Millis) => Promise<void>
  /** Unless it has come in meanwhile. */
  readonly absent: (scan: NamedFile) => Promise<void>
  /** The message does not name it any more. */
  readonly forget: (scan: NamedFile) => Promise<void>
  /** Undefined where nothing is to be scanned: it is in no open conversation. */
  readonly standing: (
    file: AttachmentId,
  ) => Promise<{ readonly conversation: ConversationId; readonly states: ReadonlySet<ScanState> } | undefined>
  /** Where an infected file has been. */
  readonly infectedIn: (file: AttachmentId) => Promise<ConversationId | undefined>
}

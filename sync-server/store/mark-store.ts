import type { ConversationId, UserId } from '../../core/protocol/ids.ts'

/** How far somebody has read a conversation. */
export interface ReadMark {
  readonly conversation: ConversationId
  readonly user: UserId
  readonly seq: number
}

export interface MarkStore {
  /**
   * Moves marks forward, all in one commit, and answers with those that have moved. A mark beyond the end of its log counts
   * as that end, and one in a sealed conversation for nothing (MK1, MK3, MK4).
   */
  readonly raise: (marks: ReadonlyArray<ReadMark>) => Promise<ReadonlyArray<ReadMark>>
  /** The marks of the members with an account; none where more than `maxReaders` of them may read it. */
  readonly marksOf: (conversation: ConversationId, maxReaders: number) => Promise<ReadonlyArray<ReadMark>>
}

/** A message as the index knows it. The order of results is that of `compareDocuments`: newest first. */
import type { Millis } from '../base/clock.ts'
import { compareHlc, type Hlc } from '../conversation/hlc.ts'
import type { ConversationId, OpId, UserId } from '../protocol/ids.ts'

/** What `has:` asks for. The order is that of bits on the disk: append only. */
export const traits = ['link', 'mention', 'reaction', 'answer', 'file', 'pin'] as const
export type Trait = (typeof traits)[number]

export interface SegmentRef {
  readonly conversation: ConversationId
  readonly segment: number
}

export const keyOfSegment = ({ conversation, segment }: SegmentRef): string => `${conversation}/${segment}`

/** Where a document stands among all others. */
export interface DocumentPlace {
  readonly at: Hlc
  readonly id: OpId
  readonly author: UserId
}

/** What somebody put in place of the author's words. */
export interface Mask {
  readonly by: UserId
  readonly text: string
}

export interface SearchDocument extends DocumentPlace, SegmentRef {
  readonly text: string
  /** Names of the files that hang on it. */
  readonly files: ReadonlyArray<string>
  readonly traits: ReadonlyArray<Trait>
  /** Others who redacted it: whether that counts depends on who may moderate, which changes. */
  readonly redactors: ReadonlyArray<UserId>
  /** The newest first. Which of them counts depends on the same. */
  readonly masks: ReadonlyArray<Mask>
  /** From when on it is not to be found. */
  readonly expiresAt: Millis | undefined
}

/** What is looked through: all that stands there, or would if another mask counted. */
export const textsOf = ({
  text,
  files,
  masks,
}: Pick<SearchDocument, 'text' | 'files' | 'masks'>): ReadonlyArray<string> => [
  files.length === 0 ? text : [text, ...files].join('\n'),
  ...masks.map((mask) => mask.text),
]

export const hasLink = (text: string): boolean => /https?:\/\//i.test(text)

/** Negative if `left` is the newer one. 0 only for the same message of the same author. */
export const compareDocuments = (left: DocumentPlace, right: DocumentPlace): number =>
  compareHlc(right.at, left.at) || compareIds(right.id, left.id) || compareIds(right.author, left.author)

const compareIds = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

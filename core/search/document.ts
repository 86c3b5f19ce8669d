/** A message, a block of a document's text, or a piece of a file's, as the index knows it. The order of results is that of `compareDocuments`: newest first. */
import type { Millis } from '../base/clock.ts'
import { compareHlc, type Hlc } from '../conversation/hlc.ts'
import {
  type AttachmentId,
  type ConversationId,
  conversationId,
  type DocumentId,
  documentId,
  type OpId,
  opId,
  type UserId,
} from '../protocol/ids.ts'

/** What `has:` asks for. The order is that of bits on the disk: append only. */
export const traits = ['link', 'mention', 'reaction', 'answer', 'file', 'pin'] as const
/** What is `document` lies in a page, which tells it. */
export type Trait = (typeof traits)[number] | 'document'

export interface SegmentRef {
  readonly conversation: ConversationId
  readonly segment: number
}

/**
 * The text of a document, its *page*, is indexed like a segment: of a conversation with the document's own id, under a
 * number that no segment of a log has, and which tells how far the copy on this device had been read.
 */
const firstPage = 2 ** 48

export const pageRef = (document: DocumentId, version: number): SegmentRef => ({
  conversation: conversationId(document),
  segment: firstPage + version,
})

export const isPage = ({ segment }: Pick<SegmentRef, 'segment'>): boolean => segment >= firstPage

export const documentOfPage = (conversation: ConversationId): DocumentId => documentId(conversation)

/** Hex digits of a whole number up to 2^53. */
const digits = 14
const hex = (value: number): string => value.toString(16).padStart(digits, '0')

/** Of the Yjs item that `client` made as its `clock`-th; four digits are left for pieces of it. */
export const blockId = (client: number, clock: number): OpId => opId(`${hex(client)}${hex(clock)}0000`)

/** Of a block that is too long to be one entry. */
export const pieceId = (block: OpId, piece: number): OpId =>
  opId(block.slice(0, 2 * digits) + (piece & 0xff_ff).toString(16).padStart(4, '0'))

/** The block that this is a piece of. */
export const blockOfPiece = (piece: OpId): OpId => pieceId(piece, 0)

const lastPiece = 0xff_ff

/** Of what stands in a file. In the order of results the pieces stand as in the file, and the last possible one is `endOfFile`. */
export const filePieceId = (file: AttachmentId, piece: number): OpId => pieceId(opId(file), lastPiece - piece)

/** Behind all pieces of the file that this is one of. */
export const endOfFile = (piece: OpId): OpId => pieceId(piece, 0)

export const isSameFile = (one: SearchDocument, other: SearchDocument): boolean =>
  one.inFileOf !== undefined &&
  one.inFileOf === other.inFileOf &&
  one.author === other.author &&
  endOfFile(one.id) === endOfFile(other.id)

/** The same for a page, whatever its version: a newer one takes its place. */
export const keyOfSegment = (ref: SegmentRef): string =>
  `${ref.conversation}/${isPage(ref) ? 'page' : ref.segment}`

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
  /** The message that names the file that `text` is a piece of. All else is that message's, and `files` names that file alone. */
  readonly inFileOf?: OpId
}

/** What is looked through: all that stands there, or would if another mask counted. */
export const textsOf = ({
  text,
  files,
  masks,
  inFileOf,
}: Pick<SearchDocument, 'text' | 'files' | 'masks' | 'inFileOf'>): ReadonlyArray<string> =>
  inFileOf === undefined
    ? [files.length === 0 ? text : [text, ...files].join('\n'), ...masks.map((mask) => mask.text)]
    : [text]

/** What a way leads to: the message itself, or the one that names the file. */
export const messageOf = ({ id, inFileOf }: Pick<SearchDocument, 'id' | 'inFileOf'>): OpId => inFileOf ?? id

export const hasLink = (text: string): boolean => /https?:\/\//i.test(text)

/** Negative if `left` is the newer one. 0 only for the same message of the same author. */
export const compareDocuments = (left: DocumentPlace, right: DocumentPlace): number =>
  compareHlc(right.at, left.at) || compareIds(right.id, left.id) || compareIds(right.author, left.author)

const compareIds = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/** What stands in the files of a segment's messages, as the index knows it: entries of the message's own segment. Rules SE64 to SE74. */
import type { Readable } from '../base/readable.ts'
import type { Attachment } from '../conversation/op.ts'
import type { AttachmentId } from '../protocol/ids.ts'
import { filePieceId, type SearchDocument } from './document.ts'
import type { FreshDocument } from './find.ts'
import { foldText } from './fold-text.ts'
import type { SegmentFile } from './manifest.ts'
import { piecesOf } from './page-documents.ts'

export interface FileText {
  readonly text: string
  /** Nothing is left out that a search could find. */
  readonly isWhole: boolean
}

/** Where the index reads files: never from a server. */
export interface FileSource {
  /** Those that lie on this device, whole. Undefined until that is known. */
  readonly here: Readable<ReadonlySet<AttachmentId> | undefined>
  /** What stands in it: nothing if it is not the file that the message speaks of, or cannot be understood. Undefined if it cannot be read now. */
  readonly read: (file: Attachment) => Promise<FileText | undefined>
}

export interface NamedFile {
  readonly file: Attachment
  readonly message: SearchDocument
}

/** Code units of the files of one segment: what bounds time and memory. The newest ones count. */
const segmentLength = 4_194_304

type Piece = Pick<FreshDocument, 'folded'> & { readonly text: string }

export interface ReadFile {
  readonly pieces: ReadonlyArray<Piece>
  readonly isWhole: boolean
}

/** What was read of some files. Undefined stands for one that could not be read. */
export type ReadFiles = ReadonlyMap<AttachmentId, ReadFile | undefined>

export interface FileDocuments {
  readonly documents: ReadonlyArray<FreshDocument>
  readonly files: ReadonlyArray<SegmentFile>
}

const beyond: ReadFile = { pieces: [], isWhole: false }

/**
 * Reads those of `named` that lie here and are not in `known`, and gives all that is known then: a file never changes, and is not read
 * again. Ends early once `isOver`.
 */
export async function readFiles(
  source: FileSource,
  named: ReadonlyArray<NamedFile>,
  known: ReadFiles,
  { breathe, isOver }: { readonly breathe: () => Promise<void>; readonly isOver: () => boolean },
): Promise<ReadFiles> {
  const read = new Map(known)
  let length = 0
  for (const { file } of named) {
    if (isOver()) break
    if (source.here.read()?.has(file.id) !== true) continue
    if (!read.has(file.id)) {
      read.set(file.id, length > segmentLength ? beyond : await piecesIn(source, file))
      await breathe()
    }
    for (const { text } of read.get(file.id)?.pieces ?? []) length += text.length
  }
  return read
}

async function piecesIn(source: FileSource, file: Attachment): Promise<ReadFile | undefined> {
  const read = await source.read(file)
  if (read === undefined) return undefined
  return {
    pieces: piecesOf(read.text).map((text) => ({ text, folded: [foldText(text)] })),
    isWhole: read.isWhole,
  }
}

/** The entries of those of `named` that lie here and were read. */
export function fileDocuments(
  named: ReadonlyArray<NamedFile>,
  read: ReadFiles,
  here: ReadonlySet<AttachmentId> | undefined,
): FileDocuments {
  const known = (id: AttachmentId): ReadFile | undefined =>
    here?.has(id) === true ? read.get(id) : undefined
  const documents: Array<FreshDocument> = []
  const left = new Set<AttachmentId>()
  let length = 0
  for (const { file, message } of named) {
    const { pieces = [] } = known(file.id) ?? {}
    if (length > segmentLength && pieces.length > 0) left.add(file.id)
    if (length > segmentLength) continue
    for (const [index, { text, folded }] of pieces.entries()) {
      documents.push({ document: pieceOf(message, file, text, index), folded })
      length += text.length
    }
  }
  const files = [...new Set(named.map(({ file }) => file.id))].map((id): SegmentFile => {
    const file = known(id)
    return { id, isRead: file !== undefined, isWhole: file?.isWhole === true && !left.has(id) }
  })
  return { documents, files }
}

/** What `documents`, entries of one segment, have of `files`. */
export function filesIn({ documents = [], files = [] }: Partial<FileDocuments>): ReadFiles {
  const entries = new Map<string, Array<FreshDocument>>()
  for (const entry of documents) {
    const file = fileOfPiece(entry.document)
    if (file === undefined) continue
    const of = entries.get(file) ?? []
    of.push(entry)
    entries.set(file, of)
  }
  const read = files.filter(({ isRead }) => isRead)
  return new Map(
    read.map(({ id, isWhole }) => {
      const all = entries.get(keyOfFile(id)) ?? []
      // A file that two messages name has its pieces twice.
      const of = all.filter(({ document }) => document.inFileOf === all[0]?.document.inFileOf)
      return [id, { pieces: of.map(({ document: { text }, folded }) => ({ text, folded })), isWhole }]
    }),
  )
}

/** Digits that tell a file from others; those behind them tell its pieces. */
const keyOfFile = (id: string): string => id.slice(0, -4)
const fileOfPiece = ({ id, inFileOf }: SearchDocument): string | undefined =>
  inFileOf === undefined ? undefined : keyOfFile(id)

const pieceOf = (
  message: SearchDocument,
  { id, name }: Attachment,
  text: string,
  index: number,
): SearchDocument => ({
  ...message,
  id: filePieceId(id, index),
  text,
  files: [name],
  inFileOf: message.id,
})

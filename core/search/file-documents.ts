/** What stands in the files of a segment's messages, as the index knows it: entries of the message's own segment. Rules SE64 to SE67. */
import type { Readable } from '../base/readable.ts'
import type { Attachment } from '../conversation/op.ts'
import type { AttachmentId } from '../protocol/ids.ts'
import { filePieceId, type SearchDocument } from './document.ts'
import type { FreshDocument } from './find.ts'
import { foldText } from './fold-text.ts'
import type { SegmentFile } from './manifest.ts'
import { piecesOf } from './page-documents.ts'

/** Where the index reads files: never from a server. */
export interface FileSource {
  /** Those that lie on this device, whole. Undefined until that is known. */
  readonly here: Readable<ReadonlySet<AttachmentId> | undefined>
  /** How its text begins; empty if it is none, or not the file that the message speaks of. Undefined if it cannot be read now. */
  readonly read: (file: Attachment) => Promise<string | undefined>
}

export interface NamedFile {
  readonly file: Attachment
  readonly message: SearchDocument
}

/** Code units of the files of one segment: what bounds time and memory. The newest ones count. */
const segmentLength = 4_194_304

type Piece = Pick<FreshDocument, 'folded'> & { readonly text: string }

export interface FileDocuments {
  readonly documents: ReadonlyArray<FreshDocument>
  readonly files: ReadonlyArray<SegmentFile>
}

/** `before`: what was known of the same segment. A file never changes, and is not read again. */
export async function readFiles(
  source: FileSource,
  named: ReadonlyArray<NamedFile>,
  before: Partial<FileDocuments>,
  breathe: () => Promise<void>,
): Promise<FileDocuments> {
  const here = source.here.read()
  const texts = new Map<AttachmentId, ReadonlyArray<Piece> | undefined>()
  const documents: Array<FreshDocument> = []
  let length = 0
  for (const { file, message } of named) {
    if (here?.has(file.id) !== true) continue
    if (length > segmentLength) {
      if (!texts.has(file.id)) texts.set(file.id, [])
      continue
    }
    if (!texts.has(file.id)) texts.set(file.id, await piecesIn(source, file, before))
    for (const [index, { text, folded }] of (texts.get(file.id) ?? []).entries()) {
      documents.push({ document: pieceOf(message, file, text, index), folded })
      length += text.length
    }
    await breathe()
  }
  const files = [...new Set(named.map(({ file }) => file.id))]
  return { documents, files: files.map((id) => ({ id, isRead: texts.get(id) !== undefined })) }
}

/** Undefined if it cannot be read now. */
async function piecesIn(
  source: FileSource,
  file: Attachment,
  { documents = [], files = [] }: Partial<FileDocuments>,
): Promise<ReadonlyArray<Piece> | undefined> {
  if (files.some(({ id, isRead }) => isRead && id === file.id)) {
    const first = documents.find(({ document }) => document.id === filePieceId(file.id, 0))
    return documents
      .filter(
        ({ document }) => isPieceOf(document, file.id) && document.inFileOf === first?.document.inFileOf,
      )
      .map(({ document: { text }, folded }) => ({ text, folded }))
  }
  const whole = await source.read(file)
  return whole === undefined ? undefined : piecesOf(whole).map((text) => ({ text, folded: [foldText(text)] }))
}

const isPieceOf = ({ id, inFileOf }: SearchDocument, file: AttachmentId): boolean =>
  inFileOf !== undefined && id.slice(0, -4) === file.slice(0, -4)

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

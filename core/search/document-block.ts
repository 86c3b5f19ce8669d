/**
 * A block of documents, newest first.
 *
 *   block    = varUint(authors) • author 16* • varUint(count) • document*
 *   document = varUint(segment, its place in the run's table) • id 16 • varUint(author, its place above)
 *            • varUint(time of the document before, minus its own; the first: its own) • varUint(counter)
 *            • byte(traits, a bit each; 0x80: redactors follow; 0x40: more follows)
 *            • [varUint(count) • redactor 16*] • [more] • varString(text)
 *   more     = varUint(when it expires, or 0) • varUint(count) • varString(file)* • varUint(count) • mask*
 *            • varUint(0 or 1) • [id of the message that names the file it is of 16]
 *   mask     = by 16 • varString(text)
 *
 * The decoder is total: undefined for what does not follow this, ends early or leaves something over.
 */
import { createDecoder, type Decoder } from 'lib0/decoding'
import {
  createEncoder,
  type Encoder,
  toUint8Array,
  writeUint8,
  writeUint8Array,
  writeVarUint,
} from 'lib0/encoding'
import { type Millis, millis } from '../base/clock.ts'
import { maxHlcCounter, maxHlcTime } from '../conversation/hlc.ts'
import { idBytes, idToBytes, opId, userId, type UserId } from '../protocol/ids.ts'
import {
  readByte,
  readBytes,
  readId,
  readList,
  readText,
  readVarBytesUpTo,
  readVarUint,
  writeText,
} from '../protocol/reader.ts'
import { isPage, type SearchDocument, type SegmentRef, textsOf, type Trait, traits } from './document.ts'

/** Documents in a block, and bytes after which it is full. */
const blockDocuments = 64
const blockBytes = 8_192
const maxTextBytes = 65_536
const hasRedactors = 0x80
const hasMore = 0x40

/** How many of `documents`, from the first on, make a block. */
export function blockLength(documents: ReadonlyArray<SearchDocument>): number {
  let bytes = 0
  for (const [index, document] of documents.entries()) {
    for (const text of textsOf(document)) bytes += text.length + 32
    if (bytes > blockBytes || index + 1 === blockDocuments) return index + 1
  }
  return documents.length
}

export function encodeDocuments(
  documents: ReadonlyArray<SearchDocument>,
  segmentIndex: (document: SearchDocument) => number,
): Uint8Array {
  const out = createEncoder()
  const authors = new Map<UserId, number>()
  for (const { author } of documents) if (!authors.has(author)) authors.set(author, authors.size)
  writeVarUint(out, authors.size)
  for (const author of authors.keys()) writeUint8Array(out, idToBytes(author))
  writeVarUint(out, documents.length)
  let time = 0
  for (const [index, document] of documents.entries()) {
    const { id, author, at, text, redactors } = document
    writeVarUint(out, segmentIndex(document))
    writeUint8Array(out, idToBytes(id))
    writeVarUint(out, authors.get(author) ?? 0)
    writeVarUint(out, index === 0 ? at.time : time - at.time)
    time = at.time
    writeVarUint(out, at.counter)
    writeUint8(out, bitsOf(document))
    if (redactors.length > 0) {
      writeVarUint(out, redactors.length)
      for (const redactor of redactors) writeUint8Array(out, idToBytes(redactor))
    }
    if (isMore(document)) writeMore(out, document)
    writeText(out, text)
  }
  return toUint8Array(out)
}

const isMore = ({ files, masks, expiresAt }: SearchDocument): boolean =>
  files.length + masks.length > 0 || expiresAt !== undefined

const bitsOf = (document: SearchDocument): number =>
  traits.reduce((all, trait, bit) => (document.traits.includes(trait) ? all | (1 << bit) : all), 0) |
  (document.redactors.length > 0 ? hasRedactors : 0) |
  (isMore(document) ? hasMore : 0)

function writeMore(out: Encoder, { files, masks, expiresAt, inFileOf }: SearchDocument): void {
  writeVarUint(out, expiresAt ?? 0)
  writeVarUint(out, files.length)
  for (const name of files) writeText(out, name)
  writeVarUint(out, masks.length)
  for (const { by, text } of masks) {
    writeUint8Array(out, idToBytes(by))
    writeText(out, text)
  }
  writeVarUint(out, inFileOf === undefined ? 0 : 1)
  if (inFileOf !== undefined) writeUint8Array(out, idToBytes(inFileOf))
}

const nothingMore: Pick<SearchDocument, 'files' | 'masks' | 'expiresAt' | 'inFileOf'> = {
  files: [],
  masks: [],
  expiresAt: undefined,
}

function readMore(input: Decoder): typeof nothingMore {
  const expiresAt = readVarUint(input)
  const files = readList(input, 1, () => readText(input, maxTextBytes))
  const masks = readList(input, idBytes, () => ({
    by: readId(input, userId),
    text: readText(input, maxTextBytes),
  }))
  const [inFileOf] = readList(input, idBytes, () => readId(input, opId))
  return {
    expiresAt: expiresAt === 0 ? undefined : millis(expiresAt),
    files,
    masks,
    ...(inFileOf !== undefined && { inFileOf }),
  }
}

/** A block that was read. Making a document costs more than going past it, so each is made when it is asked for. */
export interface DocumentBlock {
  readonly length: number
  /** Undefined if it cannot be read, or there are not so many. */
  readonly document: (index: number) => SearchDocument | undefined
}

export function openDocuments(
  bytes: Uint8Array,
  segments: ReadonlyArray<SegmentRef>,
): DocumentBlock | undefined {
  const input = createDecoder(bytes)
  return attempt(() => {
    const authors = readList(input, idBytes, () => readId(input, userId))
    let time = 0
    const places = readList(input, idBytes, () => {
      const from = input.pos
      const step = skipDocument(input)
      time = time === 0 ? step : time - step
      if (time < 0 || time > maxHlcTime) throw new RangeError('not a moment')
      return { from, time: millis(time) }
    })
    if (input.pos !== bytes.length) return undefined
    return {
      length: places.length,
      document: (index) => {
        const place = places[index]
        return place && attempt(() => readDocument(bytes, place, { authors, segments }))
      },
    }
  })
}

/** All of a block; undefined if one of them cannot be read. */
export function documentsOf({ length, document }: DocumentBlock): ReadonlyArray<SearchDocument> | undefined {
  const all: Array<SearchDocument> = []
  for (let index = 0; index < length; index++) {
    const next = document(index)
    if (next === undefined) return undefined
    all.push(next)
  }
  return all
}

/** Reading throws on bytes that end early, or are not UTF-8. */
function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** Gives the step in time from the document before. */
function skipDocument(input: Decoder): number {
  const skipText = (): void => void readVarBytesUpTo(input, maxTextBytes)
  readVarUint(input)
  readBytes(input, idBytes)
  readVarUint(input)
  const step = readVarUint(input)
  readVarUint(input)
  const bits = readByte(input)
  if ((bits & hasRedactors) !== 0) readBytes(input, readVarUint(input) * idBytes)
  if ((bits & hasMore) !== 0) {
    readVarUint(input)
    for (let files = readVarUint(input); files > 0; files--) skipText()
    for (let masks = readVarUint(input); masks > 0; masks--) {
      readBytes(input, idBytes)
      skipText()
    }
    readBytes(input, readVarUint(input) * idBytes)
  }
  skipText()
  return step
}

function readDocument(
  bytes: Uint8Array,
  { from, time }: { readonly from: number; readonly time: Millis },
  {
    authors,
    segments,
  }: { readonly authors: ReadonlyArray<UserId>; readonly segments: ReadonlyArray<SegmentRef> },
): SearchDocument {
  const input = createDecoder(bytes)
  input.pos = from
  const { conversation, segment } = at(segments, readVarUint(input))
  const id = readId(input, opId)
  const author = at(authors, readVarUint(input))
  readVarUint(input) // the step, which `time` is the sum of
  const counter = readVarUint(input)
  if (counter > maxHlcCounter) throw new RangeError('not a moment')
  const bits = readByte(input)
  const redactors =
    (bits & hasRedactors) !== 0 ? readList(input, idBytes, () => readId(input, userId)) : noRedactors
  return {
    conversation,
    segment,
    id,
    author,
    at: { time, counter },
    traits: isPage({ segment }) ? pageTraits : traits.filter((_, bit) => (bits & (1 << bit)) !== 0),
    redactors,
    ...((bits & hasMore) !== 0 ? readMore(input) : nothingMore),
    text: readText(input, maxTextBytes),
  }
}

const pageTraits: ReadonlyArray<Trait> = ['document']
const noRedactors: ReadonlyArray<UserId> = []

function at<Item>(items: ReadonlyArray<Item>, index: number): Item {
  const item = items[index]
  if (item === undefined) throw new RangeError('a place outside its table')
  return item
}

/**
 * A block of documents, newest first.
 *
 *   block    = varUint(authors) • author 16* • varUint(count) • document*
 *   document = varUint(segment, its place in the run's table) • id 16 • varUint(author, its place above)
 *            • varUint(time of the document before, minus its own; the first: its own) • varUint(counter)
 *            • byte(traits, a bit each; 0x80: redactors follow; 0x40: more follows)
 *            • [varUint(count) • redactor 16*] • [more] • varString(text)
 *   more     = varUint(when it expires, or 0) • varUint(count) • varString(file)* • varUint(count) • mask*
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
import { millis } from '../base/clock.ts'
import { maxHlcCounter, maxHlcTime } from '../conversation/hlc.ts'
import { idBytes, idToBytes, opId, userId, type UserId } from '../protocol/ids.ts'
import { readByte, readId, readList, readText, readVarUint, writeText } from '../protocol/reader.ts'
import { type SearchDocument, type SegmentRef, textsOf, traits } from './document.ts'

/** Documents in a block, and bytes after which it is full. */
const blockDocuments = 128
const blockBytes = 16_384
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

function writeMore(out: Encoder, { files, masks, expiresAt }: SearchDocument): void {
  writeVarUint(out, expiresAt ?? 0)
  writeVarUint(out, files.length)
  for (const name of files) writeText(out, name)
  writeVarUint(out, masks.length)
  for (const { by, text } of masks) {
    writeUint8Array(out, idToBytes(by))
    writeText(out, text)
  }
}

const nothingMore: Pick<SearchDocument, 'files' | 'masks' | 'expiresAt'> = {
  files: [],
  masks: [],
  expiresAt: undefined,
}

function readMore(input: Decoder): typeof nothingMore {
  const expiresAt = readVarUint(input)
  return {
    expiresAt: expiresAt === 0 ? undefined : millis(expiresAt),
    files: readList(input, 1, () => readText(input, maxTextBytes)),
    masks: readList(input, idBytes, () => ({
      by: readId(input, userId),
      text: readText(input, maxTextBytes),
    })),
  }
}

export function decodeDocuments(
  bytes: Uint8Array,
  segments: ReadonlyArray<SegmentRef>,
): ReadonlyArray<SearchDocument> | undefined {
  const input = createDecoder(bytes)
  try {
    const authors = readList(input, idBytes, () => readId(input, userId))
    let time = 0
    const documents = readList(input, idBytes, (): SearchDocument => {
      const ref = at(segments, readVarUint(input))
      const id = readId(input, opId)
      const author = at(authors, readVarUint(input))
      const step = readVarUint(input)
      time = time === 0 ? step : time - step
      const counter = readVarUint(input)
      if (time < 0 || time > maxHlcTime || counter > maxHlcCounter) throw new RangeError('not a moment')
      const bits = readByte(input)
      const redactors =
        (bits & hasRedactors) !== 0 ? readList(input, idBytes, () => readId(input, userId)) : noRedactors
      const { conversation, segment } = ref
      return {
        conversation,
        segment,
        id,
        author,
        at: { time: millis(time), counter },
        traits: traits.filter((_, bit) => (bits & (1 << bit)) !== 0),
        redactors,
        ...((bits & hasMore) !== 0 ? readMore(input) : nothingMore),
        text: readText(input, maxTextBytes),
      }
    })
    return input.pos === bytes.length ? documents : undefined
  } catch {
    return undefined // what reads throws on bytes that end early, or are not UTF-8
  }
}

const noRedactors: ReadonlyArray<UserId> = []

function at<Item>(items: ReadonlyArray<Item>, index: number): Item {
  const item = items[index]
  if (item === undefined) throw new RangeError('a place outside its table')
  return item
}

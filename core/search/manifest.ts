/**
 * The two records that tell what the blocks of the index are. The manifest names the runs and which segments each of them
 * speaks for: a segment is spoken for by one run at most, so that a message that was indexed anew is found once. The head
 * of a run tells what is in its blocks without reading them. Both are canonical CBOR, read by a schema.
 */
import { decode, encode, rfc8949EncodeOptions } from 'cborg'
import * as v from 'valibot'
import {
  attachmentId,
  type AttachmentId,
  conversationId,
  idBytes,
  idFromBytes,
  idToBytes,
} from '../protocol/ids.ts'
import type { SegmentRef } from './document.ts'

/** A segment in a run: how many documents it brought, and whether it is this run that speaks for it. */
export interface RunSegment extends SegmentRef {
  readonly documents: number
  readonly owned: boolean
  /** The files with text in them that its messages name. */
  readonly files?: ReadonlyArray<SegmentFile>
}

export interface SegmentFile {
  readonly id: AttachmentId
  /** It lay on this device when the segment was read, and what stands in it is in the run. */
  readonly isRead: boolean
  /** Of one that was read: nothing that it says is left out. */
  readonly isWhole: boolean
}

export interface RunRecord {
  readonly id: number
  /** Documents refer to these by their place. */
  readonly segments: ReadonlyArray<RunSegment>
}

export interface Manifest {
  /** Numbers of runs are never used twice: blocks of an older run cannot be mistaken for those of a newer one. */
  readonly nextRun: number
  readonly runs: ReadonlyArray<RunRecord>
}

export interface RunHead {
  readonly documents: number
  /** The first gram of each posting block. */
  readonly grams: ReadonlyArray<number>
  /** Of each document block: its first document, and that one's time. */
  readonly blocks: ReadonlyArray<{ readonly first: number; readonly time: number }>
}

export const manifestName = 'manifest'
export const headName = (run: number): string => `${run}/head`
export const postingsName = (run: number, block: number): string => `${run}/postings/${block}`
export const documentsName = (run: number, block: number): string => `${run}/documents/${block}`
/** The run that a block belongs to; undefined for the manifest, and for what is no name of ours. */
export const runOfName = (name: string): number | undefined => {
  const found = /^(\d{1,15})\//.exec(name)?.[1]
  return found === undefined ? undefined : Number(found)
}

const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const bytesOfId = v.pipe(
  v.instance(Uint8Array),
  v.check((bytes) => bytes.length === idBytes),
)
/** 4: what stands in PDF and office files. One of an older version is as if it were not there: all is read again. */
const version = 4

const storedManifest = v.strictObject({
  version: v.literal(version),
  nextRun: natural,
  runs: v.array(
    v.strictObject({
      id: natural,
      segments: v.array(
        v.strictTuple([
          bytesOfId,
          natural,
          natural,
          v.boolean(),
          v.array(v.strictTuple([bytesOfId, v.boolean(), v.boolean()])),
        ]),
      ),
    }),
  ),
})
const storedHead = v.strictObject({
  version: v.literal(version),
  documents: natural,
  grams: v.array(natural),
  blocks: v.array(v.strictTuple([natural, natural])),
})

export const encodeManifest = ({ nextRun, runs }: Manifest): Uint8Array =>
  toCbor({
    version,
    nextRun,
    runs: runs.map(({ id, segments }) => ({
      id,
      segments: segments.map((each) => [
        idToBytes(each.conversation),
        each.segment,
        each.documents,
        each.owned,
        (each.files ?? []).map((file) => [idToBytes(file.id), file.isRead, file.isWhole]),
      ]),
    })),
  })

/** Undefined for anything that is not a manifest of this version. */
export function decodeManifest(bytes: Uint8Array): Manifest | undefined {
  const read = fromCbor(storedManifest, bytes)
  if (read === undefined || read.runs.some(({ id }) => id >= read.nextRun)) return undefined
  return {
    nextRun: read.nextRun,
    runs: read.runs.map(({ id, segments }) => ({
      id,
      segments: segments.map(([conversation, segment, documents, owned, files]) => ({
        conversation: idFromBytes(conversationId, conversation),
        segment,
        documents,
        owned,
        ...(files.length > 0 && {
          files: files.map(([file, isRead, isWhole]) => ({
            id: idFromBytes(attachmentId, file),
            isRead,
            isWhole,
          })),
        }),
      })),
    })),
  }
}

export const encodeHead = ({ documents, grams, blocks }: RunHead): Uint8Array =>
  toCbor({ version, documents, grams, blocks: blocks.map(({ first, time }) => [first, time]) })

/** Undefined for anything that is not the head of a run, with everything in its order. */
export function decodeHead(bytes: Uint8Array): RunHead | undefined {
  const read = fromCbor(storedHead, bytes)
  if (read === undefined) return undefined
  const blocks = read.blocks.map(([first, time]) => ({ first, time }))
  const inOrder =
    read.grams.every((gram, index) => gram > (read.grams[index - 1] ?? -1)) &&
    blocks.every(({ first, time }, index) => {
      const before = blocks[index - 1]
      return before === undefined ? first === 0 : first > before.first && time <= before.time
    }) &&
    (blocks.at(-1)?.first ?? -1) < read.documents
  return inOrder ? { documents: read.documents, grams: read.grams, blocks } : undefined
}

const toCbor = (value: unknown): Uint8Array => new Uint8Array(encode(value, rfc8949EncodeOptions))

function fromCbor<Schema extends v.GenericSchema>(
  schema: Schema,
  bytes: Uint8Array,
): v.InferOutput<Schema> | undefined {
  try {
    const read = v.safeParse(schema, decode(bytes))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}

/** Writes the blocks of one run: first its documents, newest first, then its postings by gram, then its head. */
import { ok, type Result } from '../base/result.ts'
import type { StoreFailure } from '../storage/local-store.ts'
import type { BlockPut, BlockStore } from './block-store.ts'
import { keyOfSegment, type SearchDocument, type SegmentRef } from './document.ts'
import { blockLength, encodeDocuments } from './document-block.ts'
import { documentsName, encodeHead, headName, postingsName, type RunHead } from './manifest.ts'
import { createPostingWriter, type FinishedPostings } from './posting-block.ts'

/** Once one of these has failed, the run is not to be used: its blocks are garbage. */
export interface RunWriter {
  readonly addDocuments: (documents: ReadonlyArray<SearchDocument>) => Promise<Result<void, StoreFailure>>
  readonly addPostings: (gram: number, documents: ArrayLike<number>) => Promise<Result<void, StoreFailure>>
  readonly finish: () => Promise<Result<RunHead, StoreFailure>>
}

/** Bytes that are written in one go. */
const batchBytes = 524_288
/** Documents that may wait for their block: more than any block takes. */
const pendingDocuments = 256

export function createRunWriter(
  store: BlockStore,
  run: number,
  segments: ReadonlyArray<SegmentRef>,
): RunWriter {
  const places = new Map(segments.map((ref, index) => [keyOfSegment(ref), index]))
  const segmentIndex = (document: SearchDocument): number => places.get(keyOfSegment(document)) ?? 0
  const postings = createPostingWriter()
  const blocks: Array<{ readonly first: number; readonly time: number }> = []
  const grams: Array<number> = []
  let pending: ReadonlyArray<SearchDocument> = []
  let documents = 0
  let puts: Array<BlockPut> = []
  let bytes = 0

  const put = async (name: string, block: Uint8Array): Promise<Result<void, StoreFailure>> => {
    puts.push({ name, bytes: block })
    bytes += block.length
    return bytes < batchBytes ? ok(undefined) : flush()
  }
  const flush = async (): Promise<Result<void, StoreFailure>> => {
    const batch = puts
    puts = []
    bytes = 0
    return batch.length === 0 ? ok(undefined) : store.write(batch, [])
  }
  const putDocuments = async (keep: number): Promise<Result<void, StoreFailure>> => {
    while (pending.length > keep) {
      const length = blockLength(pending)
      const block = pending.slice(0, length)
      pending = pending.slice(length)
      blocks.push({ first: documents, time: block[0]?.at.time ?? 0 })
      documents += length
      const written = await put(documentsName(run, blocks.length - 1), encodeDocuments(block, segmentIndex))
      if (!written.ok) return written
    }
    return ok(undefined)
  }
  const putPostings = async (block: FinishedPostings | undefined): Promise<Result<void, StoreFailure>> => {
    if (block === undefined) return ok(undefined)
    grams.push(block.firstGram)
    return put(postingsName(run, grams.length - 1), block.bytes)
  }
  return {
    addDocuments: async (more) => {
      pending = [...pending, ...more]
      return putDocuments(pendingDocuments)
    },
    addPostings: (gram, list) => putPostings(postings.add(gram, list)),
    finish: async () => {
      for (const step of [() => putDocuments(0), () => putPostings(postings.finish())]) {
        const written = await step()
        if (!written.ok) return written
      }
      const head: RunHead = { documents, grams, blocks }
      puts.push({ name: headName(run), bytes: encodeHead(head) })
      const written = await flush()
      return written.ok ? ok(head) : written
    },
  }
}

/** A run that was written: its head, its postings and its documents, read block by block, as they are needed. */
import type { StoreFailure } from '../storage/local-store.ts'
import { type BlockReader, createBlockReader } from './block-reader.ts'
import type { BlockStore } from './block-store.ts'
import { type DocumentBlock, openDocuments } from './document-block.ts'
import type { GramRange } from './grams.ts'
import {
  decodeHead,
  documentsName,
  headName,
  postingsName,
  type RunHead,
  type RunRecord,
  type RunSegment,
} from './manifest.ts'
import { type PostingEntry, readPostings } from './posting-block.ts'

/** Its reads give undefined if a block is damaged or gone, or the store cannot be read; the deps were told why. */
export interface Run {
  readonly id: number
  readonly segments: ReadonlyArray<Omit<RunSegment, 'owned'>>
  /** Places in `segments` that this run speaks for. */
  readonly owned: Set<number>
  readonly head: () => Promise<RunHead | undefined>
  /** The postings of all grams in each range. */
  readonly postings: (
    head: RunHead,
    ranges: ReadonlyArray<GramRange>,
  ) => Promise<ReadonlyArray<ReadonlyArray<PostingEntry>> | undefined>
  readonly postingBlocks: (
    numbers: ReadonlyArray<number>,
  ) => Promise<ReadonlyArray<ReadonlyArray<PostingEntry>> | undefined>
  /** Blocks of documents, by their numbers. */
  readonly documents: (
    head: RunHead,
    numbers: ReadonlyArray<number>,
  ) => Promise<ReadonlyArray<DocumentBlock> | undefined>
  /** To be called if what was read makes no sense after all. */
  readonly damaged: () => undefined
}

export interface RunDeps {
  readonly blocks: BlockStore
  readonly damaged: (run: number) => undefined
  readonly failed: (failure: StoreFailure) => undefined
}

/** Bytes of blocks that each run keeps in memory: of postings, of documents. */
const maxPostingBytes = 6 * 1024 * 1024
const maxDocumentBytes = 1024 * 1024

export function createRun(deps: RunDeps, { id, segments }: RunRecord): Run {
  const documents = segments.reduce((sum, each) => sum + each.documents, 0)
  const damaged = (): undefined => deps.damaged(id)
  const reader = <Decoded>(
    maxBytes: number,
    decode: (bytes: Uint8Array) => Decoded | undefined,
  ): BlockReader<Decoded> => createBlockReader({ ...deps, damaged, maxBytes, decode })
  const heads = reader(Number.POSITIVE_INFINITY, decodeHead)
  const postings = reader(maxPostingBytes, (bytes) => bytes)
  const documentBlocks = reader(maxDocumentBytes, (bytes) => openDocuments(bytes, segments))

  const readPostingBlocks = async (
    numbers: ReadonlyArray<number>,
    wants: (gram: number) => boolean,
  ): Promise<ReadonlyArray<ReadonlyArray<PostingEntry>> | undefined> => {
    const blocks = await postings(numbers.map((number) => postingsName(id, number)))
    const read = blocks?.map((block) => readPostings(block, wants))
    return read === undefined || hasAll(read) ? read : damaged()
  }
  return {
    id,
    segments,
    owned: new Set(segments.flatMap(({ owned }, index) => (owned ? [index] : []))),
    damaged,
    head: async () => {
      const [head] = (await heads([headName(id)])) ?? []
      return head === undefined || head.documents === documents ? head : damaged()
    },
    postings: async (head, ranges) => {
      const spans = ranges.map((range) => blocksOf(head, range))
      const numbers = [...new Set(spans.flat())]
      const wants = (gram: number): boolean => ranges.some(({ from, until }) => gram >= from && gram < until)
      const read = await readPostingBlocks(numbers, wants)
      if (read === undefined) return undefined
      const byNumber = new Map(numbers.map((number, index) => [number, read[index] ?? []]))
      return ranges.map(({ from, until }, index) =>
        (spans[index] ?? [])
          .flatMap((number) => byNumber.get(number) ?? [])
          .filter(({ gram }) => gram >= from && gram < until),
      )
    },
    postingBlocks: (numbers) => readPostingBlocks(numbers, () => true),
    documents: async (head, numbers) => {
      const blocks = await documentBlocks(numbers.map((number) => documentsName(id, number)))
      if (blocks === undefined) return undefined
      const isWhole = blocks.every((block, index) => block.length === lengthOf(head, numbers[index] ?? -1))
      return isWhole ? blocks : damaged()
    },
  }
}

const hasAll = <Item>(items: ReadonlyArray<Item | undefined>): items is ReadonlyArray<Item> =>
  items.every((item) => item !== undefined)

const lengthOf = ({ blocks, documents }: RunHead, number: number): number =>
  (blocks[number + 1]?.first ?? documents) - (blocks[number]?.first ?? 0)

/** The numbers of the posting blocks in which grams of the range may lie. */
export function blocksOf({ grams }: RunHead, { from, until }: GramRange): ReadonlyArray<number> {
  const first = Math.max(0, countWhile(grams, (gram) => gram <= from) - 1)
  const end = countWhile(grams, (gram) => gram < until)
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index)
}

/** How many items `holds` is true of, where it is true of the first ones alone. */
export function countWhile<Item>(items: ReadonlyArray<Item>, holds: (item: Item) => boolean): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const item = items[middle]
    if (item !== undefined && holds(item)) low = middle + 1
    else high = middle
  }
  return low
}

export const recordOf = ({ id, segments, owned }: Run): RunRecord => ({
  id,
  segments: segments.map((each, index): RunSegment => ({ ...each, owned: owned.has(index) })),
})

export const documentsIn = ({ segments }: Run): number =>
  segments.reduce((sum, { documents }) => sum + documents, 0)

export const liveDocumentsIn = ({ segments, owned }: Run): number =>
  segments.reduce((sum, { documents }, index) => (owned.has(index) ? sum + documents : sum), 0)

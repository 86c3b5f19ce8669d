/** An index in this thread, over stores in memory that outlive it, as disks do. */
import { orThrow } from '../../../core/base/defect.ts'
import type { KnownOp, PostOp } from '../../../core/conversation/op.ts'
import { encodeOp } from '../../../core/conversation/op-codec.ts'
import { loadSegment } from '../../../core/conversation/segment.ts'
import { userId, opId, type ConversationId, type OpId, type UserId } from '../../../core/protocol/ids.ts'
import { createSearchIndex, type ThreadSearchIndex } from '../../../core/search/create-search-index.ts'
import { compareDocuments, type SearchDocument, type SegmentRef } from '../../../core/search/document.ts'
import { createMemoryBlockStore } from '../../../core/search/memory-index.ts'
import { matches } from '../../../core/search/matching.ts'
import type { FileSource } from '../../../core/search/file-documents.ts'
import type { PageSource } from '../../../core/search/page-documents.ts'
import type { BlockStore } from '../../../core/search/block-store.ts'
import type { Found, IndexQuery } from '../../../core/search/query.ts'
import type { SegmentState } from '../../../core/search/search-index.ts'
import type { LocalStore } from '../../../core/storage/local-store.ts'
import { createMemoryStore } from '../../../core/storage/memory-store.ts'
import { testHlc } from '../../support/conversations.ts'
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts'

export interface Line {
  readonly number: number
  readonly text: string
  readonly author?: number
  readonly at?: number
}

export const lineId = (number: number): OpId => opId(number.toString(16).padStart(32, '0'))
export const lineAuthor = (number = 1): UserId => userId(number.toString(16).padStart(32, 'a'))

export const documentOf = (ref: SegmentRef, { number, text, author, at }: Line): SearchDocument => ({
  ...ref,
  id: lineId(number),
  author: lineAuthor(author),
  at: testHlc(at ?? number * 1_000),
  text,
  traits: /https?:\/\//i.test(text) ? ['link'] : [],
  files: [],
  redactors: [],
  masks: [],
  expiresAt: undefined,
})

export interface IndexKit {
  readonly clock: VirtualClock
  readonly store: LocalStore
  readonly blocks: BlockStore
  readonly index: () => ThreadSearchIndex
  readonly settled: ReadonlyArray<SegmentState>
  /** Makes the segment hold these messages and no others, and tells the index. */
  readonly put: (ref: SegmentRef, lines: ReadonlyArray<Line>) => Promise<void>
  /** The same with ops; `scan` knows nothing of them. */
  readonly putOps: (ref: SegmentRef, ops: ReadonlyArray<KnownOp>) => Promise<void>
  /** As a restart: `stale` is what the store would remember. */
  readonly restart: () => Promise<void>
  readonly idle: () => Promise<void>
  readonly question: (query: Partial<IndexQuery>) => IndexQuery
  /** All pages. */
  readonly findAll: (query: Partial<IndexQuery>) => Promise<ReadonlyArray<Found>>
  /** What looking at every message finds. */
  readonly scan: (query: Partial<IndexQuery>) => ReadonlyArray<SearchDocument>
}

export function createIndexKit(
  blocks: BlockStore = createMemoryBlockStore(),
  pages?: PageSource,
  clock = createVirtualClock(),
  files?: FileSource,
): IndexKit {
  const store = createMemoryStore()
  const open = { ...blocks, close: async () => undefined }
  const truth = new Map<
    string,
    { readonly ref: SegmentRef; readonly documents: ReadonlyArray<SearchDocument> }
  >()
  const generations = new Map<string, number>()
  const stale = new Set<string>()
  const settled: Array<SegmentState> = []
  const keyOf = ({ conversation, segment }: SegmentRef): string => `${conversation}/${segment}`
  const make = (): ThreadSearchIndex =>
    createSearchIndex({
      store,
      blocks: open,
      pages,
      files,
      clock,
      breathe: async () => undefined,
      settled: (states) => {
        settled.push(...states)
        for (const state of states)
          if ((generations.get(keyOf(state)) ?? 0) === state.generation) stale.delete(keyOf(state))
      },
    })
  let index = make()
  index.begin([], [])
  const full = (query: Partial<IndexQuery>): IndexQuery => ({
    terms: [],
    conversations: new Set<ConversationId>(Array.from(truth.values(), ({ ref }) => ref.conversation)),
    authors: undefined,
    traits: [],
    from: undefined,
    until: undefined,
    after: undefined,
    now: clock.now(),
    limit: 7,
    ...query,
  })
  const idle = async (): Promise<void> => {
    await index.idle()
    clock.advance(1_100) // what has just been read rests a while
    await index.idle()
  }
  const put = async (
    ref: SegmentRef,
    ops: ReadonlyArray<KnownOp>,
    documents: ReadonlyArray<SearchDocument>,
  ): Promise<void> => {
    const key = keyOf(ref)
    truth.set(key, { ref, documents })
    orThrow(await store.write([{ kind: 'segment', ...ref, blob: segmentOf(ops) }], { durable: false }))
    const generation = (generations.get(key) ?? 0) + 1
    generations.set(key, generation)
    stale.add(key)
    index.changed([{ ...ref, generation }])
  }
  return {
    clock,
    store,
    blocks,
    index: () => index,
    settled,
    idle,
    question: full,
    put: (ref, lines) =>
      put(
        ref,
        lines.map(postOf),
        lines.map((line) => documentOf(ref, line)),
      ),
    putOps: (ref, ops) => put(ref, ops, []),
    restart: async () => {
      await index.close()
      generations.clear()
      index = make()
      const held = Array.from(truth.values(), ({ ref }) => ref)
      index.begin(
        held,
        held.filter((ref) => stale.has(keyOf(ref))),
      )
    },
    findAll: async (query) => {
      const all: Array<Found> = []
      for (let after = query.after; ;) {
        const { found, next } = orThrow(await index.find({ ...full(query), after }))
        all.push(...found)
        if (next === undefined) return all
        after = next
      }
    },
    scan: (query) =>
      Array.from(truth.values(), ({ documents }) => documents)
        .flat()
        .filter((document) => matches(document, full(query)))
        .toSorted(compareDocuments),
  }
}

const postOf = ({ number, text, author, at }: Line): PostOp => ({
  kind: 'post',
  id: lineId(number),
  at: testHlc(at ?? number * 1_000),
  by: lineAuthor(author),
  text,
})

function segmentOf(ops: ReadonlyArray<KnownOp>): Uint8Array {
  const { segment } = orThrow(loadSegment([]))
  for (const op of ops) segment.write(1, encodeOp(op), [])
  const state = segment.snapshot()
  segment.close()
  return state
}

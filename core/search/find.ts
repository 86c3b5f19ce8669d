/** Answers a query from runs and from what is not in a run yet: the newest matches of all of them, in order. */
import { candidatesIn, type Candidates } from './candidates.ts'
import {
  compareDocuments,
  type DocumentPlace,
  endOfFile,
  isSameFile,
  keyOfSegment,
  type SearchDocument,
} from './document.ts'
import type { RunHead } from './manifest.ts'
import { highlightsIn, matches } from './matching.ts'
import type { FoundPage, IndexQuery } from './query.ts'
import { countWhile, type Run } from './run.ts'

/** A document that is in no run yet, with what is looked through of it, folded. */
export interface FreshDocument {
  readonly document: SearchDocument
  readonly folded: ReadonlyArray<string>
}

/** Documents that one call looks at: what bounds its time. Who wants more goes on from `next`. */
const lookedAt = 2_048
/** Every run gets a share of them, and no less than this: else those with little in them would hold the others up. */
const leastLookedAt = 256
/** A piece of a file is as long as many messages. */
const filePieceCost = 8
/** Blocks of documents that are read at once, at most. */
const mostBlocks = 32

/** What a source has next: a match, a place up to which it has looked in vain, or undefined for nothing more. */
type Head = { readonly match: SearchDocument } | { readonly place: DocumentPlace } | undefined
type Source = AsyncGenerator<Exclude<Head, undefined>, 'end' | 'unreadable'>

/** Undefined if a run could not be read: ask again, without it. */
export async function findIn(
  runs: ReadonlyArray<Run>,
  fresh: Iterable<FreshDocument>,
  query: IndexQuery,
): Promise<FoundPage | undefined> {
  const share = {
    budget: Math.max(leastLookedAt, Math.floor(lookedAt / Math.max(1, runs.length))),
    first: Math.ceil(query.limit / Math.max(1, runs.length)),
  }
  const sources: ReadonlyArray<Source> = [
    lookThroughFresh(fresh, query),
    ...runs.map((run) => lookThrough(run, query, share)),
  ]
  const heads = await Promise.all(sources.map((source) => source.next()))
  const found: Array<SearchDocument> = []
  for (;;) {
    if (heads.some((head) => head.done === true && head.value === 'unreadable')) return undefined
    const newest = newestOf(heads)
    if (newest === undefined) return page(found, undefined, query)
    const { head, index } = newest
    if ('place' in head) return page(found, head.place, query)
    if (found.length === query.limit) return page(found, behind(found.at(-1)), query)
    found.push(head.match)
    const source = sources[index]
    if (source !== undefined) heads[index] = await source.next()
  }
}

/** A file is found once, whatever else of it matches. */
const behind = (last: SearchDocument | undefined): DocumentPlace | undefined =>
  last?.inFileOf === undefined ? last : { ...last, id: endOfFile(last.id) }

const page = (
  found: ReadonlyArray<SearchDocument>,
  next: DocumentPlace | undefined,
  { terms }: IndexQuery,
): FoundPage => ({
  found: found.map((document) => ({ ...document, highlights: highlightsIn(document.text, terms) })),
  next: next && { at: next.at, id: next.id, author: next.author },
})

function newestOf(
  heads: ReadonlyArray<IteratorResult<Exclude<Head, undefined>, unknown>>,
): { readonly head: Exclude<Head, undefined>; readonly index: number } | undefined {
  let newest: { readonly head: Exclude<Head, undefined>; readonly index: number } | undefined
  for (const [index, { done, value }] of heads.entries()) {
    if (done === true) continue
    if (newest === undefined || compareDocuments(placeOf(value), placeOf(newest.head)) < 0)
      newest = { head: value, index }
  }
  return newest
}

const placeOf = (head: Exclude<Head, undefined>): DocumentPlace => ('match' in head ? head.match : head.place)

async function* lookThroughFresh(fresh: Iterable<FreshDocument>, query: IndexQuery): Source {
  const found: Array<SearchDocument> = []
  for (const { document, folded } of fresh) if (matches(document, query, folded)) found.push(document)
  let last: SearchDocument | undefined
  for (const match of found.toSorted(compareDocuments)) {
    if (last === undefined || !isSameFile(last, match)) yield { match }
    last = match
  }
  return 'end'
}

/** Candidates that a run may look at, and that it looks at first: if they match, no more are asked of it. */
interface Share {
  readonly budget: number
  readonly first: number
}

async function* lookThrough(run: Run, query: IndexQuery, share: Share): Source {
  const mine = ownedKeys(run)
  if (mine.size === 0) return 'end'
  const head = await run.head()
  const candidates = head && (await candidatesIn(run, head, query))
  if (head === undefined || candidates === undefined) return 'unreadable'
  let seen = 0
  let last: SearchDocument | undefined
  let wanted = share.first
  for (let slices = slicesFrom(head, candidates, 0, wanted); slices.length > 0;) {
    const blocks = await run.documents(
      head,
      slices.map(({ block }) => block),
    )
    if (blocks === undefined) return 'unreadable'
    for (const [index, { from, until, first }] of slices.entries()) {
      for (let each = from; each < until; each++) {
        const document = blocks[index]?.document(numberAt(candidates, each) - first)
        if (document === undefined) return run.damaged() ?? 'unreadable'
        const isMore = last !== undefined && isSameFile(last, document)
        if (!isMore && mine.has(keyOfSegment(document)) && matches(document, query)) {
          last = document
          yield { match: document }
        }
        seen += document.inFileOf === undefined ? 1 : filePieceCost
        if (seen >= share.budget) yield { place: document }
      }
    }
    wanted *= 2
    slices = slicesFrom(head, candidates, slices.at(-1)?.until ?? 0, wanted)
  }
  return 'end'
}

const ownedKeys = ({ segments, owned }: Run): ReadonlySet<string> =>
  new Set(segments.filter((_, index) => owned.has(index)).map(keyOfSegment))

const countOf = ({ first, end, list }: Candidates): number => list?.length ?? end - first
const numberAt = ({ first, list }: Candidates, index: number): number =>
  list === undefined ? first + index : (list[index] ?? 0)

/** The candidates from `from` up to `until` lie in the block, whose first document has the number `first`. */
interface Slice {
  readonly block: number
  readonly first: number
  readonly from: number
  readonly until: number
}

/** The next candidates, by block: so many at least, if they lie in few enough blocks. */
function slicesFrom(
  { blocks, documents }: RunHead,
  candidates: Candidates,
  start: number,
  wanted: number,
): ReadonlyArray<Slice> {
  const slices: Array<Slice> = []
  const total = countOf(candidates)
  for (let from = start; from < total && from - start < wanted && slices.length < mostBlocks;) {
    const number = numberAt(candidates, from)
    const block = countWhile(blocks, ({ first }) => first <= number) - 1
    const first = blocks[block]?.first ?? 0
    const end = blocks[block + 1]?.first ?? documents
    let until = candidates.list === undefined ? Math.min(total, from + end - number) : from + 1
    while (candidates.list !== undefined && until < total && numberAt(candidates, until) < end) until++
    slices.push({ block, first, from, until })
    from = until
  }
  return slices
}

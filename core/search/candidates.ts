/** Which documents of a run may be what a query asks for: an intersection of postings. */
import type { UserId } from '../protocol/ids.ts'
import { authorGram, conversationGram, type GramRange, gramsOfTerm, traitGram } from './grams.ts'
import { type PostingEntry, readList } from './posting-block.ts'
import type { RunHead } from './manifest.ts'
import type { IndexQuery } from './query.ts'
import { blocksOf, countWhile, type Run } from './run.ts'

/** Numbers of documents, ascending. Undefined `list`: all of them from `first` up to `end`. */
export interface Candidates {
  readonly first: number
  readonly end: number
  readonly list: Uint32Array | undefined
}

/** Grams of a term that are looked up, and of all terms: each costs a block, and a few tell nearly all there is to tell. */
const maxTermGrams = 4
const maxGrams = 12
/** So few candidates are looked at faster than another list is read. */
const fewCandidates = 24
/** Posting blocks of one or two letters that are read. Beyond that they are so common that looking at messages finds them. */
const maxRangeBlocks = 6
/** Authors or conversations that are looked up, instead of being looked at. */
const maxAlternatives = 16

/** What must all be true of a document; each is a union of grams. */
type Condition = ReadonlyArray<GramRange>

/** Undefined if a block could not be read; the run was told. */
export async function candidatesIn(
  run: Run,
  head: RunHead,
  query: IndexQuery,
): Promise<Candidates | undefined> {
  const { first, end } = timeRange(head, query)
  if (first >= end) return { first, end, list: new Uint32Array(0) }
  const conditions = conditionsOf(query, head)
  if (conditions.length === 0) return { first, end, list: undefined }
  const read = await run.postings(head, conditions.flat())
  if (read === undefined) return undefined
  let next = 0
  const unions = conditions.map((condition) => condition.flatMap(() => read[next++] ?? []))
  // A list that holds most of the run rules little out, and costs more to go through than to look at what it would rule out.
  const telling = unions.filter((union) => sizeOf(union) <= head.documents / 2)
  if (telling.length === 0) return { first, end, list: undefined }
  const list = intersect(telling, head)
  return list === undefined ? run.damaged() : { first, end, list: between(list, first, end) }
}

function conditionsOf(query: IndexQuery, head: RunHead): ReadonlyArray<Condition> {
  const conditions: Array<Condition> = []
  let grams = 0
  for (const term of query.terms) {
    const of = gramsOfTerm(term)
    if (of.kind === 'range') {
      if (blocksOf(head, of.range).length <= maxRangeBlocks) conditions.push([of.range])
      continue
    }
    for (const gram of spread(of.grams, Math.min(maxTermGrams, maxGrams - grams))) {
      conditions.push([only(gram)])
      grams += 1
    }
  }
  const { authors, conversations } = query
  if (authors !== undefined && authors.size <= maxAlternatives)
    conditions.push(Array.from<UserId, GramRange>(authors, (author) => only(authorGram(author))))
  if (conversations.size <= maxAlternatives)
    conditions.push(Array.from(conversations, (each) => only(conversationGram(each))))
  for (const trait of query.traits) conditions.push([only(traitGram(trait))])
  return conditions
}

const only = (gram: number): GramRange => ({ from: gram, until: gram + 1 })

/** At most `count` of the items, as far from each other as can be. */
function spread<Item>(items: ReadonlyArray<Item>, count: number): ReadonlyArray<Item> {
  if (items.length <= count) return items
  const step = (items.length - 1) / Math.max(1, count - 1)
  return Array.from({ length: count }, (_, index) => items[Math.round(index * step)]).filter(
    (item) => item !== undefined,
  )
}

/** The documents that the time filters and the place to go on from leave, widened to whole blocks. */
function timeRange(
  { blocks, documents }: RunHead,
  { from, until, after }: IndexQuery,
): {
  readonly first: number
  readonly end: number
} {
  const latest = Math.min(until ?? Number.POSITIVE_INFINITY, after?.at.time ?? Number.POSITIVE_INFINITY)
  // A block begins with its newest: the last one that begins later than `latest` may still reach down to it.
  const skipped = Math.max(0, countWhile(blocks, ({ time }) => time > latest) - 1)
  const kept = countWhile(blocks, ({ time }) => from === undefined || time >= from)
  return { first: blocks[skipped]?.first ?? documents, end: blocks[kept]?.first ?? documents }
}

/** Undefined if a list is damaged. */
function intersect(
  unions: ReadonlyArray<ReadonlyArray<PostingEntry>>,
  { documents }: RunHead,
): Uint32Array | undefined {
  let common: Uint32Array | undefined
  for (const union of unions.toSorted((left, right) => sizeOf(left) - sizeOf(right))) {
    if (common !== undefined && common.length <= fewCandidates) return common
    const list = unite(union, documents)
    if (list === undefined) return undefined
    common = common === undefined ? list : inBoth(common, list)
  }
  return common
}

const sizeOf = (union: ReadonlyArray<PostingEntry>): number =>
  union.reduce((sum, { count }) => sum + count, 0)

function unite(union: ReadonlyArray<PostingEntry>, documents: number): Uint32Array | undefined {
  const [single] = union
  if (union.length <= 1) return single === undefined ? new Uint32Array(0) : readList(single, documents)
  const isIn = new Uint8Array(documents)
  let count = 0
  for (const entry of union) {
    const list = readList(entry, documents)
    if (list === undefined) return undefined
    for (const document of list) {
      count += 1 - (isIn[document] ?? 0)
      isIn[document] = 1
    }
  }
  const all = new Uint32Array(count)
  let at = 0
  for (let document = isIn.indexOf(1); document !== -1; document = isIn.indexOf(1, document + 1))
    all[at++] = document
  return all
}

function inBoth(left: Uint32Array, right: Uint32Array): Uint32Array {
  const both = new Uint32Array(Math.min(left.length, right.length))
  let count = 0
  let at = 0
  for (const document of left) {
    while (at < right.length && (right[at] ?? 0) < document) at++
    if (right[at] === document) both[count++] = document
  }
  return both.subarray(0, count)
}

const between = (list: Uint32Array, first: number, end: number): Uint32Array =>
  list.subarray(
    countInOrder(list, (document) => document < first),
    countInOrder(list, (document) => document < end),
  )

function countInOrder(list: Uint32Array, holds: (document: number) => boolean): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(list[middle] ?? 0)) low = middle + 1
    else high = middle
  }
  return low
}

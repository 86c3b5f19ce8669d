/**
 * Makes one run of several, without the documents that none of them speaks for any more. Reads and writes block by block:
 * what it holds at a time is a block a run, and four bytes a document.
 */
import { ok, type Result } from '../base/result.ts'
import type { StoreFailure } from '../storage/local-store.ts'
import type { Breathe } from './build-run.ts'
import type { BlockStore } from './block-store.ts'
import { compareDocuments, keyOfSegment, type SearchDocument } from './document.ts'
import { documentsOf } from './document-block.ts'
import type { RunHead, RunSegment } from './manifest.ts'
import { type PostingEntry, readList } from './posting-block.ts'
import type { Run } from './run.ts'
import { createRunWriter, type RunWriter } from './run-writer.ts'

/** `unreadable`: a block of one of the runs could not be read; its deps were told why. */
type Outcome<Value> = Promise<Result<Value | 'unreadable', StoreFailure>>

interface Input {
  readonly run: Run
  readonly head: RunHead
  /** Keys of the segments that it speaks for, as things stood at the beginning. */
  readonly live: ReadonlySet<string>
  /** The number that each document has in the new run; `gone` if it is not in there. */
  readonly numbers: Uint32Array
}

const gone = 0xff_ff_ff_ff

export async function mergeRuns(
  { blocks, breathe }: { readonly blocks: BlockStore; readonly breathe: Breathe },
  run: number,
  runs: ReadonlyArray<Run>,
): Outcome<{ readonly segments: ReadonlyArray<RunSegment> }> {
  const segments = runs.flatMap(({ segments: all, owned }) =>
    all.flatMap((each, index): ReadonlyArray<RunSegment> =>
      owned.has(index) ? [{ ...each, owned: true }] : [],
    ),
  )
  const inputs: Array<Input> = []
  for (const each of runs) {
    const head = await each.head()
    if (head === undefined) return ok('unreadable')
    const live = new Set(each.segments.filter((_, index) => each.owned.has(index)).map(keyOfSegment))
    inputs.push({ run: each, head, live, numbers: new Uint32Array(head.documents).fill(gone) })
  }
  const writer = createRunWriter(blocks, run, segments)
  for (const step of [mergeDocuments, mergePostings]) {
    const merged = await step(inputs, writer, breathe)
    if (!merged.ok) return merged
    if (merged.value === 'unreadable') return ok('unreadable')
  }
  const written = await writer.finish()
  return written.ok ? ok({ segments }) : written
}

/** Reads the blocks of one run one after the other; `next` gives undefined at the end. */
interface Cursor<Item> {
  readonly input: Input
  items: ReadonlyArray<Item>
  at: number
  block: number
}

const open = <Item>(input: Input): Cursor<Item> => ({ input, items: [], at: 0, block: 0 })

/** Makes sure that the item at `at` is there. `end` if none is left. */
async function fill<Item>(
  cursor: Cursor<Item>,
  blocks: number,
  read: (input: Input, block: number) => Promise<ReadonlyArray<Item> | undefined>,
): Promise<'there' | 'end' | 'unreadable'> {
  while (cursor.at >= cursor.items.length) {
    if (cursor.block >= blocks) return 'end'
    const items = await read(cursor.input, cursor.block)
    if (items === undefined) return 'unreadable'
    cursor.block += 1
    cursor.at = 0
    cursor.items = items
  }
  return 'there'
}

async function mergeDocuments(
  inputs: ReadonlyArray<Input>,
  writer: RunWriter,
  breathe: Breathe,
): Outcome<void> {
  const readBlock = async (
    { run, head }: Input,
    block: number,
  ): Promise<ReadonlyArray<SearchDocument> | undefined> => {
    const [read] = (await run.documents(head, [block])) ?? []
    return read && (documentsOf(read) ?? run.damaged())
  }
  const cursors = inputs.map((input) => open<SearchDocument>(input))
  let count = 0
  let batch: Array<SearchDocument> = []
  for (;;) {
    let newest: Cursor<SearchDocument> | undefined
    for (const cursor of cursors) {
      const state = await fill(cursor, cursor.input.head.blocks.length, readBlock)
      if (state === 'unreadable') return ok('unreadable')
      if (state === 'there' && (newest === undefined || isNewer(cursor, newest))) newest = cursor
    }
    const document = newest?.items[newest.at]
    if (newest === undefined || document === undefined) return writer.addDocuments(batch)
    const { input, block } = newest
    const number = (input.head.blocks[block - 1]?.first ?? 0) + newest.at
    newest.at += 1
    if (!input.live.has(keyOfSegment(document))) continue
    input.numbers[number] = count++
    batch.push(document)
    if (batch.length < mergeBatch) continue
    const written = await writer.addDocuments(batch)
    if (!written.ok) return written
    batch = []
    await breathe()
  }
}

const mergeBatch = 1_000

function isNewer(left: Cursor<SearchDocument>, right: Cursor<SearchDocument>): boolean {
  const [mine, other] = [left.items[left.at], right.items[right.at]]
  return mine !== undefined && other !== undefined && compareDocuments(mine, other) < 0
}

async function mergePostings(
  inputs: ReadonlyArray<Input>,
  writer: RunWriter,
  breathe: Breathe,
): Outcome<void> {
  const readBlock = async ({ run }: Input, block: number): Promise<ReadonlyArray<PostingEntry> | undefined> =>
    (await run.postingBlocks([block]))?.[0]
  const cursors = inputs.map((input) => open<PostingEntry>(input))
  for (let turn = 1; ; turn++) {
    let gram = Number.POSITIVE_INFINITY
    for (const cursor of cursors) {
      const state = await fill(cursor, cursor.input.head.grams.length, readBlock)
      if (state === 'unreadable') return ok('unreadable')
      if (state === 'there') gram = Math.min(gram, cursor.items[cursor.at]?.gram ?? gram)
    }
    if (gram === Number.POSITIVE_INFINITY) return ok(undefined)
    const numbers = takeNumbers(cursors, gram)
    if (numbers === undefined) return ok('unreadable')
    const written = numbers.length === 0 ? ok(undefined) : await writer.addPostings(gram, numbers)
    if (!written.ok) return written
    if (turn % gramsBetweenBreaths === 0) await breathe()
  }
}

const gramsBetweenBreaths = 4_000

/** The new numbers of all documents that have `gram`, ascending; undefined if a list is damaged. */
function takeNumbers(
  cursors: ReadonlyArray<Cursor<PostingEntry>>,
  gram: number,
): ReadonlyArray<number> | undefined {
  const all: Array<number> = []
  let last = 0
  let isOrdered = true
  for (const cursor of cursors) {
    const entry = cursor.items[cursor.at]
    if (entry?.gram !== gram) continue
    cursor.at += 1
    const { numbers, run, head } = cursor.input
    const list = readList(entry, head.documents)
    if (list === undefined) return run.damaged()
    for (const old of list) {
      const number = numbers[old] ?? gone
      if (number === gone) continue
      if (number < last) isOrdered = false
      last = number
      all.push(number)
    }
  }
  return isOrdered ? all : [...Uint32Array.from(all).sort()]
}

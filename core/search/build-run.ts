import { ok, type Result } from '../base/result.ts'
import type { StoreFailure } from '../storage/local-store.ts'
import type { BlockStore } from './block-store.ts'
import { compareDocuments, type SearchDocument, type SegmentRef, textsOf } from './document.ts'
import { foldText } from './fold-text.ts'
import { authorGram, conversationGram, gramsOf, traitGram } from './grams.ts'
import type { RunHead } from './manifest.ts'
import { createRunWriter } from './run-writer.ts'

/** Lets whatever else waits for this thread go first. */
export type Breathe = () => Promise<void>

/** Documents between two breaths: some milliseconds of work. */
const stride = 250
/** Grams between two breaths. */
const gramStride = 4_000

/** Writes `documents`, in any order, as a run. */
export async function buildRun(
  { blocks, breathe }: { readonly blocks: BlockStore; readonly breathe: Breathe },
  run: number,
  segments: ReadonlyArray<SegmentRef>,
  documents: ReadonlyArray<SearchDocument>,
): Promise<Result<RunHead, StoreFailure>> {
  const ordered = documents.toSorted(compareDocuments)
  const writer = createRunWriter(blocks, run, segments)
  const lists = new Map<number, Array<number>>()
  for (let from = 0; from < ordered.length; from += stride) {
    const slice = ordered.slice(from, from + stride)
    for (const [index, document] of slice.entries()) notePostings(lists, document, from + index)
    const written = await writer.addDocuments(slice)
    if (!written.ok) return written
    await breathe()
  }
  const grams = Float64Array.from(lists.keys()).sort()
  for (const [index, gram] of grams.entries()) {
    const written = await writer.addPostings(gram, lists.get(gram) ?? [])
    if (!written.ok) return written
    if (index % gramStride === gramStride - 1) await breathe()
  }
  return writer.finish()
}

function notePostings(lists: Map<number, Array<number>>, document: SearchDocument, number: number): void {
  for (const gram of gramsOfDocument(document)) {
    const list = lists.get(gram)
    if (list === undefined) lists.set(gram, [number])
    else if (list[list.length - 1] !== number) list.push(number)
  }
}

function* gramsOfDocument(document: SearchDocument): Generator<number> {
  for (const text of textsOf(document)) yield* gramsOf(foldText(text))
  yield authorGram(document.author)
  yield conversationGram(document.conversation)
  for (const trait of document.traits) yield traitGram(trait)
}

/** Blocks of runs that the manifest does not name: what a crash, or a run that failed, has left. */
export async function sweep(
  blocks: BlockStore,
  isOurs: (name: string) => boolean,
): Promise<Result<void, StoreFailure>> {
  const names = await blocks.names()
  if (!names.ok) return names
  const garbage = names.value.filter((name) => !isOurs(name))
  return garbage.length === 0 ? ok(undefined) : blocks.write([], garbage)
}

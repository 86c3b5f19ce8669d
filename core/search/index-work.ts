/** What an index does in the background, one thing after the other: it reads segments, writes runs and merges them. */
import { millis, type Millis } from '../base/clock.ts'
import { fail, ok, type Result } from '../base/result.ts'
import type { StoreFailure } from '../storage/local-store.ts'
import { buildRun } from './build-run.ts'
import { isPage, keyOfSegment, type SearchDocument, type SegmentRef, textsOf } from './document.ts'
import { fileDocuments, filesIn, type ReadFiles } from './file-documents.ts'
import { createFileWork } from './file-work.ts'
import type { FreshDocument } from './find.ts'
import { foldText } from './fold-text.ts'
import {
  disown,
  type FreshSegment,
  type IndexCore,
  loadRuns,
  noteTrouble,
  openRun,
  publish,
  readMovedFiles,
  saveManifest,
} from './index-core.ts'
import { documentsName, headName, postingsName, type RunSegment, type SegmentFile } from './manifest.ts'
import { mergeRuns } from './merge-runs.ts'
import { readPage } from './page-documents.ts'
import { documentsIn, liveDocumentsIn, type Run } from './run.ts'
import { readDocuments } from './segment-documents.ts'

/** Documents that may wait in memory for their run: looking through all of them takes some milliseconds. */
const maxFreshDocuments = 16_384
/** What a piece of a file counts among them. */
const filePieceWeight = 16
/** Segments that may stay in memory when all is read: as many are read again after a restart. */
const maxIdleSegments = 16
/** Runs of about one size that are merged into one, four times as large. */
const mergeWidth = 4
/** No run becomes larger. */
const maxRunDocuments = 1_048_576
/** A segment that keeps changing is read anew no more often than this. */
const restMs = 1_000
/** After a failure of the disk. */
const retryMs = 30_000

export interface IndexWork {
  /** There may be something to do. */
  readonly wake: () => void
  /** Resolves when it was first tried to read what the runs are. */
  readonly beginning: Promise<void>
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>
}

export function createIndexWork(core: IndexCore): IndexWork {
  let running: Promise<void> | undefined
  let isAsked = false
  const readAt = new Map<string, Millis>()

  let begun = (): void => undefined
  const beginning = new Promise<void>((resolve) => (begun = resolve))

  const turn = async (): Promise<Done> => {
    const loaded = core.isLoaded ? ok(undefined) : await loadRuns(core)
    begun()
    return loaded.ok ? work(core, readAt, wake) : loaded
  }
  const run = async (): Promise<void> => {
    while ((isAsked || hasUnread(core)) && !core.isClosed) {
      isAsked = false
      const done = await turn()
      if (done.ok) continue
      noteTrouble(core, done.failure)
      if (done.failure.kind !== 'closed') core.deps.clock.after(millis(retryMs), wake)
      return
    }
  }
  const wake = (): void => {
    isAsked = true
    running ??= run().finally(() => {
      running = undefined
      files.wake()
    })
  }
  const files = createFileWork(core, wake)
  const isBusy = (): boolean => running !== undefined || (core.filesToRead.size > 0 && !core.isClosed)
  return {
    wake,
    beginning,
    idle: async () => {
      while (isBusy()) {
        await running
        await files.idle()
      }
    },
  }
}

/** There is something to read that need not rest. */
const hasUnread = ({ unread, changed }: IndexCore): boolean =>
  unread.size > changed.size || [...unread.keys()].some((key) => !changed.has(key))

type Done = Result<void, StoreFailure>

async function work(core: IndexCore, readAt: Map<string, Millis>, wake: () => void): Promise<Done> {
  for (let ref = nextUnread(core, readAt, wake); ref; ref = nextUnread(core, readAt, wake)) {
    const read = await readSegment(core, ref)
    if (!read.ok) return read
    readAt.set(keyOfSegment(ref), core.deps.clock.now())
    if (countFresh(core) >= maxFreshDocuments) {
      const written = await writeFresh(core)
      if (!written.ok) return written
    }
    await core.deps.breathe()
    if (core.isClosed) return ok(undefined)
  }
  if (core.fresh.size > maxIdleSegments) {
    const written = await writeFresh(core)
    if (!written.ok) return written
  }
  const merged = await mergeAll(core)
  if (!merged.ok) return merged
  const saved = core.isManifestOld ? await saveManifest(core, []) : ok(undefined)
  if (saved.ok && core.trouble !== undefined) {
    core.trouble = undefined
    publish(core)
  }
  return saved
}

/** What changed last goes first, but not again at once. */
function nextUnread(
  core: IndexCore,
  readAt: ReadonlyMap<string, Millis>,
  wake: () => void,
): SegmentRef | undefined {
  const now = core.deps.clock.now()
  let soonest = Number.POSITIVE_INFINITY
  for (const [key, ref] of core.changed) {
    const last = readAt.get(key)
    const rest = last === undefined ? 0 : last + restMs - now
    if (rest <= 0 || rest > restMs) return ref // the clock may have been put back
    soonest = Math.min(soonest, rest)
  }
  for (const [key, ref] of core.unread) if (!core.changed.has(key)) return ref
  if (soonest < Number.POSITIVE_INFINITY) core.deps.clock.after(millis(soonest), wake)
  return undefined
}

/** Brings a segment into memory; what was known of it counts no more. */
async function readSegment(core: IndexCore, ref: SegmentRef): Promise<Done> {
  const key = keyOfSegment(ref)
  const generation = core.generations.get(key) ?? 0
  core.changed.delete(key)
  const here = core.deps.files?.here.read()
  const read = await readStored(core, ref)
  if (!read.ok && read.failure.kind !== 'damaged') {
    core.changed.set(key, ref)
    return read
  }
  if (!read.ok) core.filesRead.delete(key)
  core.unread.delete(key)
  if (core.changed.has(key) || core.filesRead.has(key)) core.unread.set(key, ref) // meanwhile
  disown(core, new Set([key]))
  if (read.ok) {
    core.fresh.set(key, { ...read.value, generation })
  } else {
    // What is damaged is fetched from the relay when it is next looked at, and then it has changed.
    core.fresh.delete(key)
    core.held.delete(key)
  }
  core.read++
  if (core.deps.files?.here.read() !== here) readMovedFiles(core) // while it was read
  publish(core)
  return ok(undefined)
}

interface StoredSegment {
  readonly ref: SegmentRef
  readonly documents: ReadonlyArray<FreshDocument>
  readonly files: ReadonlyArray<SegmentFile>
}

const fold = (document: SearchDocument): FreshDocument => ({
  document,
  folded: textsOf(document).map(foldText),
})

/** `damaged` if there is nothing of it that can be read. */
async function readStored(
  { deps: { store, pages, files, clock }, fresh, filesToRead, filesRead }: IndexCore,
  ref: SegmentRef,
): Promise<Result<StoredSegment, StoreFailure>> {
  const damaged = fail({ kind: 'damaged', where: 'segment' } as const)
  if (isPage(ref)) {
    const page = pages === undefined ? damaged : await readPage(pages, ref)
    return page.ok ? ok({ ...page.value, documents: page.value.documents.map(fold), files: [] }) : page
  }
  const stored = await store.segment(ref.conversation, ref.segment)
  if (!stored.ok) return stored
  const read = readDocuments(ref, stored.value, clock)
  if (!read.ok) return damaged
  const documents = read.value.documents.map(fold)
  const key = keyOfSegment(ref)
  const named = read.value.files
  if (files === undefined || named.length === 0) filesRead.delete(key)
  if (files === undefined || named.length === 0) return ok({ ref, documents, files: [] })
  const here = files.here.read()
  const known: ReadFiles = new Map([...filesIn(fresh.get(key) ?? {}), ...(filesRead.get(key) ?? [])])
  filesRead.delete(key)
  const inFiles = fileDocuments(named, known, here)
  if (named.some(({ file: { id } }) => here?.has(id) === true && !known.has(id)))
    filesToRead.set(key, { ref, named })
  return ok({ ref, documents: [...documents, ...inFiles.documents], files: inFiles.files })
}

function countFresh({ fresh }: IndexCore): number {
  let count = 0
  for (const { documents } of fresh.values()) {
    for (const { document } of documents) count += document.inFileOf === undefined ? 1 : filePieceWeight
  }
  return count
}

/** Makes a run of what is in memory. */
async function writeFresh(core: IndexCore): Promise<Done> {
  const taken: ReadonlyArray<FreshSegment> = [...core.fresh.values()]
  const id = core.nextRun++
  const refs = taken.map(({ ref }) => ref)
  const documents = taken.flatMap((each) => each.documents.map(({ document }) => document))
  const built = await buildRun(core.deps, id, refs, documents)
  if (!built.ok) return built
  const segments = taken.map(({ ref, documents: of, files }): RunSegment => {
    return { ...ref, documents: of.length, owned: true, ...(files.length > 0 && { files }) }
  })
  core.runs = [...core.runs, openRun(core, { id, segments })]
  for (const each of taken) core.fresh.delete(keyOfSegment(each.ref))
  const saved = await saveManifest(core, [])
  if (!saved.ok) return saved
  core.deps.settled(taken.map(({ ref, generation }) => ({ ...ref, generation })))
  return mergeAll(core)
}

/** Merges runs of a size until few are left, and makes small again what is mostly gone. */
async function mergeAll(core: IndexCore): Promise<Done> {
  for (let turn = 0; turn < core.runs.length + 8 && !core.isClosed; turn++) {
    const runs = runsToMerge(core.runs)
    if (runs.length === 0) return ok(undefined)
    const id = core.nextRun++
    const heads = await Promise.all(runs.map((run) => run.head()))
    const merged = await mergeRuns(core.deps, id, runs)
    if (!merged.ok) return merged
    if (merged.value === 'unreadable' || !runs.every((run) => core.runs.includes(run))) return ok(undefined)
    replaceRuns(core, runs, { id, ...merged.value })
    const gone = runs.flatMap((run, index) => namesOf(run, heads[index]))
    const saved = await saveManifest(core, gone)
    if (!saved.ok) return saved
  }
  return ok(undefined)
}

/** A segment that changed while the runs were merged is no longer spoken for by any of them, nor by what they became. */
function replaceRuns(
  core: IndexCore,
  old: ReadonlyArray<Run>,
  { id, segments }: { readonly id: number; readonly segments: ReadonlyArray<RunSegment> },
): void {
  const still = new Set(
    old.flatMap((run) => run.segments.filter((_, index) => run.owned.has(index)).map(keyOfSegment)),
  )
  const record = { id, segments: segments.map((each) => ({ ...each, owned: still.has(keyOfSegment(each)) })) }
  const others = core.runs.filter((run) => !old.includes(run))
  core.runs = still.size === 0 ? others : [...others, openRun(core, record)]
}

function namesOf({ id }: Run, head: Awaited<ReturnType<Run['head']>>): ReadonlyArray<string> {
  return [
    headName(id),
    ...(head?.grams ?? []).map((_, block) => postingsName(id, block)),
    ...(head?.blocks ?? []).map((_, block) => documentsName(id, block)),
  ]
}

function runsToMerge(runs: ReadonlyArray<Run>): ReadonlyArray<Run> {
  const wasted = runs.filter((run) => run.owned.size === 0 || liveDocumentsIn(run) < documentsIn(run) / 2)
  if (wasted.length > 0) return wasted
  const tiers = new Map<number, Array<Run>>()
  for (const run of runs) {
    const tier = Math.floor(
      Math.log(Math.max(1, documentsIn(run) / maxFreshDocuments)) / Math.log(mergeWidth),
    )
    tiers.set(tier, [...(tiers.get(tier) ?? []), run])
  }
  for (const [, tier] of [...tiers].toSorted(([left], [right]) => left - right)) {
    const chosen = tier.slice(0, mergeWidth)
    const sum = chosen.reduce((documents, run) => documents + liveDocumentsIn(run), 0)
    if (chosen.length === mergeWidth && sum <= maxRunDocuments) return chosen
  }
  return []
}

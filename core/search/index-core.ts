/** What the parts of an index share: which run, or the memory, speaks for which segment, and how that is stored. */
import type { Clock } from '../base/clock.ts'
import { createCell, type Cell } from '../base/readable.ts'
import { ok, type Result } from '../base/result.ts'
import type { AttachmentId } from '../protocol/ids.ts'
import type { LocalStore, StoreFailure } from '../storage/local-store.ts'
import type { BlockStore } from './block-store.ts'
import { type Breathe, sweep } from './build-run.ts'
import { documentOfPage, isPage, keyOfSegment, pageRef, type SegmentRef } from './document.ts'
import type { FileSource, NamedFile, ReadFiles } from './file-documents.ts'
import type { FreshDocument } from './find.ts'
import {
  decodeManifest,
  encodeManifest,
  manifestName,
  type RunRecord,
  runOfName,
  type SegmentFile,
} from './manifest.ts'
import type { PageSource } from './page-documents.ts'
import { createRun, recordOf, type Run } from './run.ts'
import { type IndexEvents, type IndexProgress, nothingIndexed } from './search-index.ts'

export interface IndexDeps extends IndexEvents {
  readonly store: Pick<LocalStore, 'segment'>
  readonly blocks: BlockStore
  /** Documents of this device; left out where there are none. */
  readonly pages?: PageSource | undefined
  /** Left out where files are found by their names alone. */
  readonly files?: FileSource | undefined
  readonly clock: Clock
  readonly breathe: Breathe
}

/** A segment that was read and lies in no run yet. */
export interface FreshSegment {
  readonly ref: SegmentRef
  readonly generation: number
  readonly documents: ReadonlyArray<FreshDocument>
  readonly files: ReadonlyArray<SegmentFile>
}

export interface IndexCore {
  readonly deps: IndexDeps
  readonly progress: Cell<IndexProgress>
  readonly held: Map<string, SegmentRef>
  /** To be read, by key: changed ones first, then in the order of `begin`. */
  readonly changed: Map<string, SegmentRef>
  readonly unread: Map<string, SegmentRef>
  /** How often each segment has changed, as far as the engine has told. */
  readonly generations: Map<string, number>
  readonly fresh: Map<string, FreshSegment>
  /** Segments with files that lie here and are to be read, in that order, with what they name, the newest first. */
  readonly filesToRead: Map<string, { readonly ref: SegmentRef; readonly named: ReadonlyArray<NamedFile> }>
  /** What was read of them since, until their segment takes it up. */
  readonly filesRead: Map<string, ReadFiles>
  runs: ReadonlyArray<Run>
  nextRun: number
  /** Segments that were read since the start. */
  read: number
  isLoaded: boolean
  /** Segments to be disowned once the runs are known. */
  stale: ReadonlySet<string>
  /** Segments that were read anew because the run that spoke for them was damaged: once per start. */
  readonly rebuilt: Set<string>
  /** Damaged again: left alone until the next start, or until they change. */
  readonly resting: Set<string>
  /** A run that the manifest on the disk names is damaged. */
  isManifestOld: boolean
  trouble: StoreFailure | undefined
  isClosed: boolean
}

export const createIndexCore = (deps: IndexDeps): IndexCore => ({
  deps,
  progress: createCell<IndexProgress>(nothingIndexed),
  held: new Map(),
  changed: new Map(),
  unread: new Map(),
  generations: new Map(),
  fresh: new Map(),
  filesToRead: new Map(),
  filesRead: new Map(),
  runs: [],
  nextRun: 0,
  read: 0,
  isLoaded: false,
  stale: new Set(),
  rebuilt: new Set(),
  resting: new Set(),
  isManifestOld: false,
  trouble: undefined,
  isClosed: false,
})

/**
 * Reads the manifest, forgets whatever it does not name, and puts in line what the runs do not speak for. Without a
 * manifest that can be read the index is empty.
 */
export async function loadRuns(core: IndexCore): Promise<Result<void, StoreFailure>> {
  const { blocks } = core.deps
  const read = await blocks.read([manifestName])
  if (!read.ok) return read
  const [bytes] = read.value
  const manifest = bytes && decodeManifest(bytes)
  const runs = new Set(manifest?.runs.map(({ id }) => id))
  const swept = await sweep(blocks, (name) => name === manifestName || runs.has(runOfName(name) ?? -1))
  if (!swept.ok) return swept
  core.runs = manifest?.runs.map((record) => openRun(core, record)) ?? []
  core.nextRun = manifest?.nextRun ?? 0
  core.isLoaded = true
  await holdPages(core)
  disown(core, new Set([...core.stale, ...core.changed.keys(), ...outdatedPages(core)]))
  const owned = ownedSegments(core)
  for (const [key, ref] of core.held) if (!owned.has(key)) core.unread.set(key, ref)
  readMovedFiles(core)
  core.deps.settled(Array.from(owned.values(), (ref) => ({ ...ref, generation: 0 })))
  publish(core)
  return ok(undefined)
}

/**
 * What lies here of documents, and how far it had been written. If that cannot be told nothing is known of them: they
 * are found again once they change, or with the next start.
 */
async function holdPages(core: IndexCore): Promise<void> {
  const held = (await core.deps.pages?.held()) ?? ok([])
  for (const { document, upTo } of held.ok ? held.value : []) {
    const ref = pageRef(document, upTo)
    const key = keyOfSegment(ref)
    if (!core.changed.has(key)) core.held.set(key, ref)
  }
}

/** Pages of which a run has another version, or of which nothing lies here any more. */
const outdatedPages = (core: IndexCore): ReadonlyArray<string> =>
  Array.from(ownedSegments(core)).flatMap(([key, ref]) =>
    isPage(ref) && core.held.get(key)?.segment !== ref.segment ? [key] : [],
  )

/** What is known of, with the files with text in them that its messages name. */
function* segmentsWithFiles(
  core: IndexCore,
): Generator<{ readonly ref: SegmentRef; readonly files: ReadonlyArray<SegmentFile> }> {
  for (const { ref, files } of core.fresh.values()) if (files.length > 0) yield { ref, files }
  for (const run of core.runs) {
    for (const index of run.owned) {
      const each = run.segments[index]
      if (each?.files === undefined || core.fresh.has(keyOfSegment(each))) continue
      const { conversation, segment, files } = each
      yield { ref: { conversation, segment }, files }
    }
  }
}

/** Puts in line what names files that have come to this device, or have gone from it, since it was read. */
export function readMovedFiles(core: IndexCore): void {
  const here = core.deps.files?.here.read()
  if (here === undefined) return
  for (const { ref, files } of segmentsWithFiles(core)) {
    const hasMoved = files.some(({ id, isRead }) => isRead !== here.has(id))
    if (hasMoved && core.held.has(keyOfSegment(ref))) enqueueChanged(core, ref)
  }
}

export function enqueueChanged(core: IndexCore, ref: SegmentRef): void {
  const key = keyOfSegment(ref)
  core.held.set(key, ref)
  core.changed.set(key, ref)
  core.unread.set(key, ref)
  core.resting.delete(key)
}

/** Of all files that are named: how many lie elsewhere, and how many here of which not all is in the index. */
function countFiles(core: IndexCore): Pick<IndexProgress, 'filesElsewhere' | 'filesInPart'> {
  const here = core.deps.files?.here.read()
  const [elsewhere, inPart] = [new Set<AttachmentId>(), new Set<AttachmentId>()]
  if (here === undefined) return { filesElsewhere: 0, filesInPart: 0 }
  for (const { files } of segmentsWithFiles(core)) {
    for (const { id, isRead, isWhole } of files) {
      if (!here.has(id)) elsewhere.add(id)
      else if (!isRead || !isWhole) inPart.add(id)
    }
  }
  return { filesElsewhere: elsewhere.size, filesInPart: inPart.size }
}

export const openRun = (core: IndexCore, record: RunRecord): Run =>
  createRun(
    {
      blocks: core.deps.blocks,
      damaged: (run) => dropRun(core, run),
      failed: (failure) => noteTrouble(core, failure),
    },
    record,
  )

/**
 * A run of which a block is damaged is given up: what it spoke for is read again, but only once. A disk that damages all
 * that is written would else keep this busy for ever.
 */
function dropRun(core: IndexCore, id: number): undefined {
  const run = core.runs.find((each) => each.id === id)
  if (run === undefined) return // merged away meanwhile: its blocks are gone for a reason
  core.runs = core.runs.filter((each) => each !== run)
  core.isManifestOld = true
  for (const [index, ref] of run.segments.entries()) {
    if (run.owned.has(index)) enqueueAgain(core, ref)
  }
  publish(core)
}

/** Puts a segment in line, unless it is not held or was read again before. */
function enqueueAgain(core: IndexCore, ref: SegmentRef): void {
  const key = keyOfSegment(ref)
  if (!core.held.has(key)) return
  if (core.rebuilt.has(key)) core.resting.add(key)
  else core.unread.set(key, ref)
  core.rebuilt.add(key)
}

/**
 * From now on no run speaks for these. The manifest need not hear of it: after a restart the engine says that they are
 * stale, until a later manifest names another run for them.
 */
export function disown(core: IndexCore, keys: ReadonlySet<string>): void {
  for (const run of core.runs) {
    for (const [index, ref] of run.segments.entries())
      if (keys.has(keyOfSegment(ref))) run.owned.delete(index)
  }
}

function ownedSegments(core: IndexCore): ReadonlyMap<string, SegmentRef> {
  const all = new Map<string, SegmentRef>()
  for (const run of core.runs) {
    for (const [index, { conversation, segment }] of run.segments.entries()) {
      if (run.owned.has(index)) all.set(keyOfSegment({ conversation, segment }), { conversation, segment })
    }
  }
  return all
}

/** Writes down which runs there are and what they speak for, and deletes `gone` in the same write. */
export async function saveManifest(
  core: IndexCore,
  gone: ReadonlyArray<string>,
): Promise<Result<void, StoreFailure>> {
  const bytes = encodeManifest({ nextRun: core.nextRun, runs: core.runs.map(recordOf) })
  core.isManifestOld = false
  const written = await core.deps.blocks.write([{ name: manifestName, bytes }], gone)
  if (!written.ok) core.isManifestOld = true
  return written
}

export function noteTrouble(core: IndexCore, failure: StoreFailure): undefined {
  if (failure.kind !== 'closed') core.trouble = failure
  publish(core)
}

const damagedAgain: StoreFailure = { kind: 'damaged', where: 'search index' }

export function publish(core: IndexCore): void {
  // What has changed is spoken for as it was, until it has been read again.
  const spokenFor = core.unread.size === 0 ? undefined : ownedSegments(core)
  const isThere = (key: string): boolean =>
    !core.unread.has(key) || core.fresh.has(key) || spokenFor?.has(key) === true
  const indexed = [...core.held.keys()].filter((key) => isThere(key) && !core.resting.has(key)).length
  const trouble = core.trouble ?? (core.resting.size > 0 ? damagedAgain : undefined)
  const now = core.progress.read()
  const pages = samePages(
    now.pages,
    [...core.held.values()].filter(isPage).map(({ conversation }) => documentOfPage(conversation)),
  )
  const files = countFiles(core)
  const [read, toRead] = [core.read, core.unread.size]
  const next: IndexProgress = { indexed, held: core.held.size, pages, ...files, read, toRead, trouble }
  const isSame =
    now.indexed === indexed &&
    now.held === next.held &&
    now.filesElsewhere === files.filesElsewhere &&
    now.filesInPart === files.filesInPart &&
    now.read === read &&
    now.toRead === toRead
  if (!isSame || now.pages !== pages || now.trouble !== trouble) core.progress.write(next)
}

const samePages = (now: IndexProgress['pages'], next: IndexProgress['pages']): IndexProgress['pages'] =>
  now.length === next.length && now.every((page, index) => page === next[index]) ? now : next

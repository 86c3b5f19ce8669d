/** The index itself, in the thread that calls it. Rules SE20 to SE42 in SPEC.md. */
import { fail, ok } from '../base/result.ts'
import { isPage, keyOfSegment, pageRef } from './document.ts'
import { findIn, type FreshDocument } from './find.ts'
import {
  createIndexCore,
  enqueueChanged,
  type IndexCore,
  type IndexDeps,
  publish,
  readMovedFiles,
} from './index-core.ts'
import { createIndexWork } from './index-work.ts'
import type { FindOutcome, IndexQuery } from './query.ts'
import type { SearchIndex, SegmentState } from './search-index.ts'

/** Times that a question is put again because a run went away or could not be read while it was answered. */
const maxAttempts = 8

export interface ThreadSearchIndex extends SearchIndex {
  /** Resolves when there is nothing to do. */
  readonly idle: () => Promise<void>
}

export function createSearchIndex(deps: IndexDeps): ThreadSearchIndex {
  const core = createIndexCore(deps)
  const work = createIndexWork(core)
  const unlisten = deps.files?.here.listen(() => {
    readMovedFiles(core)
    publish(core)
    if (core.isLoaded) work.wake()
  })
  const close = async (): Promise<void> => {
    core.isClosed = true
    unlisten?.()
    await work.idle()
    await deps.blocks.close()
  }
  const changed = (segments: ReadonlyArray<SegmentState>): void => {
    for (const segment of segments) noteChange(core, segment)
    publish(core)
    if (core.isLoaded) work.wake()
  }
  // Which version it is of is told when it is read.
  deps.pages?.whenChanged((document) => changed([{ ...pageRef(document, 0), generation: 0 }]))
  deps.pages?.whenLost(() =>
    changed(
      Array.from(core.held.values()).flatMap((ref) => (isPage(ref) ? [{ ...ref, generation: 0 }] : [])),
    ),
  )
  return {
    progress: core.progress,
    begin: (held, stale) => {
      for (const ref of held) core.held.set(keyOfSegment(ref), ref)
      core.stale = new Set(stale.map(keyOfSegment))
      work.wake()
    },
    changed,
    find: async (query) => {
      await work.beginning
      return find(core, query, work.wake)
    },
    idle: work.idle,
    close,
  }
}

function noteChange(core: IndexCore, { conversation, segment, generation }: SegmentState): void {
  const ref = { conversation, segment }
  core.generations.set(keyOfSegment(ref), generation)
  enqueueChanged(core, ref)
}

async function find(core: IndexCore, query: IndexQuery, wake: () => void): Promise<FindOutcome> {
  for (let attempt = 0; attempt < maxAttempts && !core.isClosed; attempt++) {
    const { runs } = core
    const page = await findIn(runs, freshIn(core), query)
    if (core.isManifestOld) wake() // a damaged run was dropped: what it spoke for is to be read
    if (page !== undefined) return ok(page)
    if (runs === core.runs && core.trouble !== undefined) return fail(core.trouble)
  }
  return fail({ kind: 'closed' })
}

function* freshIn({ fresh }: IndexCore): Generator<FreshDocument> {
  for (const { documents } of fresh.values()) yield* documents
}

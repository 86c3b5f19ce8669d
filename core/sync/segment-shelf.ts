/** The segments of one conversation, between the store and the document. */
import { fail, ok, type Result } from '../base/result.ts'
import type { Conversation } from '../conversation/conversation-contract.ts'
import { joinUpdates } from '../conversation/update-log.ts'
import type { ConversationId } from '../protocol/ids.ts'
import type { LocalStore, StoreFailure, StoreWrite } from '../storage/local-store.ts'

export interface SegmentShelfDeps {
  readonly id: ConversationId
  readonly conversation: Conversation
  readonly store: LocalStore
}

/** What the store has of a segment. */
export type Stored = ReturnType<LocalStore['segment']>

export interface SegmentShelf {
  readonly isLoaded: (segment: number) => boolean
  /**
   * Reads a segment that is not loaded from the store, an absent one as empty. `damaged` if what lies there cannot be
   * read, does not hang together or has fewer than `ops` ops; the segment stays unloaded then. `stored`: what the store was
   * asked for already, since nobody could write to it.
   */
  readonly load: (segment: number, ops: number, stored?: Stored) => Promise<Result<void, StoreFailure>>
  /** A segment that nobody has written to yet. */
  readonly loadEmpty: (segment: number) => void
  /** A segment as it came from the relay; replaces what the store has. */
  readonly loadFetched: (segment: number, state: Uint8Array) => void
  /** The same for one that nobody looks at: it goes to the store and not into the document. */
  readonly put: (segment: number, state: Uint8Array) => void
  /** Lets go of a loaded segment, unless the store lacks part of it. */
  readonly unload: (segment: number) => void
  /** What the store has of a segment that is not loaded is worth nothing: the next `writes` clears it away. */
  readonly forget: (segment: number) => void
  /** What the store has of a loaded segment is worth nothing: the next `writes` brings all of it. */
  readonly rewrite: (segment: number) => void
  /** To be called for each update that was merged: it is part of the next `writes`. */
  readonly changed: (segment: number, update: Uint8Array) => void
  /** An update for a segment that is not loaded; it must have passed the checks. */
  readonly append: (segment: number, update: Uint8Array) => void
  /** Updates in the stored tail of a loaded segment, once what was written last is there. */
  readonly tailOf: (segment: number) => number
  /**
   * What the store must be told. `settle` is to be called with the outcome: what could not be written comes again as a
   * whole segment, for a tail with a gap would not load.
   */
  readonly writes: () => {
    readonly writes: ReadonlyArray<StoreWrite>
    readonly settle: (written: boolean) => void
  }
  /** For `restore`: the present state of the segments that the store could not give back. */
  readonly unstored: () => ReadonlyMap<number, Uint8Array>
  /** Takes back what was done to a segment since it was last written or `unstored` was asked. */
  readonly restore: (
    segment: number,
    unstored: ReadonlyMap<number, Uint8Array>,
  ) => Promise<Result<void, StoreFailure>>
}

/** Updates in a stored tail before it is compacted: reading 200 small records costs about as much as one blob. */
export const maxTail = 200

/** What the store lacks of a segment that is not loaded. */
interface Loose {
  /** Replaces what the store has. */
  readonly state: Uint8Array | undefined
  /** Come after it. */
  readonly updates: ReadonlyArray<Uint8Array>
}

interface ShelfCore extends SegmentShelfDeps {
  /** Updates in the stored tail of each loaded segment. */
  readonly tails: Map<number, number>
  readonly changes: Map<number, Array<Uint8Array>>
  /** Segments of which the store lacks something that `changes` does not hold. */
  readonly behind: Set<number>
  readonly loose: Map<number, Loose>
  /** Segments to be cleared from the store. */
  readonly forgotten: Set<number>
}

export function createSegmentShelf(deps: SegmentShelfDeps): SegmentShelf {
  const core: ShelfCore = {
    ...deps,
    tails: new Map(),
    changes: new Map(),
    behind: new Set(),
    loose: new Map(),
    forgotten: new Set(),
  }
  return {
    isLoaded: (segment) => core.tails.has(segment),
    load: (...asked) => load(core, ...asked),
    loadEmpty: (segment) => void loadUpdates(core, segment, []),
    loadFetched: (segment, state) => {
      if (core.tails.has(segment)) unload(core, segment)
      core.loose.delete(segment)
      loadUpdates(core, segment, [state])
      core.behind.add(segment)
    },
    put: (segment, state) => void core.loose.set(segment, { state, updates: [] }),
    forget: (segment) => {
      core.loose.delete(segment)
      core.forgotten.add(segment)
    },
    rewrite: (segment) => void core.behind.add(segment),
    unload: (segment) => {
      if (!core.behind.has(segment) && !core.changes.has(segment)) unload(core, segment)
    },
    changed: (segment, update) => {
      if (!core.tails.has(segment)) core.tails.set(segment, 0) // the conversation opens the segment after a full one
      const updates = core.changes.get(segment)
      if (updates === undefined) core.changes.set(segment, [update])
      else updates.push(update)
    },
    append: (segment, update) => {
      const { state, updates = [] } = core.loose.get(segment) ?? { state: undefined }
      core.loose.set(segment, { state, updates: [...updates, update] })
    },
    tailOf: (segment) => core.tails.get(segment) ?? 0,
    writes: () => takeWrites(core),
    unstored: () =>
      new Map(Array.from(core.behind, (segment) => [segment, core.conversation.snapshot(segment)])),
    restore: (segment, unstored) => {
      unload(core, segment)
      const state = unstored.get(segment)
      if (state === undefined) return load(core, segment, 0)
      core.behind.add(segment)
      return Promise.resolve(loadUpdates(core, segment, [state]))
    },
  }
}

async function load(
  core: ShelfCore,
  segment: number,
  ops: number,
  asked: Stored = core.store.segment(core.id, segment),
): Promise<Result<void, StoreFailure>> {
  const stored = await asked
  if (!stored.ok) return stored
  const { blob, tail } = stored.value
  const inStore = blob === undefined ? tail : [blob, ...tail]
  const loose = core.loose.get(segment)
  const updates =
    loose === undefined ? inStore : [...(loose.state ? [loose.state] : inStore), ...loose.updates]
  const loaded = loadUpdates(core, segment, updates)
  if (!loaded.ok) return loaded
  if (core.conversation.opCount(segment) < ops) {
    unload(core, segment)
    return fail({ kind: 'damaged', where: `segment ${segment} of ${core.id}, which has lost rows` })
  }
  if (loose === undefined) return loaded
  core.loose.delete(segment)
  core.behind.add(segment)
  return loaded
}

function loadUpdates(
  { id, conversation, tails }: ShelfCore,
  segment: number,
  updates: ReadonlyArray<Uint8Array>,
): Result<void, StoreFailure> {
  const loaded = conversation.loadSegment(segment, updates)
  if (!loaded.ok) return fail({ kind: 'damaged', where: `segment ${segment} of ${id}` })
  tails.set(segment, Math.max(0, updates.length - 1))
  return ok(undefined)
}

function unload({ conversation, tails, changes, behind }: ShelfCore, segment: number): void {
  conversation.unloadSegment(segment)
  tails.delete(segment)
  changes.delete(segment)
  behind.delete(segment)
}

function takeWrites(core: ShelfCore): ReturnType<SegmentShelf['writes']> {
  const segments = new Set([...core.changes.keys(), ...core.behind])
  const loose = [...core.loose]
  const forgotten = [...core.forgotten]
  const writes = [
    ...forgotten.map((segment): StoreWrite => ({
      kind: 'segment',
      conversation: core.id,
      segment,
      blob: undefined,
    })),
    ...Array.from(segments, (segment) => writesOf(core, segment)).flat(),
    ...loose.flatMap(([segment, lacking]) => looseWrites(core, segment, lacking)),
  ]
  core.changes.clear()
  core.forgotten.clear()
  const settle = (written: boolean): void => {
    if (!written) for (const segment of forgotten) core.forgotten.add(segment)
    for (const segment of segments) {
      if (written) core.behind.delete(segment)
      else core.behind.add(segment)
    }
    // What could not be written of a segment that is not loaded stays loose, and goes with the next write.
    for (const [segment, lacking] of loose)
      if (written && core.loose.get(segment) === lacking) core.loose.delete(segment)
  }
  return { writes, settle }
}

function writesOf(core: ShelfCore, segment: number): ReadonlyArray<StoreWrite> {
  const { id, conversation, tails, behind } = core
  const joined = joinUpdates(core.changes.get(segment) ?? [])
  const tail = (tails.get(segment) ?? 0) + joined.length
  if (!behind.has(segment) && tail <= maxTail) {
    tails.set(segment, tail)
    return joined.map((update) => ({ kind: 'append-tail', conversation: id, segment, update }))
  }
  tails.set(segment, 0)
  return [{ kind: 'segment', conversation: id, segment, blob: conversation.snapshot(segment) }]
}

function looseWrites(
  { id }: ShelfCore,
  segment: number,
  { state, updates }: Loose,
): ReadonlyArray<StoreWrite> {
  const head = { conversation: id, segment }
  return [
    ...(state === undefined ? [] : [{ kind: 'segment', ...head, blob: state } as const]),
    ...joinUpdates(updates).map((update) => ({ kind: 'append-tail', ...head, update }) as const),
  ]
}

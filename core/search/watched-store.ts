/**
 * A local store that tells of the segments that are written. Before the index has one on its own disk as it is, the store
 * itself remembers that it has not: in the same write as the change, so that no crash can come between. The SE4 rules.
 */
import { decode, encode, rfc8949EncodeOptions } from 'cborg'
import * as v from 'valibot'
import { ok, type Result } from '../base/result.ts'
import { conversationId, idBytes, idFromBytes, idToBytes } from '../protocol/ids.ts'
import type { LocalStore, StoreFailure, StoreWrite } from '../storage/local-store.ts'
import { keyOfSegment, type SegmentRef } from './document.ts'
import type { SegmentState } from './search-index.ts'

/** The key of the value that lists what the index has not got as it is. */
const staleKey = 'search-stale'

export interface WatchedStore {
  readonly store: LocalStore
  /** What had changed and was not settled when this device last stopped; a failure if that cannot be told. */
  readonly readStale: () => Promise<Result<ReadonlyArray<SegmentRef>, StoreFailure>>
  /** The index has these on its disk, as of their generation. */
  readonly settled: (segments: ReadonlyArray<SegmentState>) => void
}

export interface WatchedStoreDeps {
  readonly store: LocalStore
  /** These were written. */
  readonly changed: (segments: ReadonlyArray<SegmentState>) => void
}

interface Watch {
  readonly deps: WatchedStoreDeps
  readonly stale: Map<string, SegmentRef>
  readonly generations: Map<string, number>
  /** What the index has on its disk, in whatever state; undefined until it has told. */
  onDisk: Set<string> | undefined
  /** `stale` differs from what the store says. */
  isUnwritten: boolean
}

export function watchStore(deps: WatchedStoreDeps): WatchedStore {
  const watch: Watch = {
    deps,
    stale: new Map(),
    generations: new Map(),
    onDisk: undefined,
    isUnwritten: false,
  }
  const { store } = deps
  return {
    store: { ...store, write: (writes, options) => write(watch, writes, options) },
    readStale: async () => {
      const read = await store.value(staleKey)
      if (!read.ok) return read
      const stale = read.value === undefined ? [] : decodeRefs(read.value)
      if (stale === undefined) return { ok: false, failure: { kind: 'damaged', where: staleKey } }
      for (const ref of stale) watch.stale.set(keyOfSegment(ref), ref)
      return ok(stale)
    },
    settled: (segments) => {
      watch.onDisk ??= new Set()
      for (const segment of segments) {
        const key = keyOfSegment(segment)
        watch.onDisk.add(key)
        if ((watch.generations.get(key) ?? 0) !== segment.generation) continue
        // To be written with whatever is written next: until then the segment is read once more than it need be.
        if (watch.stale.delete(key)) watch.isUnwritten = true
      }
    },
  }
}

async function write(
  watch: Watch,
  writes: ReadonlyArray<StoreWrite>,
  options: { readonly durable: boolean },
): Promise<Result<void, StoreFailure>> {
  const states = changesOf(watch, writes)
  if (states.length === 0) return watch.deps.store.write(writes, options)
  const mark = watch.isUnwritten
  watch.isUnwritten = false
  const value = encodeRefs([...watch.stale.values()])
  const marks: ReadonlyArray<StoreWrite> = mark ? [{ kind: 'value', key: staleKey, value }] : []
  const written = await watch.deps.store.write([...marks, ...writes], options)
  if (written.ok) watch.deps.changed(states)
  else if (mark) watch.isUnwritten = true
  return written
}

function changesOf(watch: Watch, writes: ReadonlyArray<StoreWrite>): ReadonlyArray<SegmentState> {
  const states = new Map<string, SegmentState>()
  for (const each of writes) {
    if (each.kind !== 'append-tail' && each.kind !== 'segment') continue
    const { conversation, segment } = each
    const key = keyOfSegment(each)
    if (states.has(key)) continue
    const generation = (watch.generations.get(key) ?? 0) + 1
    watch.generations.set(key, generation)
    states.set(key, { conversation, segment, generation })
    // What the index has never written it reads anyway.
    if (watch.stale.has(key) || watch.onDisk?.has(key) === false) continue
    watch.stale.set(key, { conversation, segment })
    watch.isUnwritten = true
  }
  return [...states.values()]
}

const storedRefs = v.array(
  v.strictTuple([
    v.pipe(
      v.instance(Uint8Array),
      v.check((bytes) => bytes.length === idBytes),
    ),
    v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  ]),
)

const encodeRefs = (refs: ReadonlyArray<SegmentRef>): Uint8Array =>
  new Uint8Array(
    encode(
      refs.map(({ conversation, segment }) => [idToBytes(conversation), segment]),
      rfc8949EncodeOptions,
    ),
  )

function decodeRefs(bytes: Uint8Array): ReadonlyArray<SegmentRef> | undefined {
  try {
    const read = v.safeParse(storedRefs, decode(bytes))
    return read.success
      ? read.output.map(([conversation, segment]) => ({
          conversation: idFromBytes(conversationId, conversation),
          segment,
        }))
      : undefined
  } catch {
    return undefined // cborg reports bad input by throwing
  }
}

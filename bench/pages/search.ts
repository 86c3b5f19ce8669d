/** The device of the benchmark `search`: the real index in its worker, over IndexedDB. The runner calls `window.searchBench`. */
import { orThrow } from '../../core/base/defect.ts'
import { millis } from '../../core/base/clock.ts'
import { encodeOp } from '../../core/conversation/op-codec.ts'
import { loadSegment } from '../../core/conversation/segment.ts'
import { conversationId, opId, userId } from '../../core/protocol/ids.ts'
import type { DocumentPlace, SegmentRef } from '../../core/search/document.ts'
import { parseQuery } from '../../core/search/parse-query.ts'
import type { SearchIndex } from '../../core/search/search-index.ts'
import type { LocalStore } from '../../core/storage/local-store.ts'
import { openIndexedDbBlocks } from '../../renderer/platform/indexeddb-blocks.ts'
import { openIndexedDbStore } from '../../renderer/platform/indexeddb-store.ts'
import { importStoreKey } from '../../renderer/platform/record-cipher.ts'
import { systemRandom } from '../../renderer/platform/system.ts'
import { openWorkerIndex } from '../../renderer/platform/worker-index.ts'
import { perSegment, type SearchedMessage } from '../lib/searched-message.ts'
import { watchLongTasks } from './long-tasks.ts'

interface SearchBench {
  /** Stores a segment of messages, of which the first is the `from`th of all. */
  readonly store: (messages: ReadonlyArray<SearchedMessage>, from: number) => Promise<void>
  /** Until all `messages` that were stored can be found; `longestTaskMs` and `longestGapMs` are those of the page meanwhile. */
  readonly index: (messages: number) => Promise<{
    readonly ms: number
    readonly longestTaskMs: number
    readonly longestGapMs: number
  }>
  /** Bytes on the disk for each message that is there; the rest is in memory, at most 16 segments of it. */
  readonly size: () => Promise<number>
  /** Milliseconds until the first results of each word, or that there are none, are in the page. */
  readonly find: (
    words: ReadonlyArray<string>,
  ) => Promise<ReadonlyArray<{ readonly ms: number; readonly found: number }>>
}

declare global {
  interface Window {
    searchBench: SearchBench
  }
}

const hexId = (number: number): string => number.toString(16).padStart(32, '0')
const user = userId(hexId(1))
const conversation = conversationId(hexId(2))
async function openDevice(): Promise<{ readonly key: CryptoKey; readonly store: LocalStore }> {
  const key = await importStoreKey(new Uint8Array(32).fill(7))
  return { key, store: orThrow(await openIndexedDbStore({ user, key, random: systemRandom })) }
}

const device = openDevice()
/** Segments that the index has on its disk. */
const onDisk = new Set<number>()
let index: SearchIndex | undefined
const tasks = watchLongTasks()

const isDone = ({ progress }: SearchIndex, segments: number): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      const { indexed, held: all } = progress.read()
      if (all !== segments || indexed !== all) return
      stop()
      resolve()
    }
    const stop = progress.listen(look)
    look()
  })

async function storedBytes(): Promise<number> {
  const blocks = orThrow(await openIndexedDbBlocks({ user, key: (await device).key, random: systemRandom }))
  const read = orThrow(await blocks.read(orThrow(await blocks.names())))
  await blocks.close()
  return read.reduce((sum, bytes) => sum + (bytes?.length ?? 0), 0)
}

async function findFirst(word: string): Promise<number> {
  const { terms } = parseQuery(word)
  const rest = { authors: undefined, traits: [], from: undefined, until: undefined, limit: 30 }
  const query = { ...rest, terms, conversations: new Set([conversation]), now: millis(Date.now()) }
  for (let after: DocumentPlace | undefined; index !== undefined;) {
    const { found, next } = orThrow(await index.find({ ...query, after }))
    if (found.length > 0 || next === undefined) return found.length
    after = next
  }
  throw new Error('nothing is indexed yet')
}

window.searchBench = {
  store: async (messages, from) => {
    const { store } = await device
    const { segment } = orThrow(loadSegment([]))
    for (const [place, { author, at, text }] of messages.entries()) {
      const post = {
        kind: 'post',
        id: opId(hexId(from + place + 1)),
        by: userId(hexId(author + 16)),
        text,
      } as const
      segment.write(1, encodeOp({ ...post, at: { time: millis(at), counter: 0 } }), [])
    }
    const ref = { conversation, segment: from / perSegment }
    orThrow(await store.write([{ kind: 'segment', ...ref, blob: segment.snapshot() }], { durable: false }))
    segment.close()
  },
  index: async (messages) => {
    const { key } = await device
    const held = Array.from({ length: Math.ceil(messages / perSegment) }, (_, segment): SegmentRef => ({
      conversation,
      segment,
    }))
    tasks.longest()
    tasks.longestGap()
    const began = performance.now()
    index = openWorkerIndex({ user, key, rested: (run) => (run(), () => undefined) })({
      settled: (segments) => segments.forEach((each) => onDisk.add(each.segment)),
    })
    index.begin(held, [])
    await isDone(index, held.length)
    const ms = performance.now() - began
    return { ms, longestTaskMs: tasks.longest(), longestGapMs: tasks.longestGap() }
  },
  size: async () => (await storedBytes()) / (onDisk.size * perSegment),
  find: async (words) => {
    const times: Array<{ readonly ms: number; readonly found: number }> = []
    for (const word of words) {
      const began = performance.now()
      const found = await findFirst(word)
      times.push({ ms: performance.now() - began, found })
    }
    return times
  },
}

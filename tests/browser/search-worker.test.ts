import { expect, onTestFinished, test, vi } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import { encodeOp } from '../../core/conversation/op-codec.ts'
import { loadSegment } from '../../core/conversation/segment.ts'
import { userId, type UserId } from '../../core/protocol/ids.ts'
import type { SegmentRef } from '../../core/search/document.ts'
import type { SearchIndex } from '../../core/search/search-index.ts'
import { blocksDatabaseName, openIndexedDbBlocks } from '../../renderer/platform/indexeddb-blocks.ts'
import { openIndexedDbStore } from '../../renderer/platform/indexeddb-store.ts'
import { importStoreKey } from '../../renderer/platform/record-cipher.ts'
import { systemRandom } from '../../renderer/platform/system.ts'
import { openWorkerIndex, type WorkerIndexDeps } from '../../renderer/platform/worker-index.ts'
import { blockStoreContract } from '../contracts/block-store-contract.ts'
import { testOpId, testPost } from '../support/conversations.ts'
import { testConversation } from '../support/test-conversation.ts'

const key = await importStoreKey(Uint8Array.from({ length: 32 }, (_, index) => index))
let users = 0
const newUser = (): UserId => userId(`5e${(++users).toString(16).padStart(30, '0')}`)
const openBlocks = async (user: UserId) =>
  orThrow(await openIndexedDbBlocks({ user, key, random: systemRandom }))

blockStoreContract('IndexedDB', () => openBlocks(newUser()))

const conversation = testConversation(1)
const held = Array.from({ length: 20 }, (_, segment): SegmentRef => ({ conversation, segment }))

/** Twenty segments with a message each: more than the index keeps in memory. */
async function storeMessages(user: UserId): Promise<void> {
  const store = orThrow(await openIndexedDbStore({ user, key, random: systemRandom }))
  for (const { segment } of held) {
    const { segment: document } = orThrow(loadSegment([]))
    document.write(1, encodeOp(testPost({ id: testOpId(segment), text: `needle ${segment}` })), [])
    await store.write([{ kind: 'segment', conversation, segment, blob: document.snapshot() }], {
      durable: false,
    })
  }
  await store.close()
}

const isDone = ({ progress }: SearchIndex): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      const { indexed, held: all } = progress.read()
      if (all === held.length && indexed === all) resolve()
    }
    progress.listen(look)
    look()
  })

const count = async (index: SearchIndex): Promise<number> => {
  const query = { terms: ['needle'], conversations: new Set([conversation]), traits: [], limit: 100 }
  const page = await index.find({
    ...query,
    authors: undefined,
    from: undefined,
    until: undefined,
    after: undefined,
    now: millis(0),
  })
  return orThrow(page).found.length
}

/** Resolves to the index and how many segments it has told to be on its disk. */
function start(
  user: UserId,
  rested: WorkerIndexDeps['rested'] = (run) => (run(), () => undefined),
): { readonly index: SearchIndex; readonly onDisk: Promise<number> } {
  let tell = (_: number): void => undefined
  const onDisk = new Promise<number>((resolve) => (tell = resolve))
  const index = openWorkerIndex({ user, key, rested })({
    settled: (segments) => {
      if (segments.length > 0) tell(segments.length)
    },
  })
  index.begin(held, [])
  return { index, onDisk }
}

test('[SE30] a worker reads the store, answers, and goes on after a restart', async () => {
  const user = newUser()
  await storeMessages(user)
  const first = start(user)
  await isDone(first.index)
  expect(await count(first.index)).toBe(20)
  expect(await first.onDisk).toBe(20)
  await first.index.close()
  expect(
    await first.index.find({
      terms: [],
      conversations: new Set(),
      authors: undefined,
      traits: [],
      from: undefined,
      until: undefined,
      after: undefined,
      now: millis(0),
      limit: 1,
    }),
  ).toEqual({ ok: false, failure: { kind: 'closed' } })
  const second = start(user)
  expect(await second.onDisk).toBe(20)
  expect(await count(second.index)).toBe(20)
  await second.index.close()
})

test('[SE54] there is no worker before the first screen had its time, unless somebody asks', async () => {
  const begun: Array<URL | string> = []
  const Worked = Worker
  const user = newUser()
  await storeMessages(user)
  vi.stubGlobal(
    'Worker',
    class extends Worked {
      constructor(url: URL | string, options?: WorkerOptions) {
        super(url, options)
        begun.push(url)
      }
    },
  )
  onTestFinished(() => void vi.unstubAllGlobals())
  const rests: Array<() => void> = []
  const rested: WorkerIndexDeps['rested'] = (run) => {
    rests.push(run)
    return () => void rests.splice(rests.indexOf(run), 1)
  }
  const first = start(user, rested)
  expect(begun).toHaveLength(0)
  for (const run of rests.slice()) run()
  expect(begun).toHaveLength(1)
  await isDone(first.index)
  await first.index.close()

  const asked = start(user, rested)
  expect(await count(asked.index)).toBeGreaterThanOrEqual(0) // an answer is what matters
  expect([begun.length, rests.length]).toEqual([2, 0])
  await asked.index.close()

  const closed = start(user, rested)
  await closed.index.close()
  expect([begun.length, rests.length]).toEqual([2, 0])
})

test('[SE31] [SE35] blocks are sealed to their names; swapped ones are made again', async () => {
  const user = newUser()
  await storeMessages(user)
  const first = start(user)
  await first.onDisk
  await first.index.close()

  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(blocksDatabaseName(user))
    request.addEventListener('success', () => resolve(request.result))
  })
  const blocks = database.transaction('blocks', 'readwrite').objectStore('blocks')
  const sealed = await new Promise<unknown>((resolve) => {
    const request: IDBRequest<unknown> = blocks.get('0/documents/0')
    request.addEventListener('success', () => resolve(request.result))
  })
  if (!(sealed instanceof Uint8Array)) throw new Error('no such block')
  expect(new TextDecoder().decode(sealed)).not.toContain('needle')
  blocks.put(sealed, '0/postings/0')
  await new Promise((resolve) => blocks.transaction.addEventListener('complete', resolve))
  database.close()

  const second = start(user)
  await second.onDisk
  await count(second.index) // meets the block
  await isDone(second.index)
  expect(await count(second.index)).toBe(20)
  await second.index.close()
})

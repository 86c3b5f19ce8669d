import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { createConversation, type Conversation } from '../../../core/conversation/conversation.ts'
import type { LocalStore } from '../../../core/storage/local-store.ts'
import { createMemoryStore } from '../../../core/storage/memory-store.ts'
import { createSegmentShelf, type SegmentShelf } from '../../../core/sync/segment-shelf.ts'
import { alice, testHlc, testOpId, testPost } from '../../support/conversations.ts'
import { opsUpdate } from '../../support/updates.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { testConversation } from '../../support/test-conversation.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

const id = testConversation(1)

interface Setup {
  readonly store: LocalStore
  readonly shelf: SegmentShelf
  readonly post: (text: string) => void
  readonly save: (isWritten?: boolean) => Promise<ReadonlyArray<string>>
  readonly texts: () => ReadonlyArray<string>
}

function setup(store: LocalStore = createMemoryStore()): Setup {
  const clock = createVirtualClock()
  const deps = { id, self: alice, clock, random: createSeededRandom(1), isModerator: () => false }
  const conversation: Conversation = createConversation(deps)
  const shelf = createSegmentShelf({ id, conversation, store })
  return {
    store,
    shelf,
    post: (text) => {
      clock.advance(1)
      const { segment, update } = orThrow(conversation.write(7, { kind: 'post', text }))
      shelf.changed(segment, update)
    },
    save: async (isWritten = true) => {
      const { writes, settle } = shelf.writes()
      if (isWritten) orThrow(await store.write(writes, { durable: true }))
      settle(isWritten)
      return writes.map(({ kind }) => kind)
    },
    texts: () => conversation.messages.read().map(({ text }) => text),
  }
}

async function reread(store: LocalStore): Promise<ReadonlyArray<string>> {
  const { shelf, texts } = setup(store)
  orThrow(await shelf.load(0))
  return texts()
}

test('what changed is appended to the tail, and loads again', async () => {
  const { store, post, save } = setup()
  post('one')
  post('two')
  expect(await save()).toEqual(['append-tail'])
  post('three')
  expect(await save()).toEqual(['append-tail'])
  expect(await save()).toEqual([])
  expect(await reread(store)).toEqual(['one', 'two', 'three'])
})

test('[CR70] what comes for a segment that is not loaded goes to the store, and waits there to be loaded', async () => {
  const { store, post, save } = setup()
  post('one')
  await save()
  const updates = [1, 2].map((clock) =>
    opsUpdate(7, clock, [
      testPost({ text: `later ${clock}`, at: testHlc(9_000, clock), id: testOpId(clock) }),
    ]),
  )
  const closed = setup(store)
  for (const update of updates) closed.shelf.append(0, update)
  expect(await closed.save(false)).toEqual(['append-tail'])
  expect(await closed.save()).toEqual(['append-tail'])
  expect(await closed.save()).toEqual([])
  expect(closed.shelf.isLoaded(0)).toBe(false)
  expect(await reread(store)).toEqual(['one', 'later 1', 'later 2'])
})

test('[CR70] what the store did not take of a segment that is not loaded is there when it is', async () => {
  const { store, post, save } = setup()
  post('one')
  await save()
  const closed = setup(store)
  closed.shelf.append(0, opsUpdate(7, 1, [testPost({ text: 'later', at: testHlc(9_000), id: testOpId(1) })]))
  await closed.save(false)
  orThrow(await closed.shelf.load(0))
  expect(closed.texts()).toEqual(['one', 'later'])
  closed.shelf.unload(0)
  expect(closed.shelf.isLoaded(0)).toBe(true)
  expect(await closed.save()).toEqual(['segment'])
  expect(await reread(store)).toEqual(['one', 'later'])
})

test('what could not be written comes again as a whole segment, with the next write of anything', async () => {
  const { store, post, save } = setup()
  post('one')
  await save(false)
  expect(await save(false)).toEqual(['segment'])
  post('two')
  expect(await save()).toEqual(['segment'])
  expect(await save()).toEqual([])
  expect(await reread(store)).toEqual(['one', 'two'])
})

test('[CR36] a tail of more than 200 updates becomes a blob', async () => {
  const { store, post, save } = setup()
  for (let each = 0; each < 200; each++) {
    post(`message ${each}`)
    expect(await save()).toEqual(['append-tail'])
  }
  post('one more')
  expect(await save()).toEqual(['segment'])
  post('and on')
  expect(await save()).toEqual(['append-tail'])
  expect(await reread(store)).toHaveLength(202)
})

test('a segment of which the store lacks something is not let go', async () => {
  const { shelf, post, save } = setup()
  post('one')
  shelf.unload(0)
  expect(shelf.isLoaded(0)).toBe(true)
  await save(false)
  shelf.unload(0)
  expect(shelf.isLoaded(0)).toBe(true)
  await save()
  shelf.unload(0)
  expect(shelf.isLoaded(0)).toBe(false)
})

test('[CR41] restore takes back what was not written, whether the store can give it back or not', async () => {
  const { shelf, post, save, texts } = setup()
  post('one')
  await save()
  const stored = shelf.unstored()
  expect(stored.size).toBe(0)
  post('taken back')
  orThrow(await shelf.restore(0, stored))
  expect(texts()).toEqual(['one'])

  post('two')
  await save(false)
  const unstored = shelf.unstored()
  post('taken back')
  orThrow(await shelf.restore(0, unstored))
  expect(texts()).toEqual(['one', 'two'])
  expect(await save()).toEqual(['segment'])
})

test('[CR35] a tail with a gap is damaged', async () => {
  const { store, shelf, post, save } = setup()
  post('one')
  shelf.writes() // goes nowhere, and nobody says so
  post('two')
  await save()
  expect(await setup(store).shelf.load(0)).toMatchObject({ ok: false, failure: { kind: 'damaged' } })
})

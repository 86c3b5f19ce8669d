import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import type { SegmentState } from '../../../core/search/search-index.ts'
import { watchStore, type WatchedStore } from '../../../core/search/watched-store.ts'
import type { LocalStore } from '../../../core/storage/local-store.ts'
import { createMemoryStore } from '../../../core/storage/memory-store.ts'
import { testConversation } from '../../support/test-conversation.ts'

const conversation = testConversation(1)
const append = (segment: number) =>
  ({ kind: 'append-tail', conversation, segment, update: Uint8Array.of(1) }) as const

function watch(store: LocalStore): WatchedStore & { readonly changes: Array<SegmentState> } {
  const changes: Array<SegmentState> = []
  return { ...watchStore({ store, changed: (segments) => void changes.push(...segments) }), changes }
}
const staleAfterRestart = async (store: LocalStore) => orThrow(await watch(store).readStale())

test('[SE40] what changes after the index had it is stale after a restart, until the index has it again', async () => {
  const store = createMemoryStore()
  const { store: watched, settled, changes } = watch(store)
  settled([{ conversation, segment: 3, generation: 0 }])
  await watched.write([append(3)], { durable: false })
  expect(changes).toEqual([{ conversation, segment: 3, generation: 1 }])
  expect(await staleAfterRestart(store)).toEqual([{ conversation, segment: 3 }])
  settled([{ conversation, segment: 3, generation: 0 }]) // of before the change
  await watched.write([append(4)], { durable: false })
  expect(await staleAfterRestart(store)).toEqual([{ conversation, segment: 3 }])
  settled([{ conversation, segment: 3, generation: 1 }])
  await watched.write([append(5)], { durable: false })
  expect(await staleAfterRestart(store)).toEqual([])
})

test('[SE40] before the index has told what it has, everything that changes counts as had', async () => {
  const store = createMemoryStore()
  await watch(store).store.write([append(7)], { durable: false })
  expect(await staleAfterRestart(store)).toEqual([{ conversation, segment: 7 }])
})

test('[SE40] a mark that could not be written goes with the next write', async () => {
  const store = createMemoryStore()
  let isFull = true
  const write: LocalStore['write'] = async (...what) =>
    isFull ? { ok: false, failure: { kind: 'full' } } : store.write(...what)
  const { store: watched, changes } = watch({ ...store, write })
  await watched.write([append(7)], { durable: false })
  expect(changes).toEqual([])
  isFull = false
  await watched.write([append(7)], { durable: false })
  expect(await staleAfterRestart(store)).toEqual([{ conversation, segment: 7 }])
})

test('[SE40] a list that cannot be read is a failure, for then anything may have changed', async () => {
  const store = createMemoryStore()
  await store.write([{ kind: 'value', key: 'search-stale', value: Uint8Array.of(1, 2, 3) }], {
    durable: false,
  })
  expect(await watch(store).readStale()).toMatchObject({ ok: false, failure: { kind: 'damaged' } })
})

import { describe, expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { ok } from '../../core/base/result.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import type { LocalStore, StoreWrite } from '../../core/storage/local-store.ts'
import { testConversation } from '../support/test-conversation.ts'

export interface StoreUnderTest {
  readonly store: LocalStore
  /** The program ends and starts again: a store over the same disk. Undefined for stores without one. */
  readonly restart?: () => Promise<LocalStore>
  /** What lies on that disk, to be damaged behind the store's back. */
  readonly disk?: StoredRows
}

export interface StoredRows {
  /** How many bytes each stored value has. */
  readonly lengths: () => Promise<ReadonlyArray<number>>
  /** Turns one bit of one byte of one value over. */
  readonly flip: (row: number, byte: number) => Promise<void>
}

const first = testConversation(1)
const second = testConversation(2)
const bytes = (...values: ReadonlyArray<number>): Uint8Array => Uint8Array.from(values)
const tail = (segment: number, ...values: ReadonlyArray<number>): StoreWrite => ({
  kind: 'append-tail',
  conversation: first,
  segment,
  update: bytes(...values),
})

/** What every adapter of the port `LocalStore` keeps to. `setup` gives an empty one. */
export function localStoreContract(name: string, setup: () => Promise<StoreUnderTest>): void {
  describe(`local store contract: ${name}`, () => {
    const write = async (store: LocalStore, ...writes: ReadonlyArray<StoreWrite>): Promise<void> => {
      expect(await store.write(writes, { durable: true })).toEqual(ok(undefined))
    }

    test('is empty at first', async () => {
      const { store } = await setup()
      expect(await store.conversations()).toEqual(ok([]))
      expect(await store.segment(first, 0)).toEqual(ok({ blob: undefined, tail: [] }))
      expect(await store.value('key')).toEqual(ok(undefined))
      await write(store)
    })

    test('gives back what was written, over a restart', async () => {
      const { store, restart } = await setup()
      await write(
        store,
        { kind: 'conversation', conversation: second, record: bytes(1) },
        { kind: 'conversation', conversation: first, record: bytes(2, 2) },
        { kind: 'segment', conversation: first, segment: 7, blob: bytes(3) },
        tail(7, 4),
        tail(7, 5, 5),
        tail(8, 6),
        { kind: 'value', key: 'a/b', value: bytes() },
      )
      const check = async (each: LocalStore): Promise<void> => {
        expect(orThrow(await each.conversations()).toSorted(byConversation)).toEqual([
          { conversation: first, record: bytes(2, 2) },
          { conversation: second, record: bytes(1) },
        ])
        expect(await each.segment(first, 7)).toEqual(ok({ blob: bytes(3), tail: [bytes(4), bytes(5, 5)] }))
        expect(await each.segment(first, 8)).toEqual(ok({ blob: undefined, tail: [bytes(6)] }))
        expect(await each.segment(second, 7)).toEqual(ok({ blob: undefined, tail: [] }))
        expect(await each.value('a/b')).toEqual(ok(bytes()))
      }
      await check(store)
      if (restart !== undefined) await check(await restart())
    })

    test('a tail keeps its order, also after a restart and among other segments', async () => {
      const { store, restart } = await setup()
      for (let value = 0; value < 12; value++) await write(store, tail(0, value), tail(1, value + 100))
      const again = (await restart?.()) ?? store
      await write(again, tail(0, 12), tail(0, 13))
      const { tail: found } = orThrow(await again.segment(first, 0))
      expect(found.map(([value]) => value)).toEqual(Array.from({ length: 14 }, (_, value) => value))
    })

    test('writes that are asked for at once are done in the order asked', async () => {
      const { store } = await setup()
      const values = Array.from({ length: 30 }, (_, value) => value)
      await Promise.all(
        values.map((value) =>
          write(store, tail(0, value), { kind: 'value', key: 'last', value: bytes(value) }),
        ),
      )
      expect(orThrow(await store.segment(first, 0)).tail.map(([value]) => value)).toEqual(values)
      expect(await store.value('last')).toEqual(ok(bytes(29)))
    })

    test('a whole segment takes the place of blob and tail; what follows it in the same write stays', async () => {
      const { store } = await setup()
      await write(store, tail(0, 1), tail(0, 2), tail(1, 3))
      await write(
        store,
        tail(0, 4),
        { kind: 'segment', conversation: first, segment: 0, blob: bytes(5) },
        tail(0, 6),
      )
      expect(await store.segment(first, 0)).toEqual(ok({ blob: bytes(5), tail: [bytes(6)] }))
      expect(await store.segment(first, 1)).toEqual(ok({ blob: undefined, tail: [bytes(3)] }))
    })

    test('[LS1] undefined forgets: a segment, or a conversation with all its segments, and nothing else', async () => {
      const { store, restart } = await setup()
      const segment = (of: ConversationId, number: number, blob: Uint8Array | undefined): StoreWrite => {
        return { kind: 'segment', conversation: of, segment: number, blob }
      }
      await write(
        store,
        { kind: 'conversation', conversation: first, record: bytes(1) },
        { kind: 'conversation', conversation: second, record: bytes(2) },
        segment(first, 0, bytes(3)),
        tail(0, 4),
        segment(first, 1, bytes(5)),
        tail(2, 6),
        segment(second, 0, bytes(7)),
      )
      await write(store, segment(first, 0, undefined))
      expect(await store.segment(first, 0)).toEqual(ok({ blob: undefined, tail: [] }))
      expect(await store.segment(first, 1)).toEqual(ok({ blob: bytes(5), tail: [] }))
      await write(store, { kind: 'conversation', conversation: first, record: undefined })
      const again = (await restart?.()) ?? store
      expect(await again.conversations()).toEqual(ok([{ conversation: second, record: bytes(2) }]))
      for (const number of [0, 1, 2]) {
        expect(await again.segment(first, number)).toEqual(ok({ blob: undefined, tail: [] }))
      }
      expect(await again.segment(second, 0)).toEqual(ok({ blob: bytes(7), tail: [] }))
    })

    test('[LS1] a bit of any byte that lies on the disk: the value counts as damaged, the others are read', async () => {
      const { store, disk } = await setup()
      if (disk === undefined) return
      await write(
        store,
        { kind: 'conversation', conversation: first, record: bytes(1) },
        { kind: 'conversation', conversation: second, record: bytes(1) },
        { kind: 'segment', conversation: first, segment: 0, blob: bytes(1) },
        tail(1, 1),
        { kind: 'value', key: 'key', value: bytes(1) },
      )
      const failing = async (): Promise<number> => {
        const records = orThrow(await store.conversations())
        expect(records).toHaveLength(2)
        const reads = [await store.segment(first, 0), await store.segment(first, 1), await store.value('key')]
        for (const read of reads) if (!read.ok) expect(read.failure.kind).toBe('damaged')
        const unread = records.filter(({ record }) => record === undefined).length
        return unread + reads.filter((read) => !read.ok).length
      }
      const lengths = await disk.lengths()
      expect(lengths).toHaveLength(5)
      for (const [row, length] of lengths.entries()) {
        for (let byte = 0; byte < length; byte++) {
          await disk.flip(row, byte)
          expect(await failing(), `byte ${byte} of row ${row}`).toBe(1)
          await disk.flip(row, byte)
        }
      }
      expect(await failing()).toBe(0)
    })

    test('a value is replaced, and removed by undefined', async () => {
      const { store } = await setup()
      await write(store, { kind: 'value', key: 'key', value: bytes(1) })
      await write(store, { kind: 'value', key: 'key', value: bytes(2) })
      expect(await store.value('key')).toEqual(ok(bytes(2)))
      await write(store, { kind: 'value', key: 'key', value: undefined })
      expect(await store.value('key')).toEqual(ok(undefined))
    })

    test('keeps its own copy: what the caller does to the bytes afterwards changes nothing', async () => {
      const { store } = await setup()
      const value = bytes(1, 2, 3)
      await write(store, { kind: 'value', key: 'key', value: value.subarray(1) })
      value.fill(9)
      expect(await store.value('key')).toEqual(ok(bytes(2, 3)))
    })

    test('answers `closed` to all that is asked after closing', async () => {
      const { store } = await setup()
      await store.close()
      const closed = { ok: false, failure: { kind: 'closed' } }
      expect(await store.conversations()).toEqual(closed)
      expect(await store.segment(first, 0)).toEqual(closed)
      expect(await store.value('key')).toEqual(closed)
      expect(await store.write([tail(0, 1)], { durable: false })).toEqual(closed)
      await store.close()
    })
  })
}

const byConversation = (
  left: { readonly conversation: string },
  right: { readonly conversation: string },
): number => (left.conversation < right.conversation ? -1 : 1)

import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { ok } from '../../core/base/result.ts'
import { userId, type UserId } from '../../core/protocol/ids.ts'
import type { LocalStore, StoreWrite } from '../../core/storage/local-store.ts'
import { databaseName, openIndexedDbStore } from '../../renderer/platform/indexeddb-store.ts'
import { importStoreKey } from '../../renderer/platform/record-cipher.ts'
import { systemRandom } from '../../renderer/platform/system.ts'
import { localStoreContract } from '../contracts/local-store-contract.ts'
import { testConversation } from '../support/test-conversation.ts'

const key = await importStoreKey(Uint8Array.from({ length: 32 }, (_, index) => index))
const conversation = testConversation(1)
let users = 0
const newUser = (): UserId => userId(`ab${(++users).toString(16).padStart(30, '0')}`)
const openFor = async (user: UserId, as: CryptoKey = key): Promise<LocalStore> =>
  orThrow(await openIndexedDbStore({ user, key: as, random: systemRandom }))

localStoreContract('IndexedDB', async () => {
  const user = newUser()
  const store = await openFor(user)
  return {
    store,
    restart: async () => {
      await store.close()
      return openFor(user)
    },
    disk: {
      lengths: () => sealedRows(user, (rows) => rows.map(({ sealed }) => sealed.length)),
      flip: flipIn(user),
    },
  }
})

interface SealedRow {
  readonly sealed: Uint8Array
  readonly replace: (sealed: Uint8Array) => void
}

/** Every value that lies in the database, in an order that stays, but for the mark. */
async function sealedRows<Value>(
  user: UserId,
  use: (rows: ReadonlyArray<SealedRow>) => Value,
): Promise<Value> {
  const rows: Array<SealedRow> = []
  let used: Value | undefined
  await tamper(user, (transaction) => {
    const names = [...transaction.objectStoreNames]
    for (const [index, name] of names.entries()) {
      const request = transaction.objectStore(name).openCursor()
      request.addEventListener('success', () => {
        const cursor = request.result
        if (cursor === null) {
          if (index === names.length - 1) used = use(rows)
          return
        }
        const row: unknown = cursor.value
        const replaceIn = transaction.objectStore(name)
        const { key } = cursor
        if (row instanceof Uint8Array) {
          if (key !== '') rows.push({ sealed: row, replace: (sealed) => replaceIn.put(sealed, key) })
        } else if (
          typeof row === 'object' &&
          row !== null &&
          'update' in row &&
          row.update instanceof Uint8Array
        ) {
          rows.push({ sealed: row.update, replace: (update) => replaceIn.put({ ...row, update }) })
        }
        cursor.continue()
      })
    }
  })
  if (used === undefined) throw new Error('nothing was read')
  return used
}

const flipIn =
  (user: UserId) =>
  (row: number, byte: number): Promise<void> =>
    sealedRows(user, (rows) => {
      const found = rows[row]
      found?.replace(found.sealed.with(byte, (found.sealed[byte] ?? 0) ^ (1 << (byte % 8))))
      return null
    }).then(() => undefined)

/** Changes what lies on the disk behind the store's back. */
async function tamper(user: UserId, change: (transaction: IDBTransaction) => void): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(databaseName(user))
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('not opened')))
  })
  const transaction = database.transaction(['conversations', 'segments', 'tails', 'values'], 'readwrite')
  const done = new Promise((resolve) => transaction.addEventListener('complete', resolve))
  change(transaction)
  await done
  database.close()
}

describe('IndexedDB store', () => {
  test('nothing that was written lies in the clear', async () => {
    const user = newUser()
    const store = await openFor(user)
    const secret = new TextEncoder().encode('the quick brown fox')
    await store.write(
      [
        { kind: 'conversation', conversation, record: secret },
        { kind: 'segment', conversation, segment: 0, blob: secret },
        { kind: 'append-tail', conversation, segment: 0, update: secret },
        { kind: 'value', key: 'draft', value: secret },
      ],
      { durable: true },
    )
    const found: Array<unknown> = []
    await tamper(user, (transaction) => {
      for (const name of transaction.objectStoreNames) {
        const all: IDBRequest<Array<unknown>> = transaction.objectStore(name).getAll()
        all.addEventListener('success', () => void found.push(...all.result))
      }
    })
    expect(found).toHaveLength(5) // with the mark of the database
    for (const row of found) {
      const sealed =
        row instanceof Uint8Array ? row : Object.values(row ?? {}).find((each) => each instanceof Uint8Array)
      expect([secret.length, 16]).toContain((sealed?.length ?? 0) - 12 - 16)
      expect(new TextDecoder().decode(sealed)).not.toContain('fox')
    }
  })

  test('a record that was swapped with another of its own table is noticed', async () => {
    const user = newUser()
    const store = await openFor(user)
    await store.write(
      [
        { kind: 'value', key: 'one', value: Uint8Array.of(1) },
        { kind: 'value', key: 'two', value: Uint8Array.of(2) },
      ],
      { durable: true },
    )
    await tamper(user, (transaction) => {
      const values = transaction.objectStore('values')
      const one = values.get('one')
      one.addEventListener('success', () => values.put(one.result, 'two'))
    })
    expect(await store.value('one')).toEqual(ok(Uint8Array.of(1)))
    expect(await store.value('two')).toEqual({ ok: false, failure: { kind: 'damaged', where: 'values/two' } })
  })

  test('a flipped bit is noticed in each table', async () => {
    const user = newUser()
    const store = await openFor(user)
    await store.write(
      [
        { kind: 'conversation', conversation, record: Uint8Array.of(1) },
        { kind: 'segment', conversation, segment: 0, blob: Uint8Array.of(2) },
        { kind: 'append-tail', conversation, segment: 1, update: Uint8Array.of(3) },
      ],
      { durable: true },
    )
    await tamper(user, (transaction) => {
      for (const name of ['conversations', 'segments']) {
        const cursor = transaction.objectStore(name).openCursor()
        cursor.addEventListener('success', () => {
          const row = cursor.result
          if (row?.value instanceof Uint8Array) row.update(row.value.with(20, (row.value[20] ?? 0) ^ 1))
        })
      }
      transaction.objectStore('tails').put({ n: 0, conversation, segment: 1, update: new Uint8Array(40) })
    })
    expect(await store.conversations()).toEqual(ok([{ conversation, record: undefined }]))
    for (const read of [store.segment(conversation, 0), store.segment(conversation, 1)]) {
      expect(await read).toMatchObject({ ok: false, failure: { kind: 'damaged' } })
    }
  })

  test('what another key wrote does not open', async () => {
    const user = newUser()
    const store = await openFor(user)
    await store.write(
      [
        { kind: 'conversation', conversation, record: Uint8Array.of(1) },
        { kind: 'segment', conversation, segment: 0, blob: Uint8Array.of(1) },
        { kind: 'value', key: 'key', value: Uint8Array.of(1) },
      ],
      { durable: true },
    )
    await store.close()
    const stranger = await openFor(user, await importStoreKey(new Uint8Array(32)))
    const damaged = { ok: false, failure: { kind: 'damaged' } }
    expect(await stranger.value('key')).toMatchObject(damaged)
    expect(await stranger.segment(conversation, 0)).toMatchObject(damaged)
    expect(await stranger.conversations()).toEqual(ok([{ conversation, record: undefined }]))
  })

  test('[LS3] lets go of the database when somebody deletes it, says so and goes on with an empty one', async () => {
    const user = newUser()
    const store = await openFor(user)
    let losses = 0
    store.whenLost(() => losses++)
    await store.write([{ kind: 'value', key: 'key', value: Uint8Array.of(1) }], { durable: true })
    for (const loss of [1, 2]) {
      await new Promise((resolve) => {
        indexedDB.deleteDatabase(databaseName(user)).addEventListener('success', resolve)
      })
      expect(await store.value('key')).toEqual(ok(undefined))
      expect(losses).toBe(loss)
      expect(
        await store.write([{ kind: 'value', key: 'key', value: Uint8Array.of(2) }], { durable: true }),
      ).toEqual(ok(undefined))
    }
    await store.close()
    expect(await (await openFor(user)).value('key')).toEqual(ok(Uint8Array.of(2)))
  })

  test('[LS3] a write during the deletion is in the new database or in none', async () => {
    const user = newUser()
    const store = await openFor(user)
    const deleted = new Promise((resolve) => {
      indexedDB.deleteDatabase(databaseName(user)).addEventListener('success', resolve)
    })
    const writes = Array.from({ length: 20 }, (_, value) =>
      store.write([{ kind: 'value', key: `key ${value}`, value: Uint8Array.of(value) }], { durable: true }),
    )
    await deleted
    for (const outcome of await Promise.all(writes)) expect(outcome).toEqual(ok(undefined))
  })

  test('[LS3] a connection that the browser cut is made again; nothing was lost then', async () => {
    const user = newUser()
    const opened: Array<IDBDatabase> = []
    const open = indexedDB.open.bind(indexedDB)
    const spy = vi.spyOn(indexedDB, 'open').mockImplementation((...args) => {
      const request = open(...args)
      request.addEventListener('success', () => void opened.push(request.result))
      return request
    })
    onTestFinished(() => spy.mockRestore())
    const store = await openFor(user)
    let losses = 0
    store.whenLost(() => losses++)
    await store.write([{ kind: 'value', key: 'key', value: Uint8Array.of(1) }], { durable: true })
    opened[0]?.close()
    opened[0]?.dispatchEvent(new Event('close')) // as Chromium does when it closes the files underneath
    expect(await store.value('key')).toEqual(ok(Uint8Array.of(1)))
    expect(opened).toHaveLength(2)
    expect(losses).toBe(0)
  })

  test('[LS8] a write is strict exactly when it is asked to be durable', async () => {
    const store = await openFor(newUser())
    const spy = vi.spyOn(IDBDatabase.prototype, 'transaction')
    onTestFinished(() => spy.mockRestore())
    for (const durable of [true, false]) {
      await store.write([{ kind: 'value', key: 'key', value: Uint8Array.of(1) }], { durable })
    }
    const writing = spy.mock.calls.filter(([, mode]) => mode === 'readwrite').map(([, , options]) => options)
    expect(writing).toEqual([{ durability: 'strict' }, { durability: 'relaxed' }])
  })

  test('[LS7] a write that the disk refuses half-way has done nothing', async () => {
    const store = await openFor(newUser())
    await store.write([{ kind: 'value', key: 'key', value: Uint8Array.of(1) }], { durable: true })
    // oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
    const put = IDBObjectStore.prototype.put
    const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      if (this.name === 'segments') throw new DOMException('no room', 'QuotaExceededError')
      return put.apply(this, args)
    })
    onTestFinished(() => spy.mockRestore())
    const writes: ReadonlyArray<StoreWrite> = [
      { kind: 'value', key: 'key', value: Uint8Array.of(2) },
      { kind: 'segment', conversation, segment: 0, blob: Uint8Array.of(3) },
    ]
    expect(await store.write(writes, { durable: true })).toEqual({ ok: false, failure: { kind: 'full' } })
    expect(await store.value('key')).toEqual(ok(Uint8Array.of(1)))
    expect(await store.segment(conversation, 0)).toEqual(ok({ blob: undefined, tail: [] }))
    spy.mockRestore()
    expect(await store.write(writes, { durable: true })).toEqual(ok(undefined))
    expect(await store.value('key')).toEqual(ok(Uint8Array.of(2)))
  })

  test('a database of a newer app is left alone', async () => {
    const user = newUser()
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(databaseName(user), 99)
      request.addEventListener('success', () => {
        request.result.close()
        resolve()
      })
    })
    const opened = await openIndexedDbStore({ user, key, random: systemRandom })
    expect(opened).toMatchObject({ ok: false, failure: { kind: 'failed' } })
  })
})

import { describe, expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { ok } from '../../core/base/result.ts'
import { userId, type UserId } from '../../core/protocol/ids.ts'
import type { LocalStore } from '../../core/storage/local-store.ts'
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
  }
})

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
    expect(found).toHaveLength(4)
    for (const row of found) {
      const sealed =
        row instanceof Uint8Array ? row : Object.values(row ?? {}).find((each) => each instanceof Uint8Array)
      expect(sealed?.length).toBe(secret.length + 12 + 16)
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
    for (const read of [
      store.conversations(),
      store.segment(conversation, 0),
      store.segment(conversation, 1),
    ]) {
      expect(await read).toMatchObject({ ok: false, failure: { kind: 'damaged' } })
    }
  })

  test('what another key wrote does not open', async () => {
    const user = newUser()
    const store = await openFor(user)
    await store.write([{ kind: 'value', key: 'key', value: Uint8Array.of(1) }], { durable: true })
    await store.close()
    const stranger = await openFor(user, await importStoreKey(new Uint8Array(32)))
    expect(await stranger.value('key')).toMatchObject({ ok: false, failure: { kind: 'damaged' } })
  })

  test('lets go of the database when somebody wants to delete it', async () => {
    const user = newUser()
    const store = await openFor(user)
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(databaseName(user)).addEventListener('success', resolve)
    })
    expect(await store.value('key')).toEqual({ ok: false, failure: { kind: 'closed' } })
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

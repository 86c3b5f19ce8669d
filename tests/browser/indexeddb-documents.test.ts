import { expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { documentId, userId, type UserId } from '../../core/protocol/ids.ts'
import type { DocumentCopies } from '../../core/storage/document-copies.ts'
import { documentsDatabaseName, openIndexedDbDocuments } from '../../renderer/platform/indexeddb-documents.ts'
import { importStoreKey } from '../../renderer/platform/record-cipher.ts'
import { systemRandom } from '../../renderer/platform/system.ts'
import { documentCopiesContract } from '../contracts/document-copies-contract.ts'

const key = await importStoreKey(new Uint8Array(32).fill(1))
const otherKey = await importStoreKey(new Uint8Array(32).fill(2))
let users = 0
const newUser = (): UserId => userId(`d0${(++users).toString(16).padStart(30, '0')}`)
const openFor = (user: UserId, as = key): DocumentCopies =>
  openIndexedDbDocuments({ user, key: as, random: systemRandom })

documentCopiesContract('IndexedDB', async () => openFor(newUser()))

const plan = documentId('1'.repeat(32))
const minutes = documentId('2'.repeat(32))
const secret = new TextEncoder().encode('a very secret plan')

/** All rows as they lie in the database; `change` may replace them. */
async function rowsOf(
  user: UserId,
  change?: (row: Record<string, unknown>) => void,
): Promise<ReadonlyArray<unknown>> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(documentsDatabaseName(user))
    request.addEventListener('success', () => resolve(request.result))
  })
  const store = database.transaction('updates', 'readwrite').objectStore('updates')
  const rows = await new Promise<ReadonlyArray<Record<string, unknown>>>((resolve) => {
    const request = store.getAll()
    request.addEventListener('success', () => resolve(request.result))
  })
  for (const row of rows) {
    change?.(row)
    store.put(row)
  }
  await new Promise((resolve) => store.transaction.addEventListener('complete', resolve))
  database.close()
  return rows
}

test('[DO6] what lies in the database is sealed, and opens with the key of the account alone', async () => {
  const user = newUser()
  const copies = openFor(user)
  orThrow(await copies.append(plan, secret))
  await copies.close()
  const [row] = await rowsOf(user)
  expect(
    JSON.stringify(row, (_key, value: unknown) => (value instanceof Uint8Array ? [...value] : value)),
  ).not.toContain([...secret].join(','))
  expect(orThrow(await openFor(user).read(plan)).updates).toEqual([secret])
  expect(orThrow(await openFor(user, otherKey).read(plan))).toMatchObject({ updates: [], damaged: 1 })
})

test('[DO6] a row that was moved to another document, or changed, does not open and harms no other', async () => {
  const user = newUser()
  const copies = openFor(user)
  for (const each of [1, 2, 3]) orThrow(await copies.append(plan, Uint8Array.of(each)))
  orThrow(await copies.append(minutes, Uint8Array.of(9)))
  await copies.close()
  let at = 0
  await rowsOf(user, (row) => {
    at += 1
    if (at === 2 && row['update'] instanceof Uint8Array) row['update'][20] = (row['update'][20] ?? 0) ^ 1
    if (at === 4) row['document'] = plan
  })
  const again = openFor(user)
  expect(orThrow(await again.read(plan))).toMatchObject({
    updates: [Uint8Array.of(1), Uint8Array.of(3)],
    upTo: 4,
    damaged: 2,
  })
})

test('[DO2] two windows write to the same copy', async () => {
  const user = newUser()
  const [first, second] = [openFor(user), openFor(user)]
  await Promise.all([first.append(plan, Uint8Array.of(1)), second.append(plan, Uint8Array.of(2))])
  const { updates } = orThrow(await first.read(plan))
  expect(new Set(updates.map(([value]) => value))).toEqual(new Set([1, 2]))
})

test('[SE29] other windows and workers hear which document was written to, and when it was', async () => {
  const user = newUser()
  const [written, read] = [openFor(user), openFor(user)]
  const heard: Array<string> = []
  read.whenChanged((document) => heard.push(document))
  const before = Date.now()
  orThrow(await written.append(plan, secret))
  await expect.poll(() => heard).toEqual([plan])
  const { changedAt } = orThrow(await read.read(plan))
  expect(changedAt).toBeGreaterThanOrEqual(before)
  expect(changedAt).toBeLessThanOrEqual(Date.now())
})

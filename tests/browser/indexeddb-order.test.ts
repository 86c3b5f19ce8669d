import { expect, onTestFinished, test, vi } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { userId } from '../../core/protocol/ids.ts'
import { answerOf } from '../../renderer/platform/idb.ts'
import { databaseName, openIndexedDbStore } from '../../renderer/platform/indexeddb-store.ts'
import { importStoreKey } from '../../renderer/platform/record-cipher.ts'
import { systemRandom } from '../../renderer/platform/system.ts'
import { createPending } from '../support/pending.ts'
import { testConversation } from '../support/test-conversation.ts'

test('[CR37] a segment is read while a value that was to be written before it still waits', async () => {
  const user = userId('cd'.repeat(16))
  const key = await importStoreKey(new Uint8Array(32))
  const conversation = testConversation(1)
  const store = orThrow(await openIndexedDbStore({ user, key, random: systemRandom }))
  const blob = Uint8Array.of(1, 2, 3)
  orThrow(await store.write([{ kind: 'segment', conversation, segment: 0, blob }], { durable: false }))
  const database = await answerOf(indexedDB.open(databaseName(user)))
  // As long as this lasts, nothing else is written to the table of values.
  const values = database.transaction('values', 'readwrite').objectStore('values')
  const began = createPending()
  let isHeld = true
  const hold = (): void => {
    began.resolve()
    if (isHeld) values.count().addEventListener('success', hold)
  }
  values.count().addEventListener('success', hold)
  await began.promise
  const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction')
  onTestFinished(() => transactions.mockRestore())
  const isWritten = vi.fn<() => void>()
  const written = store
    .write([{ kind: 'value', key: 'read up to', value: blob }], { durable: false })
    .then(isWritten)
  await expect.poll(() => transactions.mock.calls.length).toBe(1)
  expect(orThrow(await store.segment(conversation, 0)).blob).toEqual(blob)
  expect(isWritten).not.toHaveBeenCalled()
  isHeld = false
  await written
  database.close()
})

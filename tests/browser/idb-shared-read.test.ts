import { expect, onTestFinished, test, vi } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { ok } from '../../core/base/result.ts'
import { userId } from '../../core/protocol/ids.ts'
import type { StoreWrite } from '../../core/storage/local-store.ts'
import { openIndexedDbStore } from '../../renderer/platform/indexeddb-store.ts'
import { importStoreKey } from '../../renderer/platform/record-cipher.ts'
import { systemRandom } from '../../renderer/platform/system.ts'

test('values that are asked for in one turn are read in one transaction, and each asker gets its own', async () => {
  const key = await importStoreKey(new Uint8Array(32))
  const store = orThrow(
    await openIndexedDbStore({ user: userId('5a'.repeat(16)), key, random: systemRandom }),
  )
  const names = Array.from({ length: 20 }, (_, each) => `key ${each}`)
  const writes = names.map((name, each): StoreWrite => {
    return { kind: 'value', key: name, value: Uint8Array.of(each) }
  })
  await store.write(writes, { durable: false })
  const begun = vi.spyOn(IDBDatabase.prototype, 'transaction')
  onTestFinished(() => begun.mockRestore())
  for (const turn of [1, 2]) {
    const read = await Promise.all(names.map((name) => store.value(name)))
    expect(read).toEqual(names.map((_, each) => ok(Uint8Array.of(each))))
    expect(begun).toHaveBeenCalledTimes(turn)
  }
  await store.close()
})

/** Deletes what the page keeps of an account: three databases, and what it remembered (SE7). */
import { type Clock, millis } from '../../core/base/clock.ts'
import type { UserId } from '../../core/protocol/ids.ts'
import { blocksDatabaseName } from './indexeddb-blocks.ts'
import { documentsDatabaseName } from './indexeddb-documents.ts'
import { databaseName } from './indexeddb-store.ts'

export interface EraseDeps {
  readonly clock: Clock
  readonly databases: Pick<IDBFactory, 'databases' | 'deleteDatabase'>
  readonly storage: Storage
}

/** An engine that is closing may open its database once more: it is looked after until it is gone, for so long at most. */
const attempts = 50
const waitMs = millis(100)

/** False if something of it is there still. */
export async function eraseAccount({ clock, databases, storage }: EraseDeps, user: UserId): Promise<boolean> {
  // Also where the person is all that is remembered: who was to be welcomed.
  for (const key of Object.keys(storage))
    if (key.includes(user) || storage.getItem(key) === user) storage.removeItem(key)
  const names = new Set([databaseName(user), documentsDatabaseName(user), blocksDatabaseName(user)])
  const left = async () =>
    (await databases.databases()).flatMap(({ name }) => (name !== undefined && names.has(name) ? [name] : []))
  for (let attempt = 0; attempt < attempts; attempt++) {
    const there = await left()
    if (there.length === 0) return true
    for (const name of there) databases.deleteDatabase(name)
    await new Promise<void>((resolve) => void clock.after(waitMs, resolve))
  }
  return (await left()).length === 0
}

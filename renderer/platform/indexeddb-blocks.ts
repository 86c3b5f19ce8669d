/**
 * The blocks of the search index in IndexedDB: a database of their own, so that whoever rewrites half of it holds no other
 * writer up. Every block is encrypted and bound to its name; names are in the clear and tell nothing but counts.
 */
import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { UserId } from '../../core/protocol/ids.ts'
import type { BlockStore } from '../../core/search/block-store.ts'
import type { StoreFailure } from '../../core/storage/local-store.ts'
import { answerOf, completionOf, openDatabase, toFailure } from './idb.ts'
import { shareReads } from './idb-shared-read.ts'
import { createRecordCipher, isSealed } from './record-cipher.ts'

export interface IndexedDbBlocksDeps {
  readonly user: UserId
  /** The key of the local store. */
  readonly key: CryptoKey
  readonly random: Random
}

const version = 1
const table = 'blocks'

export const blocksDatabaseName = (user: UserId): string => `tidings-search-${user}`

/** Opens the database, made if it is not there. */
export async function openIndexedDbBlocks({
  user,
  key,
  random,
}: IndexedDbBlocksDeps): Promise<Result<BlockStore, StoreFailure>> {
  const opened = await openDatabase(blocksDatabaseName(user), version, (database) =>
    database.createObjectStore(table),
  )
  if (!opened.ok) return opened
  const database = opened.value
  const cipher = createRecordCipher(key, random)
  const tableOf = shareReads(table) // each run of the index asks for its own
  const place = (name: string): string => `search/${name}`
  const close = (): void => database.close()
  database.addEventListener('versionchange', close) // whoever deletes the database must not wait for us

  const open = async (name: string, sealed: unknown): Promise<Uint8Array | undefined> =>
    isSealed(sealed) ? cipher.open(place(name), sealed) : undefined
  return ok({
    read: (names) =>
      attempt(async () => {
        const blocks = tableOf(database)
        const sealed = await Promise.all(names.map((name) => answerOf<unknown>(blocks.get(name))))
        return Promise.all(names.map((name, index) => open(name, sealed[index])))
      }),
    write: (puts, deletes) =>
      attempt(async () => {
        // Encrypted first: a transaction would be over by the time WebCrypto answers.
        const sealed = await Promise.all(puts.map(({ name, bytes }) => cipher.seal(place(name), bytes)))
        // Relaxed: what a power cut takes away is made again, and writes come back in the order in which they were made.
        const transaction = database.transaction(table, 'readwrite', { durability: 'relaxed' })
        const completion = completionOf(transaction)
        const blocks = transaction.objectStore(table)
        for (const [index, { name }] of puts.entries()) blocks.put(sealed[index], name)
        for (const name of deletes) blocks.delete(name)
        await completion
      }),
    names: () =>
      attempt(async () => {
        const keys = await answerOf(database.transaction(table).objectStore(table).getAllKeys())
        return keys.filter((key) => typeof key === 'string')
      }),
    close: async () => close(),
  })
}

async function attempt<Value>(run: () => Promise<Value>): Promise<Result<Value, StoreFailure>> {
  try {
    return ok(await run())
  } catch (error) {
    return fail(toFailure(error))
  }
}

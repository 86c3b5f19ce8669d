/**
 * Copies of documents in IndexedDB: a database beside the account's, so that every window may write to it, whichever of
 * them runs the engine. Updates are encrypted with the key of the local store and bound to their document.
 *
 *   updates  key n (counts up), index byDocument → { n, document, update: sealed, at: milliseconds since 1970 }
 *
 * A change is told to whoever else has them open, in other windows and in workers.
 */
import { type Millis, millis } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { type DocumentId, documentId, isIdText, type UserId } from '../../core/protocol/ids.ts'
import type { DocumentCopies, DocumentCopy, HeldCopy } from '../../core/storage/document-copies.ts'
import type { StoreFailure } from '../../core/storage/local-store.ts'
import { createConnection } from './idb-connection.ts'
import { answerOf, completionOf, toFailure } from './idb.ts'
import { createRecordCipher, type RecordCipher } from './record-cipher.ts'
import { systemClock } from './system.ts'

export interface IndexedDbDocumentsDeps {
  readonly user: UserId
  /** The key of the local store, for encryption and decryption. */
  readonly key: CryptoKey
  readonly random: Random
}

const version = 1
const table = 'updates'
const byDocument = 'byDocument'

export const documentsDatabaseName = (user: UserId): string => `tidings-documents-${user}`

const placeOf = (document: string): string => `document/${document}`

/** Opens the database, made if it is not there, with the first call. */
export function openIndexedDbDocuments({ user, key, random }: IndexedDbDocumentsDeps): DocumentCopies {
  const cipher = createRecordCipher(key, random)
  const listeners: Array<() => void> = []
  const changes = openChanges(user)
  const connection = createConnection({
    name: documentsDatabaseName(user),
    version,
    upgrade: (database) => {
      const updates = database.createObjectStore(table, { keyPath: 'n', autoIncrement: true })
      updates.createIndex(byDocument, 'document')
    },
    mark: async () => undefined, // whoever is told of a loss in vain writes once more what it has
    lost: () => listeners.forEach((listener) => listener()),
  })
  const attempt = async <Value>(
    run: (database: IDBDatabase) => Promise<Value>,
  ): Promise<Result<Value, StoreFailure>> => {
    const open = await connection.database()
    if (!open.ok) return open
    try {
      return ok(await run(open.value))
    } catch (error) {
      return fail(toFailure(error))
    }
  }
  return {
    read: (document) => attempt((database) => read(database, cipher, document)),
    held: () => attempt(held),
    append: (document, update) =>
      attempt(async (database) => {
        const sealed = await cipher.seal(placeOf(document), update)
        const transaction = database.transaction(table, 'readwrite', { durability: 'strict' })
        const completion = completionOf(transaction)
        const added = answerOf(
          transaction.objectStore(table).add({ document, update: sealed, at: systemClock.now() }),
        )
        await completion
        changes.tell(document)
        return Number(await added)
      }),
    compact: (document, upTo, update) =>
      attempt(async (database) => {
        const sealed = await cipher.seal(placeOf(document), update)
        const transaction = database.transaction(table, 'readwrite', { durability: 'strict' })
        const completion = completionOf(transaction)
        const updates = transaction.objectStore(table)
        const keys = await answerOf(updates.index(byDocument).getAllKeys(document))
        const at = timeOf(await answerOf(updates.get(upTo)))
        for (const n of keys) if (typeof n === 'number' && n <= upTo) updates.delete(n)
        updates.put({ n: upTo, document, update: sealed, at })
        await completion
      }),
    whenChanged: changes.listen,
    whenLost: (listener) => void listeners.push(listener),
    close: async () => {
      changes.close()
      connection.close()
    },
  }
}

/** What other windows and workers write to, and what is written here for them to hear. */
function openChanges(user: UserId) {
  const channel = new BroadcastChannel(documentsDatabaseName(user))
  return {
    tell: (document: DocumentId) => channel.postMessage(document),
    listen: (listener: (document: DocumentId) => void) =>
      channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (isIdText(data)) listener(documentId(data))
      }),
    close: () => channel.close(),
  }
}

async function read(
  database: IDBDatabase,
  cipher: RecordCipher,
  document: DocumentId,
): Promise<DocumentCopy> {
  const index = database.transaction(table).objectStore(table).index(byDocument)
  const rows: ReadonlyArray<unknown> = await answerOf(index.getAll(document)) // by key within one document
  const opened = await Promise.all(
    rows.map(async (row) => {
      const sealed = fieldOf(row, 'update')
      return sealed instanceof Uint8Array
        ? cipher.open(placeOf(document), Uint8Array.from(sealed))
        : undefined
    }),
  )
  const updates = opened.filter((update) => update !== undefined)
  const last = fieldOf(rows.at(-1), 'n')
  return {
    updates,
    upTo: typeof last === 'number' ? last : undefined,
    damaged: rows.length - updates.length,
    changedAt: timeOf(rows.at(-1)),
  }
}

/** The last row of each document, without reading any. */
async function held(database: IDBDatabase): Promise<ReadonlyArray<HeldCopy>> {
  const index = database.transaction(table).objectStore(table).index(byDocument)
  const found: Array<HeldCopy> = []
  for (let beyond: string | undefined; ;) {
    const range = beyond === undefined ? undefined : IDBKeyRange.lowerBound(beyond, true)
    const document = (await answerOf(index.openKeyCursor(range)))?.key
    if (typeof document !== 'string') return found
    const last = (await answerOf(index.openKeyCursor(document, 'prev')))?.primaryKey
    if (isIdText(document) && typeof last === 'number')
      found.push({ document: documentId(document), upTo: last })
    beyond = document
  }
}

/** Rows of earlier versions have none. */
const timeOf = (row: unknown): Millis | undefined => {
  const at = fieldOf(row, 'at')
  return typeof at === 'number' && at >= 0 ? millis(at) : undefined
}

const fieldOf = (row: unknown, field: string): unknown =>
  typeof row === 'object' && row !== null
    ? Object.entries(row).find(([name]) => name === field)?.[1]
    : undefined

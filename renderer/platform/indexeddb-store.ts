/**
 * The local store in IndexedDB: one database an account, every value encrypted, keys in the clear.
 *
 *   conversations  key conversation            → sealed record
 *   segments       key [conversation, segment] → sealed blob
 *   tails          key n, index bySegment      → { n, conversation, segment, update: sealed }
 *   values         key text                    → sealed value
 *
 * `n` counts up over all conversations, so that the updates of a segment come in the order in which they were appended.
 * The value of the empty key marks the database: another mark after the browser took it away means that it is another one.
 */
import { bytesToHex } from '../../core/base/bytes.ts'
import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { conversationId, isIdText, type ConversationId, type UserId } from '../../core/protocol/ids.ts'
import type {
  LocalStore,
  StoredConversation,
  StoredSegment,
  StoreFailure,
  StoreWrite,
} from '../../core/storage/local-store.ts'
import { answerOf, completionOf, toFailure } from './idb.ts'
import { type Connection, createConnection } from './idb-connection.ts'
import { shareReads } from './idb-shared-read.ts'
import { createTables, isTailRow, type tables, tablesOf, version } from './indexeddb-tables.ts'
import { createRecordCipher, isSealed, type RecordCipher } from './record-cipher.ts'

export interface IndexedDbStoreDeps {
  readonly user: UserId
  /** AES-GCM, for encryption and decryption. */
  readonly key: CryptoKey
  readonly random: Random
}

interface StoreCore {
  readonly connection: Connection
  readonly cipher: RecordCipher
  readonly valuesOf: (database: IDBDatabase) => IDBObjectStore
  nextTail: number
  /** Resolves when the writes asked for so far have their transactions: encryption takes as long as it takes. */
  turn: Promise<unknown>
}

export const databaseName = (user: UserId): string => `tidings-${user}`

/** The store, with what a backup needs to know besides. */
export interface IndexedDbStore extends LocalStore {
  readonly valueNames: () => Promise<Result<ReadonlyArray<string>, StoreFailure>>
}

/** Opens the account's database, made if it is not there. */
export async function openIndexedDbStore({
  user,
  key,
  random,
}: IndexedDbStoreDeps): Promise<Result<IndexedDbStore, StoreFailure>> {
  const cipher = createRecordCipher(key, random)
  const listeners: Array<() => void> = []
  const connection = createConnection({
    name: databaseName(user),
    version,
    upgrade: createTables,
    mark: (database) => readMark(database, cipher, random),
    lost: () => listeners.forEach((listener) => listener()),
  })
  const valuesOf = shareReads('values')
  const core: StoreCore = { connection, cipher, valuesOf, nextTail: 0, turn: Promise.resolve() }
  const last = await attempt(core, async (database) => {
    const cursor = await answerOf(table(database, 'tails').openKeyCursor(null, 'prev'))
    core.nextTail = typeof cursor?.key === 'number' ? cursor.key + 1 : 0
  })
  if (!last.ok) return last
  return ok({
    conversations: () => attempt(core, (database) => readConversations(core, database)),
    segment: (conversation, segment) =>
      attempt(core, (database) => readSegment(core, database, conversation, segment)),
    value: (name) => attempt(core, (database) => readValue(core, database, name)),
    valueNames: () => attempt(core, readValueNames),
    write: (writes, options) => attempt(core, (database) => write(core, database, writes, options.durable)),
    whenLost: (listener) => void listeners.push(listener),
    close: async () => connection.close(),
  })
}

const markKey = ''

async function readMark(
  database: IDBDatabase,
  cipher: RecordCipher,
  random: Random,
): Promise<string | undefined> {
  try {
    const sealed = await answerOf<unknown>(table(database, 'values').get(markKey))
    const known = isSealed(sealed) ? await cipher.open(placeOfValue(markKey), sealed) : undefined
    if (known !== undefined) return bytesToHex(known)
    const mark = random.bytes(16)
    const made = await cipher.seal(placeOfValue(markKey), mark)
    const transaction = database.transaction('values', 'readwrite')
    transaction.objectStore('values').put(made, markKey)
    await completionOf(transaction)
    return bytesToHex(mark)
  } catch {
    return undefined // a full disk, or a database that is gone again
  }
}

const table = (database: IDBDatabase, name: (typeof tables)[number]): IDBObjectStore =>
  database.transaction(name).objectStore(name)

/** Thrown by what reads, caught by `attempt`; never leaves this file. */
class Damaged extends Error {
  readonly where: string
  constructor(where: string) {
    super(where)
    this.where = where
  }
}

/** Once more if the database was taken away meanwhile: a transaction that was cut off has done nothing. */
async function attempt<Value>(
  { connection }: Pick<StoreCore, 'connection'>,
  run: (database: IDBDatabase) => Promise<Value>,
  isSecond = false,
): Promise<Result<Value, StoreFailure>> {
  const open = await connection.database()
  if (!open.ok) return open
  try {
    return ok(await run(open.value))
  } catch (error) {
    if (error instanceof Damaged) return fail({ kind: 'damaged', where: error.where })
    await nextTask() // the connection hears of its end after its transactions
    if (isSecond || connection.isCurrent(open.value)) return fail(toFailure(error))
    return attempt({ connection }, run, true)
  }
}

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

const placeOfRecord = (conversation: string): string => `conversations/${conversation}`
const placeOfSegment = (conversation: string, segment: number): string =>
  `segments/${conversation}/${segment}`
const placeOfTail = (conversation: string, segment: number, n: number): string =>
  `tails/${conversation}/${segment}/${n}`
const placeOfValue = (key: string): string => `values/${key}`

async function openSealed({ cipher }: StoreCore, place: string, sealed: unknown): Promise<Uint8Array> {
  const value = isSealed(sealed) ? await cipher.open(place, sealed) : undefined
  if (value === undefined) throw new Damaged(place)
  return value
}

async function readConversations(
  { cipher }: StoreCore,
  database: IDBDatabase,
): Promise<ReadonlyArray<StoredConversation>> {
  const conversations = table(database, 'conversations')
  const [keys, records] = await Promise.all([
    answerOf(conversations.getAllKeys()),
    answerOf<Array<unknown>>(conversations.getAll()),
  ])
  return Promise.all(
    keys.flatMap((key, index) => {
      if (!isIdText(key)) return [] // nothing of ours has such a key
      const sealed = records[index]
      const opened = isSealed(sealed) ? cipher.open(placeOfRecord(key), sealed) : Promise.resolve(undefined)
      return [opened.then((record) => ({ conversation: conversationId(key), record }))]
    }),
  )
}

async function readSegment(
  core: StoreCore,
  database: IDBDatabase,
  conversation: ConversationId,
  segment: number,
): Promise<StoredSegment> {
  const transaction = database.transaction(['segments', 'tails'])
  const key = [conversation, segment]
  const [sealed, rows] = await Promise.all([
    answerOf<unknown>(transaction.objectStore('segments').get(key)),
    answerOf<Array<unknown>>(transaction.objectStore('tails').index('bySegment').getAll(key)),
  ])
  const place = placeOfSegment(conversation, segment)
  const [blob, ...tail] = await Promise.all([
    sealed === undefined ? undefined : openSealed(core, place, sealed),
    ...rows.map((row) => {
      if (!isTailRow(row)) throw new Damaged(`tail of ${place}`)
      return openSealed(core, placeOfTail(conversation, segment, row.n), row.update)
    }),
  ])
  return { blob, tail: tail.filter((update) => update !== undefined) }
}

async function readValueNames(database: IDBDatabase): Promise<ReadonlyArray<string>> {
  const keys = await answerOf(table(database, 'values').getAllKeys())
  return keys.filter((key) => typeof key === 'string' && key !== markKey).map(String)
}

async function readValue(
  core: StoreCore,
  database: IDBDatabase,
  key: string,
): Promise<Uint8Array | undefined> {
  const sealed = await answerOf<unknown>(core.valuesOf(database).get(key))
  return sealed === undefined ? undefined : openSealed(core, placeOfValue(key), sealed)
}

type Put = (transaction: IDBTransaction) => void

/** Encrypts first: a transaction would be over by the time WebCrypto answers. */
async function write(
  core: StoreCore,
  database: IDBDatabase,
  writes: ReadonlyArray<StoreWrite>,
  durable: boolean,
): Promise<void> {
  if (writes.length === 0) return
  const before = core.turn
  const sealing = Promise.all(writes.map((each) => seal(core, each)))
  core.turn = Promise.allSettled([before, sealing])
  await before
  const puts = await sealing
  const transaction = database.transaction(tablesOf(writes), 'readwrite', {
    durability: durable ? 'strict' : 'relaxed',
  })
  const completion = completionOf(transaction)
  try {
    for (const put of puts) put(transaction)
  } catch (error) {
    completion.catch(() => undefined) // the error that follows says less
    transaction.abort() // what was put before would else be committed
    throw error
  }
  await completion
}

async function seal(core: StoreCore, each: StoreWrite): Promise<Put> {
  const { cipher } = core
  switch (each.kind) {
    case 'conversation': {
      if (each.record === undefined) return (transaction) => forget(transaction, each.conversation)
      const record = await cipher.seal(placeOfRecord(each.conversation), each.record)
      return (transaction) => transaction.objectStore('conversations').put(record, each.conversation)
    }
    case 'append-tail': {
      const { conversation, segment } = each
      const n = core.nextTail++
      const update = await cipher.seal(placeOfTail(conversation, segment, n), each.update)
      return (transaction) => transaction.objectStore('tails').add({ n, conversation, segment, update })
    }
    case 'segment': {
      const { conversation, segment } = each
      const key = [conversation, segment]
      const blob = each.blob && (await cipher.seal(placeOfSegment(conversation, segment), each.blob))
      return (transaction) => {
        if (blob === undefined) transaction.objectStore('segments').delete(key)
        else transaction.objectStore('segments').put(blob, key)
        deleteTails(transaction, key)
      }
    }
    case 'value': {
      const { key, value } = each
      if (value === undefined) return (transaction) => transaction.objectStore('values').delete(key)
      const sealed = await cipher.seal(placeOfValue(key), value)
      return (transaction) => transaction.objectStore('values').put(sealed, key)
    }
  }
}

function forget(transaction: IDBTransaction, conversation: ConversationId): void {
  const everySegment = IDBKeyRange.bound([conversation], [conversation, []])
  transaction.objectStore('conversations').delete(conversation)
  transaction.objectStore('segments').delete(everySegment)
  deleteTails(transaction, everySegment)
}

/** Requests of one transaction run in order: what a later write of the same transaction appends comes after this. */
function deleteTails(transaction: IDBTransaction, segments: IDBKeyRange | IDBValidKey): void {
  const tails = transaction.objectStore('tails')
  const keys = tails.index('bySegment').getAllKeys(segments)
  keys.addEventListener('success', () => {
    for (const key of keys.result) tails.delete(key)
  })
}

/**
 * The local store in IndexedDB: one database an account, every value encrypted, keys in the clear.
 *
 *   conversations  key conversation            → sealed record
 *   segments       key [conversation, segment] → sealed blob
 *   tails          key n, index bySegment      → { n, conversation, segment, update: sealed }
 *   values         key text                    → sealed value
 *
 * `n` counts up over all conversations, so that the updates of a segment come in the order in which they were appended.
 */
import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { conversationId, isIdText, type ConversationId, type UserId } from '../../core/protocol/ids.ts'
import type { LocalStore, StoredSegment, StoreFailure, StoreWrite } from '../../core/storage/local-store.ts'
import { answerOf, completionOf, openDatabase, toFailure } from './idb.ts'
import { createRecordCipher, type RecordCipher } from './record-cipher.ts'

export interface IndexedDbStoreDeps {
  readonly user: UserId
  /** AES-GCM, for encryption and decryption. */
  readonly key: CryptoKey
  readonly random: Random
}

type Sealed = Uint8Array<ArrayBuffer>
interface TailRow {
  readonly n: number
  readonly conversation: string
  readonly segment: number
  readonly update: Sealed
}

interface StoreCore {
  readonly database: IDBDatabase
  readonly cipher: RecordCipher
  nextTail: number
  /** Resolves when the writes asked for so far have their transactions: encryption takes as long as it takes. */
  turn: Promise<unknown>
  isClosed: boolean
}

const version = 1
const tables = ['conversations', 'segments', 'tails', 'values'] as const

/** @internal */
export const databaseName = (user: UserId): string => `tidings-${user}`

/** Opens the account's database, made if it is not there. */
export async function openIndexedDbStore({
  user,
  key,
  random,
}: IndexedDbStoreDeps): Promise<Result<LocalStore, StoreFailure>> {
  const opened = await openDatabase(databaseName(user), version, createTables)
  if (!opened.ok) return opened
  const database = opened.value
  const cipher = createRecordCipher(key, random)
  const core: StoreCore = { database, cipher, nextTail: 0, turn: Promise.resolve(), isClosed: false }
  const close = (): void => {
    core.isClosed = true
    database.close()
  }
  database.addEventListener('versionchange', close) // a newer app, or whoever deletes the database, must not wait for us
  database.addEventListener('close', close)
  const last = await attempt(core, async () => {
    const cursor = await answerOf(table(database, 'tails').openKeyCursor(null, 'prev'))
    core.nextTail = typeof cursor?.key === 'number' ? cursor.key + 1 : 0
  })
  if (!last.ok) return last
  return ok({
    conversations: () => attempt(core, () => readConversations(core)),
    segment: (conversation, segment) => attempt(core, () => readSegment(core, conversation, segment)),
    value: (name) => attempt(core, () => readValue(core, name)),
    write: (writes, options) => attempt(core, () => write(core, writes, options.durable)),
    close: async () => close(),
  })
}

function createTables(database: IDBDatabase): void {
  database.createObjectStore('conversations')
  database.createObjectStore('segments')
  database.createObjectStore('tails', { keyPath: 'n' }).createIndex('bySegment', ['conversation', 'segment'])
  database.createObjectStore('values')
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

async function attempt<Value>(
  core: StoreCore,
  run: () => Promise<Value>,
): Promise<Result<Value, StoreFailure>> {
  if (core.isClosed) return fail({ kind: 'closed' })
  try {
    return ok(await run())
  } catch (error) {
    return fail(error instanceof Damaged ? { kind: 'damaged', where: error.where } : toFailure(error))
  }
}

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

const isSealed = (value: unknown): value is Sealed =>
  value instanceof Uint8Array && value.buffer instanceof ArrayBuffer

async function readConversations(
  core: StoreCore,
): Promise<ReadonlyArray<{ readonly conversation: ConversationId; readonly record: Uint8Array }>> {
  const conversations = table(core.database, 'conversations')
  const [keys, records] = await Promise.all([
    answerOf(conversations.getAllKeys()),
    answerOf<Array<unknown>>(conversations.getAll()),
  ])
  return Promise.all(
    keys.map(async (key, index) => {
      if (!isIdText(key)) throw new Damaged('a key of conversations')
      return {
        conversation: conversationId(key),
        record: await openSealed(core, placeOfRecord(key), records[index]),
      }
    }),
  )
}

async function readSegment(
  core: StoreCore,
  conversation: ConversationId,
  segment: number,
): Promise<StoredSegment> {
  const transaction = core.database.transaction(['segments', 'tails'])
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

const isTailRow = (row: unknown): row is TailRow =>
  typeof row === 'object' && row !== null && 'n' in row && typeof row.n === 'number' && 'update' in row

async function readValue(core: StoreCore, key: string): Promise<Uint8Array | undefined> {
  const sealed = await answerOf<unknown>(table(core.database, 'values').get(key))
  return sealed === undefined ? undefined : openSealed(core, placeOfValue(key), sealed)
}

type Put = (transaction: IDBTransaction) => void

/** Encrypts first: a transaction would be over by the time WebCrypto answers. */
async function write(core: StoreCore, writes: ReadonlyArray<StoreWrite>, durable: boolean): Promise<void> {
  if (writes.length === 0) return
  const before = core.turn
  const sealing = Promise.all(writes.map((each) => seal(core, each)))
  core.turn = Promise.allSettled([before, sealing])
  await before
  const puts = await sealing
  const transaction = core.database.transaction(tables, 'readwrite', {
    durability: durable ? 'strict' : 'relaxed',
  })
  const completion = completionOf(transaction)
  for (const put of puts) put(transaction)
  await completion
}

async function seal(core: StoreCore, each: StoreWrite): Promise<Put> {
  const { cipher } = core
  switch (each.kind) {
    case 'conversation': {
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
      const blob = await cipher.seal(placeOfSegment(conversation, segment), each.blob)
      return (transaction) => {
        transaction.objectStore('segments').put(blob, [conversation, segment])
        deleteTail(transaction.objectStore('tails'), conversation, segment)
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

/** Requests of one transaction run in order: what a later write of the same transaction appends comes after this. */
function deleteTail(tails: IDBObjectStore, conversation: ConversationId, segment: number): void {
  const keys = tails.index('bySegment').getAllKeys([conversation, segment])
  keys.addEventListener('success', () => {
    for (const key of keys.result) tails.delete(key)
  })
}

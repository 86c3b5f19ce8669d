/**
 * The local store as one SQLite file, for an app core that runs in plain Node: every value sealed by AES-256-GCM (nonce 12 •
 * ciphertext • tag 16) with its place as associated data, keys in the clear, as in the adapter over IndexedDB.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, renameSync } from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { fail, ok, type Result } from '../core/base/result.ts'
import { conversationId, isIdText } from '../core/protocol/ids.ts'
import type { LocalStore, StoredSegment, StoreFailure, StoreWrite } from '../core/storage/local-store.ts'

const nonceBytes = 12
const tagBytes = 16
// https://sqlite.org/rescode.html; node:sqlite reports extended codes, whose low byte these are.
const sqliteError = 1
const sqliteCorrupt = 11
const sqliteFull = 13
const sqliteNotADatabase = 26

const schema = `
  PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS conversations (id TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS segments
    (conversation TEXT, segment INTEGER, sealed BLOB NOT NULL, PRIMARY KEY (conversation, segment)) STRICT;
  CREATE TABLE IF NOT EXISTS tails
    (n INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT, segment INTEGER, sealed BLOB NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS tails_by_segment ON tails (conversation, segment, n);
  CREATE TABLE IF NOT EXISTS keyed_values (key TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
`

export interface SqliteLocalStoreDeps {
  readonly file: string
  /** 32 bytes. */
  readonly key: Uint8Array
}

/** A file that is no sound database any more is put aside and begun anew: the store is a cache that may vanish. */
export function openSqliteLocalStore({ file, key }: SqliteLocalStoreDeps): Result<LocalStore, StoreFailure> {
  try {
    return ok(storeOver(openSound(file) ?? openAnew(file), createSealer(key)))
  } catch (error) {
    return fail(toFailure(error))
  }
}

function openSound(file: string): DatabaseSync | undefined {
  if (!existsSync(file)) return undefined
  const database = new DatabaseSync(file)
  try {
    const [finding] = database.prepare('PRAGMA quick_check(1)').all()
    if (finding?.['quick_check'] === 'ok') {
      database.exec(schema)
      return database
    }
  } catch (error) {
    // A header of a format that it does not know is an error like any other to SQLite; what is asked here is right.
    if (toFailure(error).kind !== 'damaged' && primaryOf(codeOf(error)) !== sqliteError) {
      database.close()
      throw error
    }
  }
  database.close()
  return undefined
}

/** The extended code of what SQLite has thrown; else undefined. */
const codeOf = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode
    : undefined

const primaryOf = (code: number | undefined): number | undefined =>
  code === undefined ? undefined : code & 0xff

function openAnew(file: string): DatabaseSync {
  const aside = `${file}.damaged-${randomBytes(4).toString('hex')}`
  for (const end of ['', '-wal', '-shm']) {
    if (existsSync(file + end)) renameSync(file + end, aside + end)
  }
  const database = new DatabaseSync(file)
  database.exec(schema)
  return database
}

/** Thrown by what reads, caught by `attempt`; never leaves this file. */
class Damaged extends Error {
  readonly where: string
  constructor(where: string) {
    super(where)
    this.where = where
  }
}

function toFailure(error: unknown): StoreFailure {
  if (error instanceof Damaged) return { kind: 'damaged', where: error.where }
  const code = codeOf(error)
  if (code === undefined) throw error
  const primary = primaryOf(code)
  if (primary === sqliteFull) return { kind: 'full' }
  if (primary === sqliteCorrupt || primary === sqliteNotADatabase)
    return { kind: 'damaged', where: 'the database' }
  return { kind: 'failed', detail: `SQLite ${code}: ${String(error)}` }
}

interface Sealer {
  readonly seal: (place: string, plain: Uint8Array) => Uint8Array
  /** Throws `Damaged` for what does not open. */
  readonly open: (place: string, sealed: unknown) => Uint8Array
}

function createSealer(key: Uint8Array): Sealer {
  return {
    seal: (place, plain) => {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    open: (place, sealed) => {
      if (!(sealed instanceof Uint8Array) || sealed.length < nonceBytes + tagBytes) throw new Damaged(place)
      const end = sealed.length - tagBytes
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes))
      decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(end))
      try {
        const plain = Buffer.concat([decipher.update(sealed.subarray(nonceBytes, end)), decipher.final()])
        return new Uint8Array(plain)
      } catch {
        throw new Damaged(place)
      }
    },
  }
}

const placeOfTail = (conversation: string, segment: number): string => `tails/${conversation}/${segment}`
const placeOfSegment = (conversation: string, segment: number): string =>
  `segments/${conversation}/${segment}`

function storeOver(database: DatabaseSync, sealer: Sealer): LocalStore {
  let isClosed = false
  const attempt = async <Value>(run: () => Value): Promise<Result<Value, StoreFailure>> => {
    if (isClosed) return fail({ kind: 'closed' })
    try {
      return ok(run())
    } catch (error) {
      return fail(toFailure(error))
    }
  }
  const conversations = database.prepare('SELECT id, sealed FROM conversations')
  const value = database.prepare('SELECT sealed FROM keyed_values WHERE key = ?')
  const segment = createSegmentReader(database, sealer)
  const write = createWriter(database, sealer)
  return {
    conversations: () =>
      attempt(() =>
        conversations.all().map(({ id, sealed }) => {
          if (typeof id !== 'string' || !isIdText(id)) throw new Damaged('a key of conversations')
          return {
            conversation: conversationId(id),
            record: openIfWhole(sealer, `conversations/${id}`, sealed),
          }
        }),
      ),
    segment: (conversation, number) => attempt(() => segment(conversation, number)),
    value: (key) =>
      attempt(() => {
        const row = value.get(key)
        return row && sealer.open(`values/${key}`, row['sealed'])
      }),
    write: (writes, { durable }) => attempt(() => write(writes, durable)),
    whenLost: () => undefined, // nobody takes a file away from under a program
    close: async () => {
      if (!isClosed) database.close()
      isClosed = true
    },
  }
}

/** Undefined for what is damaged: the other records are still good. */
function openIfWhole(sealer: Sealer, place: string, sealed: unknown): Uint8Array | undefined {
  try {
    return sealer.open(place, sealed)
  } catch (error) {
    if (error instanceof Damaged) return undefined
    throw error
  }
}

function createSegmentReader(
  database: DatabaseSync,
  sealer: Sealer,
): (conversation: string, segment: number) => StoredSegment {
  const blob = database.prepare('SELECT sealed FROM segments WHERE conversation = ? AND segment = ?')
  const tail = database.prepare('SELECT sealed FROM tails WHERE conversation = ? AND segment = ? ORDER BY n')
  return (conversation, segment) => {
    const row = blob.get(conversation, segment)
    return {
      blob: row && sealer.open(placeOfSegment(conversation, segment), row['sealed']),
      tail: tail
        .all(conversation, segment)
        .map(({ sealed }) => sealer.open(placeOfTail(conversation, segment), sealed)),
    }
  }
}

function createWriter(
  database: DatabaseSync,
  sealer: Sealer,
): (writes: ReadonlyArray<StoreWrite>, durable: boolean) => void {
  const apply = createApply(prepareWrites(database), sealer)
  return (writes, durable) => {
    database.exec(`PRAGMA synchronous = ${durable ? 'FULL' : 'NORMAL'}`)
    database.exec('BEGIN IMMEDIATE')
    try {
      for (const each of writes) apply(each)
      database.exec('COMMIT')
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK') // on a full disk SQLite may have done so itself
      throw error
    }
  }
}

const prepareWrites = (database: DatabaseSync) => ({
  record: database.prepare('INSERT OR REPLACE INTO conversations VALUES (?, ?)'),
  append: database.prepare('INSERT INTO tails (conversation, segment, sealed) VALUES (?, ?, ?)'),
  blob: database.prepare('INSERT OR REPLACE INTO segments VALUES (?, ?, ?)'),
  dropTail: database.prepare('DELETE FROM tails WHERE conversation = ? AND segment = ?'),
  dropRecord: database.prepare('DELETE FROM conversations WHERE id = ?'),
  dropBlobs: database.prepare('DELETE FROM segments WHERE conversation = ?'),
  dropTails: database.prepare('DELETE FROM tails WHERE conversation = ?'),
  dropBlob: database.prepare('DELETE FROM segments WHERE conversation = ? AND segment = ?'),
  put: database.prepare('INSERT OR REPLACE INTO keyed_values VALUES (?, ?)'),
  remove: database.prepare('DELETE FROM keyed_values WHERE key = ?'),
})

function createApply(
  statements: Readonly<Record<keyof ReturnType<typeof prepareWrites>, StatementSync>>,
  { seal }: Sealer,
): (write: StoreWrite) => void {
  const { record, append, blob, dropRecord, dropBlobs, dropTails, dropBlob, dropTail, put, remove } =
    statements
  return (write) => {
    switch (write.kind) {
      case 'conversation': {
        const { conversation } = write
        if (write.record !== undefined) {
          return void record.run(conversation, seal(`conversations/${conversation}`, write.record))
        }
        for (const drop of [dropRecord, dropBlobs, dropTails]) drop.run(conversation)
        return
      }
      case 'append-tail': {
        const { conversation, segment, update } = write
        return void append.run(conversation, segment, seal(placeOfTail(conversation, segment), update))
      }
      case 'segment': {
        const { conversation, segment } = write
        dropTail.run(conversation, segment)
        return write.blob === undefined
          ? void dropBlob.run(conversation, segment)
          : void blob.run(conversation, segment, seal(placeOfSegment(conversation, segment), write.blob))
      }
      case 'value': {
        const { key, value } = write
        return void (value === undefined ? remove.run(key) : put.run(key, seal(`values/${key}`, value)))
      }
    }
  }
}

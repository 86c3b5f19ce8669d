/** Reads a backup that the person chose: to check it, and to bring the account back. */
import { fail, ok, type Result } from '../../../core/base/result.ts'
import { type BackupRecord, createRecordReader } from './record-stream.ts'
import type { BackupFailure, BackupRead, RestoreBackupFailure } from '../../../core/bridge/backup-contract.ts'
import type { PageBridge } from '../../../core/bridge/contract.ts'
import { maxBridgePiece } from '../../../core/bridge/files-contract.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import type { StoreFailure, StoreWrite } from '../../../core/storage/local-store.ts'
import type { OpenRestored, RestoredStores } from '../../platform/open-restored.ts'

export interface BackupSummary extends BackupRead {
  readonly conversations: number
  readonly documents: number
}

export type ReadFailure =
  | BackupFailure
  | { readonly kind: 'store'; readonly failure: StoreFailure }
  | { readonly kind: 'empty' }
  /** What was chosen is where it was no more, or is another by now. */
  | { readonly kind: 'gone' }

interface ReadAsk {
  readonly bridge: Pick<PageBridge, 'call'>
  readonly file: Blob
  readonly passphrase: string
  readonly progress: (done: number, total: number) => void
  /** Once it is told, nothing more is read, made or opened. */
  readonly stop: AbortSignal
}

interface RestoreAsk extends ReadAsk {
  readonly openRestored: OpenRestored
}

const cancelled = fail({ kind: 'cancelled' } as const)

/** All of it, to its end; nothing is changed anywhere. The ticket is the caller's to close. */
async function readAll(
  { bridge, file, progress, stop }: ReadAsk,
  ticket: number,
  take: (records: ReadonlyArray<BackupRecord>) => Promise<Result<void, StoreFailure>>,
): Promise<Result<BackupRead, ReadFailure>> {
  const reader = createRecordReader()
  // One that went away since has no size either.
  if (file.size === 0) return fail({ kind: (await bytesOf(file)) === undefined ? 'gone' : 'empty' })
  for (let at = 0; at < file.size; at += maxBridgePiece) {
    if (stop.aborted) return cancelled
    const bytes = await bytesOf(file.slice(at, at + maxBridgePiece))
    if (bytes === undefined) return fail({ kind: 'gone' })
    const opened = await bridge.call('backup.feed', { ticket, bytes })
    if (!opened.ok) return opened
    for (const piece of opened.value) {
      const records = reader.feed(piece)
      if (records === undefined) return fail({ kind: 'damaged' })
      const taken = await take(records)
      if (!taken.ok) return fail({ kind: 'store', failure: taken.failure })
    }
    progress(Math.min(at + maxBridgePiece, file.size), file.size)
  }
  const ended = await bridge.call('backup.end', { ticket })
  return ended.ok && !reader.isWhole() ? fail({ kind: 'damaged' }) : ended
}

async function bytesOf(part: Blob): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await part.arrayBuffer())
  } catch {
    return undefined
  }
}

/** What is in it. */
export async function checkBackup(ask: ReadAsk): Promise<Result<BackupSummary, ReadFailure>> {
  const ticket = await ask.bridge.call('backup.open', { passphrase: ask.passphrase })
  try {
    return await summarize(ask, ticket)
  } finally {
    await ask.bridge.call('backup.close', { ticket })
  }
}

async function summarize(ask: ReadAsk, ticket: number): Promise<Result<BackupSummary, ReadFailure>> {
  const counts = { conversation: 0, segment: 0, document: 0, value: 0 }
  const read = await readAll(ask, ticket, async (records) => {
    for (const [kind] of records) counts[kind] += 1
    return ok(undefined)
  })
  if (!read.ok) return read
  const { conversation: conversations, document: documents } = counts
  return ok({ ...read.value, conversations, documents })
}

/** First all of it is read, so that half a file brings back nothing; then it is read once more, to bring it in. Stopped before the account opens, it leaves none on this device. */
export async function restoreBackup(
  ask: RestoreAsk,
): Promise<Result<BackupSummary, ReadFailure | RestoreBackupFailure>> {
  const { bridge, passphrase, stop } = ask
  const ticket = await bridge.call('backup.open', { passphrase })
  try {
    const checked = await summarize(ask, ticket)
    if (!checked.ok) return checked
    if (stop.aborted) return cancelled
    const storeKey = await bridge.call('backup.adopt', { ticket, passphrase })
    if (!storeKey.ok) return storeKey
    const filled = await fill(ask, { ticket, user: checked.value.about.user, storeKey: storeKey.value })
    if (!filled.ok) return filled
    if (stop.aborted) return cancelled
    const entered = await bridge.call('backup.enter', { ticket })
    return entered.ok ? ok({ ...checked.value, filesMissed: filled.value.filesMissed }) : entered
  } finally {
    await bridge.call('backup.close', { ticket })
  }
}

/** What this page keeps goes into a store of its own; main puts the files where the account will look for them. */
async function fill(
  ask: RestoreAsk,
  {
    ticket,
    user,
    storeKey,
  }: { readonly ticket: number; readonly user: UserId; readonly storeKey: Uint8Array },
): Promise<Result<BackupRead, ReadFailure>> {
  const { bridge, passphrase, openRestored } = ask
  const stores = await openRestored(user, storeKey)
  if (!stores.ok) return fail({ kind: 'store', failure: stores.failure })
  const second = await bridge.call('backup.open', { passphrase, into: ticket })
  try {
    return await readAll(ask, second, (records) => keep(stores.value, records))
  } finally {
    await stores.value.close()
    await bridge.call('backup.close', { ticket: second })
  }
}

async function keep(
  { store, copies }: RestoredStores,
  records: ReadonlyArray<BackupRecord>,
): Promise<Result<void, StoreFailure>> {
  for (const record of records) {
    if (record[0] === 'document') {
      for (const update of record[2]) {
        const appended = await copies.append(record[1], update)
        if (!appended.ok) return appended
      }
      continue
    }
    const written = await store.write(writesOf(record), { durable: true })
    if (!written.ok) return written
  }
  return ok(undefined)
}

function writesOf(
  record: Exclude<BackupRecord, readonly ['document', ...unknown[]]>,
): ReadonlyArray<StoreWrite> {
  switch (record[0]) {
    case 'conversation':
      return [{ kind: 'conversation', conversation: record[1], record: record[2] }]
    case 'value':
      return [{ kind: 'value', key: record[1], value: record[2] }]
    case 'segment': {
      const [, conversation, segment, [blob, ...tail]] = record
      return [
        { kind: 'segment', conversation, segment, blob },
        ...tail.map((update): StoreWrite => ({ kind: 'append-tail', conversation, segment, update })),
      ]
    }
  }
}

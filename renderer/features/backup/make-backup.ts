/** Reads all that this page keeps of the account, and hands it to main, which seals it. */
import { fail, ok, type Result } from '../../../core/base/result.ts'
import { asRestored, type BackupRecord, encodeBackupRecord } from './record-stream.ts'
import type { MakeBackupFailure } from '../../../core/bridge/backup-contract.ts'
import type { PageBridge } from '../../../core/bridge/contract.ts'
import { maxBridgePiece } from '../../../core/bridge/files-contract.ts'
import type { SaveBegun } from '../../../core/bridge/saves-contract.ts'
import type { DocumentId } from '../../../core/protocol/ids.ts'
import type { DocumentCopies } from '../../../core/storage/document-copies.ts'
import type { StoreFailure } from '../../../core/storage/local-store.ts'
import { decodeRecord } from '../../../core/sync/conversation-record.ts'
import { waitingPrefix } from '../attachments/waiting-prefix.ts'
import type { IndexedDbStore } from '../../platform/indexeddb-store.ts'

export type BackUpFailure =
  | MakeBackupFailure
  | { readonly kind: 'unreadable'; readonly failure: StoreFailure }

export interface BackupSource {
  readonly store: Pick<IndexedDbStore, 'conversations' | 'segment' | 'value' | 'valueNames'>
  readonly copies: Pick<DocumentCopies, 'read'>
  readonly documents: ReadonlyArray<DocumentId>
}

export interface BackupAsk extends BackupSource {
  readonly bridge: Pick<PageBridge, 'call'>
  readonly begin: () => Promise<Result<SaveBegun, MakeBackupFailure>>
  /** Of conversations first, then of files, in bytes. */
  readonly progress: (what: 'conversations' | 'files', done: number, total: number) => void
  readonly stop: AbortSignal
}

/** Answers with where it is. A backup that is not finished is not there. */
export async function makeBackup(ask: BackupAsk): Promise<Result<string, BackUpFailure>> {
  const { bridge } = ask
  const begun = await ask.begin()
  if (!begun.ok) return begun
  const { ticket } = begun.value
  try {
    const write = createWriter(bridge, ticket)
    for await (const record of recordsOf(ask, ask.progress)) {
      if (ask.stop.aborted) return fail({ kind: 'cancelled' })
      if (!record.ok) return fail({ kind: 'unreadable', failure: record.failure })
      const written = await write(encodeBackupRecord(record.value))
      if (!written.ok) return written
    }
    const rest = await write(undefined)
    if (!rest.ok) return rest
    const files = await writeFiles(ask, ticket)
    return files.ok ? await bridge.call('backup.finish', { ticket }) : files
  } finally {
    await bridge.call('backup.cancel', { ticket }) // nothing is left to call off of one that is finished
  }
}

/** They go from main to the file; this page says when to go on. */
async function writeFiles(
  { bridge, progress, stop }: BackupAsk,
  ticket: number,
): Promise<Result<void, MakeBackupFailure>> {
  for (;;) {
    if (stop.aborted) return fail({ kind: 'cancelled' })
    const written = await bridge.call('backup.writeFiles', { ticket })
    if (!written.ok) return written
    const { done, total } = written.value
    if (done === total) return ok(undefined)
    progress('files', done, total)
  }
}

async function* recordsOf(
  { store, copies, documents }: BackupSource,
  progress: BackupAsk['progress'],
): AsyncGenerator<Result<BackupRecord, StoreFailure>, void, void> {
  const names = await store.valueNames()
  if (!names.ok) return yield names
  for (const name of names.value) {
    if (name.startsWith(waitingPrefix)) continue // the files themselves are not in it either
    const value = await store.value(name)
    if (!value.ok) return yield value
    if (value.value !== undefined) yield ok(['value', name, Uint8Array.from(value.value)])
  }
  const conversations = await store.conversations()
  if (!conversations.ok) return yield conversations
  let done = 0
  for (const { conversation, record } of conversations.value) {
    const known = record && decodeRecord(record)
    const told = record && asRestored(record)
    if (known === undefined || told === undefined) continue // the engine takes it out, and it comes again from the relay
    yield ok(['conversation', conversation, Uint8Array.from(told)])
    for (const segment of known.held.keys()) {
      const stored = await store.segment(conversation, segment)
      if (!stored.ok) return yield stored
      const { blob, tail } = stored.value
      const updates = [...(blob === undefined ? [] : [blob]), ...tail].map((each) => Uint8Array.from(each))
      yield ok(['segment', conversation, segment, updates])
    }
    progress('conversations', ++done, conversations.value.length)
  }
  for (const document of documents) {
    const copy = await copies.read(document)
    if (!copy.ok) return yield copy
    if (copy.value.updates.length > 0)
      yield ok(['document', document, copy.value.updates.map((each) => Uint8Array.from(each))])
  }
}

/** Pieces of a good size; undefined: all that waits goes now. */
function createWriter(
  bridge: Pick<PageBridge, 'call'>,
  ticket: number,
): (bytes: Uint8Array | undefined) => Promise<Result<void, MakeBackupFailure>> {
  let waiting = new Uint8Array()
  return async (bytes) => {
    const all = new Uint8Array(waiting.length + (bytes?.length ?? 0))
    all.set(waiting)
    if (bytes !== undefined) all.set(bytes, waiting.length)
    let at = 0
    while (all.length - at >= maxBridgePiece || (bytes === undefined && at < all.length)) {
      const piece = all.slice(at, at + maxBridgePiece)
      const written = await bridge.call('backup.write', { ticket, bytes: piece })
      if (!written.ok) return written
      at += piece.length
    }
    waiting = all.slice(at)
    return ok(undefined)
  }
}

/** The files of one open account: in from the page, up to the relay, down from it, and back to the page. */
import { type Clock } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { FileFailure, FileTransfer, WaitingFile } from '../../core/bridge/files-contract.ts'
import { type AttachmentId, idToBytes } from '../../core/protocol/ids.ts'
import type { PendingEntry } from '../../core/storage/outbox.ts'
import { sealingReady } from '../sealing/sealing.ts'
import type { AccessToken } from '../sign-in/access-token.ts'
import { createBeginnings, type WantedBytes } from './beginnings.ts'
import { createDownloads, type Downloads, type WantedFile } from './downloads.ts'
import { diskFailure } from './failures.ts'
import { createFileFolder, type FileFolder } from './file-folder.ts'
import {
  decodeFileRecord,
  encodeFileRecord,
  type FileRecord,
  type FileToPut,
  type HeldRecord,
} from './file-record.ts'
import { createIncoming, type HeldFile, type HeldFiles, type Incoming } from './incoming.ts'
import { createKeptFiles, type KeptFile, type KeptFiles } from './kept-files.ts'
import type { RelayFiles } from './relay-files.ts'
import { createUploads, type Uploads, type WithToken } from './uploads.ts'

export interface FilesDeps {
  /** Made when it is needed first. */
  readonly folder: string
  /** 32 bytes, wiped by `close`. */
  readonly key: Uint8Array
  readonly relay: RelayFiles
  readonly token: AccessToken
  /** How much of what was fetched is kept, to be opened again without a network. */
  readonly keptBytes: () => number
  readonly clock: Clock
  readonly random: Random
  readonly changed: (transfers: ReadonlyArray<FileTransfer>) => void
  /** The same one for each opening in a run of the app. */
  readonly held: HeldFiles
  /** What the journal keeps. Undefined where it cannot be read. */
  readonly journaled: () => Promise<ReadonlyArray<Pick<PendingEntry, 'bytes'>> | undefined>
}

type Outcome<Value> = Promise<Result<Value, FileFailure>>

/** What the bridge offers of files. Resolves what is asked once the folder has been read. */
export interface Files
  extends
    Pick<Incoming, 'begin' | 'write' | 'finish'>,
    Pick<Downloads, 'fetch' | 'read'>,
    Pick<KeptFiles, 'openKept'> {
  /** What came in and was neither sent nor given up, in this run of the app or before. */
  readonly waiting: () => Outcome<ReadonlyArray<WaitingFile>>
  readonly send: (ids: ReadonlyArray<AttachmentId>) => Outcome<void>
  readonly drop: (id: AttachmentId) => Outcome<void>
  /** The message that named them was taken back: they go from here and from the relay. */
  readonly remove: (ids: ReadonlyArray<AttachmentId>) => Outcome<void>
  /** The journal keeps these entries now. */
  readonly named: (entries: ReadonlyArray<Pick<PendingEntry, 'bytes'>>) => Promise<void>
  readonly retry: (id: AttachmentId) => Promise<void>
  readonly transfers: () => Promise<ReadonlyArray<FileTransfer>>
  /** What the search looks into. */
  readonly beginning: (file: WantedFile, bytes: WantedBytes) => Outcome<Uint8Array>
  /** Those that lie here whole and that a message may name, the one that was used last first. */
  readonly kept: () => Outcome<ReadonlyArray<KeptFile>>
  /** After what is being written. Nothing may be asked any more. */
  readonly close: () => Promise<void>
}

interface Core extends FilesDeps {
  readonly disk: FileFolder
  readonly incoming: Incoming
  readonly uploads: Uploads
  readonly downloads: Downloads
  /** A window that took over from one that ended asks once more. */
  readonly sent: Set<AttachmentId>
  /** By messages that the journal keeps, or kept. */
  readonly named: Set<AttachmentId>
}

export function openFiles(deps: FilesDeps): Files {
  const core = assemble(deps)
  const { incoming, uploads, downloads } = core
  const { kept, openKept } = createKeptFiles(core)
  const beginnings = createBeginnings({ openKept })
  let starting: Promise<void> | undefined
  const started = async <Value>(run: () => Outcome<Value>): Outcome<Value> => {
    try {
      starting ??= start(core)
      await starting
      return await run()
    } catch (error) {
      return fail(diskFailure(error))
    }
  }
  return {
    begin: (conversation, size) => started(() => incoming.begin(conversation, size)),
    write: incoming.write,
    finish: incoming.finish,
    waiting: () =>
      started(async () => ok(Array.from(deps.held, ([id, { isFromBefore }]) => ({ id, isFromBefore })))),
    send: (ids) => started(() => send(core, ids)),
    drop: (id) => started(() => drop(core, id)),
    remove: (ids) => started(() => remove(core, ids)),
    named: async (entries) => {
      await starting?.catch(() => undefined) // what has not begun reads the journal when it does
      await name(core, entries)
    },
    retry: async (id) => uploads.retry(id),
    transfers: async () => {
      await started(async () => ok(undefined))
      return transfersOf(uploads, downloads)
    },
    fetch: (file) => started(() => downloads.fetch(file)),
    read: downloads.read,
    kept: () => started(async () => ok(await kept())),
    beginning: (file, bytes) => started(() => beginnings.read(file, bytes)),
    openKept,
    close: async () => {
      await starting?.catch(() => undefined)
      await Promise.all([incoming.close(), uploads.close(), downloads.close(), beginnings.close()])
      deps.key.fill(0)
    },
  }
}

function assemble(deps: FilesDeps): Core {
  const disk = createFileFolder(deps.folder)
  const withToken = askWithToken(deps.token)
  const changed = (): void => deps.changed(transfersOf(uploads, downloads))
  const parts = { ...deps, folder: disk, withToken, changed }
  const downloads = createDownloads(parts)
  const named = new Set<AttachmentId>()
  const isNamed = (id: AttachmentId): boolean => named.has(id)
  const uploads = createUploads({ ...parts, isNamed, settled: disk.forget })
  const remember = (id: AttachmentId, { conversation, size, sha256 }: HeldFile): Promise<void> => {
    const record = { goal: 'held', conversation, size, sha256 } as const
    return disk.writeRecord(id, encodeFileRecord(deps.key, id, record, deps.random))
  }
  const incoming = createIncoming({ ...parts, remember })
  return { ...deps, disk, incoming, uploads, downloads, sent: new Set(), named }
}

/** What was sent for a message that was never written, because the app ended between the two, waits as before it was sent. */
async function start(core: Core): Promise<void> {
  await sealingReady
  const { disk, key, uploads, named } = core
  const journaled = await core.journaled()
  for (const { id, bytes } of await disk.start()) {
    const known = decodeFileRecord(key, id, bytes)
    if (known === undefined) await disk.remove(id, 'record')
    else if (known.goal === 'held') await hold(core, id, known)
    else if (known.goal === 'away') uploads.add(id, known)
    else if (journaled === undefined || isNamedIn(journaled, id)) {
      named.add(id)
      uploads.add(id, known)
    } else await hold(core, id, known)
  }
}

/** It waits on, unless only its record came to the disk. */
async function hold(core: Core, id: AttachmentId, record: HeldRecord | FileToPut): Promise<void> {
  const { disk, held } = core
  if (held.has(id)) return
  const { goal, ...file } = record
  const wasSent = goal === 'up'
  const isWhole = (await disk.size(id, 'whole')) === file.size
  if (isWhole) return void held.set(id, { ...file, isFromBefore: true, wasSent })
  if (wasSent) return void (await remove(core, [id]))
  await disk.remove(id, 'whole')
  await disk.remove(id, 'record')
}

/** An id is 128 random bits: where they stand in an entry, it names the file. */
function isNamedIn(entries: ReadonlyArray<Pick<PendingEntry, 'bytes'>>, id: AttachmentId): boolean {
  const name = Buffer.from(idToBytes(id))
  return entries.some(({ bytes }) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(name))
}

async function name({ uploads, named }: Core, entries: ReadonlyArray<Pick<PendingEntry, 'bytes'>>) {
  for (const id of uploads.all().keys()) {
    if (named.has(id) || !isNamedIn(entries, id)) continue
    named.add(id)
    await uploads.named(id)
  }
}

/** Durable, then under way. */
async function record(
  { disk, key, random, uploads }: Core,
  id: AttachmentId,
  what: FileRecord,
): Promise<void> {
  await disk.writeRecord(id, encodeFileRecord(key, id, what, random))
  uploads.add(id, what)
}

async function send(core: Core, ids: ReadonlyArray<AttachmentId>): Outcome<void> {
  const { incoming, sent } = core
  for (const id of ids) {
    if (sent.has(id)) continue
    const held = incoming.held(id)
    if (held === undefined) return fail({ kind: 'cancelled' })
    const { conversation, size, sha256 } = held
    await record(core, id, { conversation, size, sha256, goal: 'up' })
    incoming.release(id)
    sent.add(id)
  }
  return ok(undefined)
}

async function drop(core: Core, id: AttachmentId): Outcome<void> {
  const { incoming, uploads, downloads, held } = core
  if (held.get(id)?.wasSent === true) {
    held.delete(id)
    return remove(core, [id])
  }
  downloads.stop(id)
  await incoming.drop(id)
  if (uploads.all().has(id)) await record(core, id, { goal: 'away' })
  return ok(undefined)
}

async function remove(core: Core, ids: ReadonlyArray<AttachmentId>): Outcome<void> {
  for (const id of ids) {
    core.downloads.stop(id)
    await core.incoming.drop(id)
    await record(core, id, { goal: 'away' })
    for (const part of ['whole', 'down'] as const) await core.disk.remove(id, part)
  }
  return ok(undefined)
}

function transfersOf(uploads: Uploads, downloads: Downloads): ReadonlyArray<FileTransfer> {
  const up = [...uploads.all()].flatMap(
    ([id, { record, done, failure, isUnnamed }]): ReadonlyArray<FileTransfer> =>
      record.goal === 'away' || isUnnamed
        ? []
        : [{ id, direction: 'up', done, total: record.size, ...(failure !== undefined && { failure }) }],
  )
  const down = Array.from(downloads.all(), ([id, { done, total }]): FileTransfer => ({
    id,
    direction: 'down',
    done,
    total,
  }))
  return [...up, ...down]
}

const askWithToken =
  (token: AccessToken): WithToken =>
  async (ask) => {
    for (let attempt = 0; attempt < 2; attempt++) {
      const read = await token.read()
      if (!read.ok) return read
      const answer = await ask(read.value)
      const isStale =
        !answer.ok && answer.failure.kind === 'refused' && answer.failure.code === 'unauthorized'
      if (!isStale) return answer
      token.drop(read.value)
    }
    return fail({ kind: 'expired' })
  }

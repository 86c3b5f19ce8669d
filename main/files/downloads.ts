/**
 * Fetches files, and lets nobody read one before all of it has been checked: its length, the hash that the message names, and
 * every chunk. A fetch that was cut off goes on where it was.
 */
import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import sodium from 'libsodium-wrappers-sumo'
import { bytesEqual } from '../../core/base/bytes.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { FileFailure, FileRefusal, SealedFile } from '../../core/bridge/files-contract.ts'
import type { AttachmentId } from '../../core/protocol/ids.ts'
import { fileChunkBytes, fileChunkOverhead, maxSealedFileSize } from '../../core/sealed/file-format.ts'
import { createFileOpener, type FileOpener } from '../../core/sealed/sealed-file.ts'
import { diskFailure, relayFailure } from './failures.ts'
import type { FileFolder, FilePart } from './file-folder.ts'
import type { RelayFiles } from './relay-files.ts'
import type { WithToken } from './uploads.ts'

/** A file as a message speaks of it. */
export interface WantedFile extends SealedFile {
  readonly size: number
}

export interface DownloadsDeps {
  readonly folder: FileFolder
  readonly relay: RelayFiles
  readonly withToken: WithToken
  /** Of sealed files that are kept to be opened again without a network. */
  readonly keptBytes: () => number
  readonly changed: () => void
}

export interface Download {
  readonly total: number
  done: number
}

export interface Downloads {
  readonly all: () => ReadonlyMap<AttachmentId, Download>
  /** Answers a ticket to read it with. */
  readonly fetch: (file: WantedFile) => Promise<Result<number, FileFailure>>
  readonly read: (ticket: number, at: number) => Promise<Result<Uint8Array, FileFailure>>
  readonly stop: (id: AttachmentId) => void
  readonly close: () => Promise<void>
}

interface Reader {
  readonly handle: FileHandle
  readonly opener: FileOpener
  at: number
}

/** Who leaves before the end has its file closed when so many others are open. */
const maxReaders = 16
/** A piece of 1 MiB when it is open. */
const readBytes = 16 * (fileChunkBytes + fileChunkOverhead)

interface Core extends DownloadsDeps {
  readonly downloads: Map<AttachmentId, Download>
  readonly stops: Map<AttachmentId, AbortController>
  readonly readers: Map<number, Reader>
}

export function createDownloads(deps: DownloadsDeps): Downloads {
  const core: Core = { ...deps, downloads: new Map(), stops: new Map(), readers: new Map() }
  const { downloads, stops, readers } = core
  const fetching = new Map<AttachmentId, Promise<Result<void, FileFailure>>>()
  let lastTicket = 0
  const share = (file: WantedFile): Promise<Result<void, FileFailure>> => {
    const known = fetching.get(file.id)
    if (known !== undefined) return known
    const started = bring(core, file)
      .catch((error: unknown) => fail(diskFailure(error)))
      .finally(() => fetching.delete(file.id))
    fetching.set(file.id, started)
    return started
  }
  return {
    all: () => downloads,
    fetch: async (file) => {
      if (file.size > maxSealedFileSize) return fail({ kind: 'too-large', limit: maxSealedFileSize })
      const opener = createFileOpener(sodium, file, file.seal)
      if (!opener.ok) return fail({ kind: 'refused', why: opener.failure })
      const brought = await share(file)
      if (!brought.ok) return brought
      try {
        const handle = await deps.folder.open(file.id, 'whole', 'r')
        readers.set(++lastTicket, { handle, opener: opener.value, at: 0 })
        for (const old of readers.keys()) if (readers.size > maxReaders) await end(core, old)
        return ok(lastTicket)
      } catch (error) {
        return fail(diskFailure(error))
      }
    },
    read: (ticket, at) => read(core, ticket, at),
    stop: (id) => stops.get(id)?.abort(),
    close: async () => {
      for (const stop of stops.values()) stop.abort()
      await Promise.all(fetching.values())
      for (const ticket of readers.keys()) await end(core, ticket)
    },
  }
}

async function bring(core: Core, file: WantedFile): Promise<Result<void, FileFailure>> {
  const { folder, downloads, stops } = core
  if ((await folder.size(file.id, 'whole')) !== undefined) {
    const why = await check(folder, file, 'whole')
    if (why === undefined) return ok(undefined)
    await folder.remove(file.id, 'whole') // the disk has spoilt it, or the message speaks of another
  }
  const download = { total: file.seal.size, done: 0 }
  const stop = new AbortController()
  downloads.set(file.id, download)
  stops.set(file.id, stop)
  try {
    const fetched = await fetchInto(core, file, download, stop.signal)
    if (!fetched.ok && stop.signal.aborted) return fail({ kind: 'cancelled' })
    const why = fetched.ok ? await check(folder, file, 'down') : undefined
    const outcome = why === undefined ? fetched : fail({ kind: 'refused', why } as const)
    if (!outcome.ok) {
      if (outcome.failure.kind === 'refused') await folder.remove(file.id, 'down')
      return outcome
    }
    await folder.keep(file.id, 'down')
    await folder.trim(core.keptBytes(), file.id)
    return ok(undefined)
  } finally {
    downloads.delete(file.id)
    stops.delete(file.id)
    core.changed()
  }
}

async function end({ readers }: Core, ticket: number): Promise<void> {
  const reader = readers.get(ticket)
  readers.delete(ticket)
  await reader?.handle.close()
}

async function read(core: Core, ticket: number, at: number): Promise<Result<Uint8Array, FileFailure>> {
  const reader = core.readers.get(ticket)
  if (reader?.at !== at) return fail({ kind: 'cancelled' })
  try {
    const piece = await readPiece(reader)
    if (!piece.ok || piece.value.length === 0) await end(core, ticket)
    return piece
  } catch (error) {
    await end(core, ticket)
    return fail(diskFailure(error))
  }
}

async function readPiece(reader: Reader): Promise<Result<Uint8Array, FileFailure>> {
  for (;;) {
    const { bytesRead, buffer } = await reader.handle.read(Buffer.alloc(readBytes), 0, readBytes, null)
    const opened = reader.opener.write(buffer.subarray(0, bytesRead))
    if (!opened.ok) return fail({ kind: 'refused', why: opened.failure })
    const piece = new Uint8Array(Buffer.concat(opened.value))
    reader.at += piece.length
    // Behind the end of a file its padding may go on for a while.
    if (piece.length > 0 || bytesRead === 0) return ok(piece)
  }
}

/** Goes on with what an earlier fetch left. */
async function fetchInto(
  { folder, relay, withToken, changed }: DownloadsDeps,
  file: WantedFile,
  download: Download,
  signal: AbortSignal,
): Promise<Result<void, FileFailure>> {
  const left = (await folder.size(file.id, 'down')) ?? 0
  const from = left < file.seal.size ? left : 0
  const answer = await withToken((token) => relay.read(token, file.id, from, signal))
  if (!answer.ok) return fail(toFailure(answer.failure))
  download.done = answer.value.from
  const handle = await folder.open(file.id, 'down', download.done === 0 ? 'w' : 'a')
  try {
    for await (const bytes of answer.value.bytes) {
      download.done += bytes.length
      if (download.done > file.seal.size) return fail({ kind: 'refused', why: 'extended' })
      await handle.appendFile(bytes)
      changed()
    }
  } catch (error) {
    return fail(isDisk(error) ? diskFailure(error) : { kind: 'unreachable' })
  } finally {
    await handle.close()
  }
  return ok(undefined)
}

const isDisk = (error: unknown): boolean => error instanceof Error && 'syscall' in error && 'path' in error

const toFailure = (failure: Parameters<typeof relayFailure>[0] | FileFailure): FileFailure =>
  failure.kind === 'strange' || (failure.kind === 'refused' && 'code' in failure)
    ? relayFailure(failure)
    : failure

/** Undefined if it is the file, all of it, and opens. */
async function check(folder: FileFolder, file: WantedFile, part: FilePart): Promise<FileRefusal | undefined> {
  const size = (await folder.size(file.id, part)) ?? 0
  if (size !== file.seal.size) return size < file.seal.size ? 'truncated' : 'extended'
  const opener = createFileOpener(sodium, file, file.seal)
  if (!opener.ok) return opener.failure
  const hash = createHash('sha256')
  const handle = await folder.open(file.id, part, 'r')
  let opened: Result<unknown, FileRefusal> = ok(undefined)
  try {
    for await (const bytes of piecesOf(handle)) {
      hash.update(bytes)
      if (opened.ok) opened = opener.value.write(bytes)
    }
  } finally {
    await handle.close()
  }
  if (!bytesEqual(hash.digest(), file.sha256)) return 'swapped'
  const ended = opened.ok ? opener.value.end() : opened
  return ended.ok ? undefined : ended.failure
}

async function* piecesOf(handle: FileHandle): AsyncGenerator<Uint8Array, void, undefined> {
  const piece = Buffer.alloc(readBytes)
  for (;;) {
    const { bytesRead } = await handle.read(piece, 0, piece.length, null)
    if (bytesRead === 0) return
    yield piece.subarray(0, bytesRead)
  }
}

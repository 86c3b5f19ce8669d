/** Writes the parts of one backup after another. */
import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { BackupAbout, FilesWritten, MakeBackupFailure } from '../../core/bridge/backup-contract.ts'
import type { SaveBegun } from '../../core/bridge/saves-contract.ts'
import { describeError } from '../disk/system-error.ts'
import type { SealedService } from '../e2ee/sealed-service.ts'
import type { Files } from '../files/files.ts'
import type { KeptFile } from '../files/kept-files.ts'
import type { Saves } from '../saves/saves.ts'
import type { OpenSession } from '../sign-in/open-session.ts'
import { type BackupKey, type BackupWriter, createBackupWriter, maxChunk } from './backup-file.ts'
import { type FileRecord, fileRecords, type Kind, kinds } from './records.ts'
import type { RepeatRecord } from './repeat.ts'

export type Outcome = Result<void, MakeBackupFailure>

/** Of an open account. */
export type Source = Pick<OpenSession, 'vault' | 'sealed' | 'keyring'> & {
  readonly files: Pick<Files, 'kept' | 'openKept'>
}

export interface Owner {
  readonly about: BackupAbout
  readonly service: Pick<SealedService, 'exportKeys'>
  readonly files: Source['files']
}

interface Asked {
  /** Stays with who gave it. */
  readonly key: BackupKey
  readonly withFiles: boolean
  /** Kept once it is finished; undefined if it is made this once. */
  readonly repeat: RepeatRecord | undefined
}

interface Job {
  readonly writer: BackupWriter
  readonly repeat: RepeatRecord | undefined
  readonly files: AsyncGenerator<FileRecord, void, undefined>
  /** Of files, in sealed bytes. */
  readonly total: number
  done: number
}

export interface Writing {
  /** Writes whose it is, and the keys; a failure ends it. */
  readonly front: (owner: Owner, begun: SaveBegun, asked: Asked) => Promise<Outcome>
  readonly put: (ticket: number, kind: Kind, bytes: Uint8Array) => Promise<Outcome>
  /** About 1 MiB of files at a time. All are written once `done` is `total`. */
  readonly writeFiles: (ticket: number) => Promise<Result<FilesWritten, MakeBackupFailure>>
  readonly repeatOn: (ticket: number) => RepeatRecord | undefined
  readonly end: (ticket: number) => void
}

const cancelled = fail({ kind: 'cancelled' } as const)
/** One byte of each chunk says what it is. */
const maxPart = maxChunk - 1

interface Core extends Pick<Writing, 'put' | 'end'> {
  readonly saves: Saves
  readonly random: Random
  readonly jobs: Map<number, Job>
}

export function createWriting({ saves, random }: Pick<Core, 'saves' | 'random'>): Writing {
  const jobs = new Map<number, Job>()
  const end: Writing['end'] = (ticket) => {
    const job = jobs.get(ticket)
    jobs.delete(ticket)
    job?.writer.close()
    job?.repeat?.secret.fill(0)
    job?.files.return().catch(() => undefined) // it was only read
  }
  const put: Writing['put'] = async (ticket, kind, bytes) => {
    const writer = jobs.get(ticket)?.writer
    if (writer === undefined) return cancelled
    for (let at = 0; at === 0 || at < bytes.length; at += maxPart) {
      const plain = Buffer.concat([Uint8Array.of(kind), bytes.subarray(at, at + maxPart)])
      const written = await saves.write(ticket, writer.chunk(plain, kind === kinds.end))
      plain.fill(0)
      if (!written.ok) {
        end(ticket)
        return written
      }
    }
    return ok(undefined)
  }
  const core: Core = { saves, random, jobs, put, end }
  return {
    front: (...asked) => front(core, ...asked),
    put,
    writeFiles: (ticket) => writeFiles(core, ticket),
    repeatOn: (ticket) => jobs.get(ticket)?.repeat,
    end,
  }
}

async function front(
  { saves, random, jobs, put, end }: Core,
  { about, service, files }: Owner,
  { ticket }: SaveBegun,
  { key, withFiles, repeat }: Asked,
): Promise<Outcome> {
  const all = withFiles ? await filesOf(files) : ok([])
  if (!all.ok) {
    repeat?.secret.fill(0)
    await saves.cancel(ticket)
    return all
  }
  const writer = createBackupWriter(random, { ...about, hasFiles: all.value.length > 0 }, key)
  const records = fileRecords(files, all.value, maxPart)
  jobs.set(ticket, { writer, repeat, files: records, total: bytesOf(all.value), done: 0 })
  const fronted = await saves.write(ticket, writer.front)
  const keys = service.exportKeys()
  const kept = fronted.ok ? await put(ticket, kinds.keys, keys) : fronted
  keys.fill(0)
  if (kept.ok) return kept
  end(ticket)
  await saves.cancel(ticket)
  return kept
}

async function writeFiles(core: Core, ticket: number): Promise<Result<FilesWritten, MakeBackupFailure>> {
  const job = core.jobs.get(ticket)
  if (job === undefined) return cancelled
  const { total } = job
  try {
    for (let written = 0; written < maxPart;) {
      const next = await job.files.next()
      if (next.done === true) return ok({ done: total, total })
      const { kind, bytes } = next.value
      const put = await core.put(ticket, kind, bytes)
      if (!put.ok) return put
      if (kind === kinds.fileBytes) written += bytes.length
      job.done += kind === kinds.fileBytes ? bytes.length : 0
    }
    return ok({ done: Math.min(job.done, total - 1), total })
  } catch (error) {
    core.end(ticket)
    await core.saves.cancel(ticket)
    return fail({ kind: 'files', detail: describeError(error) })
  }
}

export async function filesOf(
  files: Source['files'],
): Promise<Result<ReadonlyArray<KeptFile>, MakeBackupFailure>> {
  const kept = await files.kept()
  return kept.ok
    ? kept
    : fail({ kind: 'files', detail: 'detail' in kept.failure ? kept.failure.detail : kept.failure.kind })
}

export const bytesOf = (files: ReadonlyArray<KeptFile>): number =>
  files.reduce((bytes, { size }) => bytes + size, 0)

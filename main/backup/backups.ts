/** Backups of the account of one seat: made, read, restored. Rules BU*. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { BackupFailure, BackupRead, RestoreBackupFailure } from '../../core/bridge/backup-contract.ts'
import { decodeBundle, maxBundleBytes } from '../e2ee/key-bundle.ts'
import type { RestoredFiles } from '../files/restored-files.ts'
import type { Session } from '../sign-in/session.ts'
import type { Vault } from '../vault/held-vault.ts'
import { type BackupReader, createBackupReader } from './backup-file.ts'
import { createMaking, type Making, type MakingDeps } from './making.ts'
import { createFileTaker, type FileTaker, kinds } from './records.ts'

export interface BackupsDeps extends MakingDeps {
  readonly session: MakingDeps['session'] & Pick<Session, 'makeVault' | 'enterRestored' | 'discardVault'>
  /** For the files of an account in that folder, which is not open yet. */
  readonly restoreFiles: (accountFolder: string) => RestoredFiles
}

export interface Backups extends Making {
  /** `into`: the ticket of the same backup, adopted, to which the files go. */
  readonly open: (passphrase: string, into?: number) => number
  readonly feed: (
    ticket: number,
    bytes: Uint8Array,
  ) => Promise<Result<ReadonlyArray<Uint8Array>, BackupFailure>>
  readonly end: (ticket: number) => Result<BackupRead, BackupFailure>
  readonly adopt: (ticket: number, passphrase: string) => Promise<Result<Uint8Array, RestoreBackupFailure>>
  readonly enter: (ticket: number) => Promise<Result<void, RestoreBackupFailure>>
  readonly close: (ticket: number) => Promise<void>
}

interface Reading {
  readonly reader: BackupReader
  readonly files: FileTaker
  /** Undefined while it is only looked at. */
  readonly put: RestoredFiles | undefined
  keys: Uint8Array
  /** Something in it stands where it cannot. */
  isBroken: boolean
  /** Once it was read to its end. */
  read: BackupRead | undefined
  /** Made for it, and not entered. */
  vault: Vault | undefined
}

const cancelled = fail({ kind: 'cancelled' } as const)
const damaged = fail({ kind: 'damaged' } as const)

export function createBackups(deps: BackupsDeps): Backups {
  return { ...createMaking(deps), ...createReading(deps) }
}

type ReadingCalls = Omit<Backups, keyof Making>

function createReading({ session, restoreFiles }: BackupsDeps): ReadingCalls {
  const all = new Map<number, Reading>()
  let last = 0
  return {
    open: (passphrase, into) => {
      const folder = into === undefined ? undefined : all.get(into)?.vault?.folder
      const put = folder === undefined ? undefined : restoreFiles(folder)
      all.set(++last, {
        reader: createBackupReader(passphrase),
        files: createFileTaker(put),
        put,
        isBroken: false,
        keys: new Uint8Array(),
        read: undefined,
        vault: undefined,
      })
      return last
    },
    feed: async (ticket, bytes) => {
      const reading = all.get(ticket)
      if (reading === undefined) return cancelled
      const opened = await reading.reader.feed(bytes)
      if (!opened.ok) return opened
      const ofPage = await sortOut(reading, opened.value)
      return ofPage === undefined ? damaged : ok(ofPage)
    },
    end: (ticket) => {
      const reading = all.get(ticket)
      return reading === undefined ? cancelled : readEnd(reading)
    },
    adopt: async (ticket, passphrase) => {
      const reading = all.get(ticket)
      if (reading?.read === undefined) return cancelled
      const made = await session.makeVault(reading.read.about, passphrase)
      if (!made.ok) return made
      reading.vault = made.value
      return ok(made.value.storeKey().slice())
    },
    enter: async (ticket) => {
      const reading = all.get(ticket)
      if (reading?.vault === undefined) return cancelled
      const { vault } = reading
      reading.vault = undefined
      return session.enterRestored(vault, reading.keys)
    },
    close: async (ticket) => {
      const reading = all.get(ticket)
      all.delete(ticket)
      reading?.reader.close()
      reading?.keys.fill(0)
      await reading?.put?.close()
      if (reading?.vault !== undefined) await session.discardVault(reading.vault)
    },
  }
}

function readEnd(reading: Reading): Result<BackupRead, BackupFailure> {
  const { reader, keys, files, put, isBroken } = reading
  if (isBroken) return damaged
  const ended = reader.end()
  if (!ended.ok) return ended
  const bundle = decodeBundle(keys)
  if (!files.isWhole() || bundle === undefined || bundle.user !== ended.value.user) return damaged
  const hasIdentity = bundle.identity !== undefined
  reading.read = {
    about: ended.value,
    keysOf: bundle.logs.length,
    hasIdentity,
    files: files.found(),
    filesMissed: put?.missed() ?? 0,
  }
  return ok(reading.read)
}

/** Main's part stays here; the page gets its own. Undefined once something stands where it cannot, and from then on. */
async function sortOut(
  reading: Reading,
  chunks: ReadonlyArray<Uint8Array>,
): Promise<ReadonlyArray<Uint8Array> | undefined> {
  const ofPage: Array<Uint8Array> = []
  for (const chunk of chunks) {
    const bytes = Uint8Array.from(chunk.subarray(1))
    reading.isBroken ||= !(await take(reading, chunk[0], bytes))
    if (reading.isBroken) return undefined
    if (chunk[0] === kinds.page) ofPage.push(bytes)
  }
  return reading.isBroken ? undefined : ofPage
}

async function take(reading: Reading, kind: number | undefined, bytes: Uint8Array): Promise<boolean> {
  switch (kind) {
    case kinds.file:
    case kinds.fileBytes:
      return reading.files.take(kind, bytes)
    case kinds.keys:
      if (reading.keys.length + bytes.length > maxBundleBytes) return false
      reading.keys = Buffer.concat([reading.keys, bytes])
      return reading.files.isWhole()
    case kinds.page:
    case kinds.end:
      return reading.files.isWhole()
    default:
      return false
  }
}

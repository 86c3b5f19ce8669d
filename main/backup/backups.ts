/** Backups of the account of one seat: made, read, restored. Rules BU*. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { BackupFailure, BackupRead, RestoreBackupFailure } from '../../core/bridge/backup-contract.ts'
import { decodeBundle } from '../e2ee/key-bundle.ts'
import type { Session } from '../sign-in/session.ts'
import type { Vault } from '../vault/held-vault.ts'
import { type BackupReader, createBackupReader } from './backup-file.ts'
import { createMaking, kinds, type Making, type MakingDeps } from './making.ts'

export interface BackupsDeps extends MakingDeps {
  readonly session: MakingDeps['session'] & Pick<Session, 'makeVault' | 'enterRestored' | 'discardVault'>
}

export interface Backups extends Making {
  readonly open: (passphrase: string) => number
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
  keys: Uint8Array
  /** Once it was read to its end. */
  read: BackupRead | undefined
  /** Made for it, and not entered. */
  vault: Vault | undefined
}

const cancelled = fail({ kind: 'cancelled' } as const)

export function createBackups(deps: BackupsDeps): Backups {
  return { ...createMaking(deps), ...createReading(deps) }
}

type ReadingCalls = Omit<Backups, keyof Making>

function createReading({ session }: BackupsDeps): ReadingCalls {
  const all = new Map<number, Reading>()
  let last = 0
  return {
    open: (passphrase) => {
      all.set(++last, {
        reader: createBackupReader(passphrase),
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
      return opened.ok ? ok(sortOut(reading, opened.value)) : opened
    },
    end: (ticket) => {
      const reading = all.get(ticket)
      if (reading === undefined) return cancelled
      const ended = reading.reader.end()
      if (!ended.ok) return ended
      const bundle = decodeBundle(reading.keys)
      if (bundle === undefined || bundle.user !== ended.value.user) return fail({ kind: 'damaged' })
      const read = {
        about: ended.value,
        keysOf: bundle.logs.length,
        hasIdentity: bundle.identity !== undefined,
      }
      reading.read = read
      return ok(read)
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
      if (reading?.vault !== undefined) await session.discardVault(reading.vault)
    },
  }
}

/** Main's part stays here; the page gets its own. */
function sortOut(reading: Reading, chunks: ReadonlyArray<Uint8Array>): ReadonlyArray<Uint8Array> {
  const ofPage: Array<Uint8Array> = []
  for (const chunk of chunks) {
    const bytes = Uint8Array.from(chunk.subarray(1))
    if (chunk[0] === kinds.page) ofPage.push(bytes)
    else if (chunk[0] === kinds.keys) reading.keys = Buffer.concat([reading.keys, bytes])
  }
  return ofPage
}

/** Backups of the account of one seat: made, read, restored. Rules BU*. */
import type { Clock } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type {
  BackupAbout,
  BackupFailure,
  BackupRead,
  MakeBackupFailure,
  RestoreBackupFailure,
} from '../../core/bridge/backup-contract.ts'
import type { SaveBegun } from '../../core/bridge/saves-contract.ts'
import { decodeBundle } from '../e2ee/key-bundle.ts'
import type { Saves } from '../saves/saves.ts'
import type { OpenSession } from '../sign-in/open-session.ts'
import { relayOrigin } from '../sign-in/relay-origin.ts'
import type { Session } from '../sign-in/session.ts'
import type { PassphraseCost } from '../vault/passphrase.ts'
import type { Vault } from '../vault/held-vault.ts'
import {
  type BackupReader,
  type BackupWriter,
  createBackupReader,
  createBackupWriter,
  maxChunk,
} from './backup-file.ts'

export interface BackupsDeps {
  readonly session: Pick<Session, 'makeVault' | 'enterRestored' | 'discardVault'> & {
    readonly current: () => Pick<OpenSession, 'vault' | 'sealed'> | undefined
  }
  readonly saves: Saves
  readonly clock: Pick<Clock, 'now'>
  readonly random: Random
  readonly cost: PassphraseCost
}

/** What the first byte of a chunk says of the rest: part of main's keys, or what the page gave. */
const kinds = { keys: 0, page: 1, end: 2 } as const

export interface Backups {
  readonly begin: (name: string, passphrase: string) => Promise<Result<SaveBegun, MakeBackupFailure>>
  readonly write: (ticket: number, bytes: Uint8Array) => Promise<Result<void, MakeBackupFailure>>
  readonly finish: (ticket: number) => Promise<Result<string, MakeBackupFailure>>
  readonly cancel: (ticket: number) => Promise<void>
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

type Making = Pick<Backups, 'begin' | 'write' | 'finish' | 'cancel'>

function createMaking({ session, saves, clock, random, cost }: BackupsDeps): Making {
  const writers = new Map<number, BackupWriter>()
  const end = (ticket: number): void => {
    writers.get(ticket)?.close()
    writers.delete(ticket)
  }
  const put = async (
    ticket: number,
    kind: (typeof kinds)[keyof typeof kinds],
    bytes: Uint8Array,
  ): Promise<Result<void, MakeBackupFailure>> => {
    const writer = writers.get(ticket)
    if (writer === undefined) return cancelled
    // One byte of each chunk says what it is.
    for (let at = 0; at === 0 || at < bytes.length; at += maxChunk - 1) {
      const plain = Buffer.concat([Uint8Array.of(kind), bytes.subarray(at, at + maxChunk - 1)])
      const written = await saves.write(ticket, writer.chunk(plain, kind === kinds.end))
      plain.fill(0)
      if (!written.ok) {
        end(ticket)
        return written
      }
    }
    return ok(undefined)
  }
  return {
    begin: async (name, passphrase) => {
      const open = session.current()
      if (open === undefined) return fail({ kind: 'locked' })
      const sealed = await open.sealed()
      if (!sealed.ok) return fail({ kind: 'keys', detail: sealed.failure.kind })
      const { user, username, displayName, relay } = open.vault.account()
      // As a reader wants it; a policy may have named the usual port.
      const home = relayOrigin(relay) ?? relay
      const about: BackupAbout = { user, username, displayName, relay: home, made: clock.now() }
      const begun = await saves.begin(name)
      if (!begun.ok) return begun
      const { ticket } = begun.value
      const writer = await createBackupWriter({ random, cost }, about, passphrase)
      writers.set(ticket, writer)
      const fronted = await saves.write(ticket, writer.front)
      const keys = sealed.value.exportKeys()
      const kept = fronted.ok ? await put(ticket, kinds.keys, keys) : fronted
      keys.fill(0)
      if (kept.ok) return begun
      end(ticket)
      return kept
    },
    write: (ticket, bytes) => put(ticket, kinds.page, bytes),
    finish: async (ticket) => {
      const ended = await put(ticket, kinds.end, new Uint8Array())
      if (!ended.ok) return ended
      end(ticket)
      return saves.finish(ticket)
    },
    cancel: async (ticket) => {
      end(ticket)
      await saves.cancel(ticket)
    },
  }
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

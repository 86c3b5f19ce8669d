/** Writes backups of the account of one seat, once or again and again. Rules BU*. */
import path from 'node:path'
import type { Clock } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type {
  BackupAbout,
  BackupRepeat,
  MakeBackupFailure,
  Repeat,
} from '../../core/bridge/backup-contract.ts'
import type { SaveBegun } from '../../core/bridge/saves-contract.ts'
import type { SealedService } from '../e2ee/sealed-service.ts'
import type { Keyring, KeyringFailure } from '../keyring/keyring.ts'
import { freePlace } from '../saves/in-folder.ts'
import type { Saves } from '../saves/saves.ts'
import type { OpenSession } from '../sign-in/open-session.ts'
import { relayOrigin } from '../sign-in/relay-origin.ts'
import type { PassphraseCost } from '../vault/passphrase.ts'
import {
  type BackupKey,
  type BackupWriter,
  createBackupWriter,
  maxChunk,
  newBackupKey,
} from './backup-file.ts'
import { endRepeat, keepRepeat, repeatOf, type RepeatRecord } from './repeat.ts'

export interface MakingDeps {
  readonly session: {
    readonly current: () => Pick<OpenSession, 'vault' | 'sealed' | 'keyring'> | undefined
  }
  readonly saves: Saves
  readonly clock: Pick<Clock, 'now'>
  readonly random: Random
  readonly cost: PassphraseCost
}

/** What the first byte of a chunk says of the rest: part of main's keys, or what the page gave. */
export const kinds = { keys: 0, page: 1, end: 2 } as const

export interface Making {
  readonly begin: (
    name: string,
    passphrase: string,
    every?: Repeat,
  ) => Promise<Result<SaveBegun, MakeBackupFailure>>
  readonly beginAgain: (name: string) => Promise<Result<SaveBegun, MakeBackupFailure>>
  readonly write: (ticket: number, bytes: Uint8Array) => Promise<Result<void, MakeBackupFailure>>
  readonly finish: (ticket: number) => Promise<Result<string, MakeBackupFailure>>
  readonly cancel: (ticket: number) => Promise<void>
  readonly repeat: () => Promise<BackupRepeat | undefined>
  readonly endRepeat: () => Promise<Result<void, MakeBackupFailure>>
}

interface Owner {
  readonly about: BackupAbout
  readonly service: Pick<SealedService, 'exportKeys'>
}

interface Job {
  readonly writer: BackupWriter
  /** Kept once it is finished; undefined if it is made this once. */
  readonly repeat: RepeatRecord | undefined
}

type Outcome = Result<void, MakeBackupFailure>

const cancelled = fail({ kind: 'cancelled' } as const)
const locked = fail({ kind: 'locked' } as const)

export function createMaking(deps: MakingDeps): Making {
  const { saves } = deps
  const writing = createWriting(deps)
  const { put, end, repeatOn } = writing
  const repeated = createRepeated(deps.session)
  return {
    ...createBeginning(deps, writing, repeated),
    write: (ticket, bytes) => put(ticket, kinds.page, bytes),
    finish: async (ticket) => {
      const repeat = repeatOn(ticket)
      const ended = await put(ticket, kinds.end, new Uint8Array())
      if (!ended.ok) return ended
      const saved = await saves.finish(ticket)
      // It is there, whatever becomes of its being made again: a failure of that is told all the same.
      const kept = saved.ok && repeat !== undefined ? await repeated.keep(repeat, saved.value) : ok(undefined)
      end(ticket)
      return kept.ok ? saved : kept
    },
    cancel: async (ticket) => {
      end(ticket)
      await saves.cancel(ticket)
    },
    repeat: async () => {
      const last = await repeated.read()
      if (!last.ok) return undefined
      const { every, folder, made, secret } = last.value
      secret.fill(0)
      return { every, folder, made }
    },
    endRepeat: repeated.end,
  }
}

function createBeginning(
  { session, saves, clock, random, cost }: MakingDeps,
  { front }: Writing,
  repeated: Repeated,
): Pick<Making, 'begin' | 'beginAgain'> {
  const owner = async (): Promise<Result<Owner, MakeBackupFailure>> => {
    const open = session.current()
    if (open === undefined) return locked
    const sealed = await open.sealed()
    if (!sealed.ok) return fail({ kind: 'keys', detail: sealed.failure.kind })
    return ok({ about: aboutOf(open, clock.now()), service: sealed.value })
  }
  return {
    begin: async (name, passphrase, every) => {
      const whose = await owner()
      if (!whose.ok) return whose
      const begun = await saves.begin(name)
      if (!begun.ok) return begun
      const key = await newBackupKey({ random, cost }, passphrase)
      const { made } = whose.value.about
      const folder = path.dirname(begun.value.place)
      const repeat = every && { ...key, secret: Uint8Array.from(key.secret), every, folder, made, files: [] }
      const fronted = await front(whose.value, begun.value, key, repeat)
      key.secret.fill(0)
      return fronted.ok ? begun : fronted
    },
    beginAgain: async (name) => {
      const whose = await owner()
      if (!whose.ok) return whose
      const last = await repeated.read()
      if (!last.ok) return last
      const repeat = { ...last.value, made: whose.value.about.made }
      const begun = await saves.beginAt(await freePlace(repeat.folder, name))
      if (!begun.ok) {
        repeat.secret.fill(0)
        return begun
      }
      const fronted = await front(whose.value, begun.value, repeat, repeat)
      return fronted.ok ? begun : fronted
    },
  }
}

interface Writing {
  /** Writes whose it is, and the keys; a failure ends it. `key` stays with who gave it. */
  readonly front: (
    owner: Owner,
    begun: SaveBegun,
    key: BackupKey,
    repeat: RepeatRecord | undefined,
  ) => Promise<Outcome>
  readonly put: (
    ticket: number,
    kind: (typeof kinds)[keyof typeof kinds],
    bytes: Uint8Array,
  ) => Promise<Outcome>
  readonly repeatOn: (ticket: number) => RepeatRecord | undefined
  readonly end: (ticket: number) => void
}

function createWriting({ saves, random }: Pick<MakingDeps, 'saves' | 'random'>): Writing {
  const jobs = new Map<number, Job>()
  const end: Writing['end'] = (ticket) => {
    const job = jobs.get(ticket)
    jobs.delete(ticket)
    job?.writer.close()
    job?.repeat?.secret.fill(0)
  }
  const put: Writing['put'] = async (ticket, kind, bytes) => {
    const writer = jobs.get(ticket)?.writer
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
    front: async ({ about, service }, { ticket }, key, repeat) => {
      const writer = createBackupWriter(random, about, key)
      jobs.set(ticket, { writer, repeat })
      const fronted = await saves.write(ticket, writer.front)
      const keys = service.exportKeys()
      const kept = fronted.ok ? await put(ticket, kinds.keys, keys) : fronted
      keys.fill(0)
      if (kept.ok) return kept
      end(ticket)
      await saves.cancel(ticket)
      return kept
    },
    put,
    repeatOn: (ticket) => jobs.get(ticket)?.repeat,
    end,
  }
}

interface Repeated {
  /** `cancelled` if there is none. */
  readonly read: () => Promise<Result<RepeatRecord, MakeBackupFailure>>
  readonly keep: (repeat: RepeatRecord, place: string) => Promise<Outcome>
  readonly end: () => Promise<Outcome>
}

/** What the keyring knows of the one that is made again. */
function createRepeated(session: MakingDeps['session']): Repeated {
  const inKeyring = async <Value>(
    ask: (keyring: Keyring) => Promise<Result<Value, KeyringFailure>>,
  ): Promise<Result<Value, MakeBackupFailure>> => {
    const open = session.current()
    if (open === undefined) return locked
    const opened = await open.keyring()
    const outcome = opened.ok ? await ask(opened.value) : opened
    return outcome.ok ? outcome : fail({ kind: 'keys', detail: outcome.failure.kind })
  }
  return {
    read: async () => {
      const record = await inKeyring(async (keyring) => ok(repeatOf(keyring)))
      if (!record.ok) return record
      return record.value === undefined ? cancelled : ok(record.value)
    },
    keep: (repeat, place) => inKeyring((keyring) => keepRepeat(keyring, repeat, place)),
    end: () => inKeyring(endRepeat),
  }
}

function aboutOf({ vault }: Pick<OpenSession, 'vault'>, made: number): BackupAbout {
  const { user, username, displayName, relay } = vault.account()
  // As a reader wants it; a policy may have named the usual port.
  return { user, username, displayName, relay: relayOrigin(relay) ?? relay, made }
}

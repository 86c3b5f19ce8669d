/** Writes backups of the account of one seat, once or again and again. Rules BU*. */
import path from 'node:path'
import type { Clock } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type {
  BackupAbout,
  BackupRepeat,
  FilesHere,
  FilesWritten,
  MakeBackupFailure,
  Repeat,
} from '../../core/bridge/backup-contract.ts'
import type { SaveBegun } from '../../core/bridge/saves-contract.ts'
import type { Keyring, KeyringFailure } from '../keyring/keyring.ts'
import { freePlace } from '../saves/in-folder.ts'
import type { Saves } from '../saves/saves.ts'
import type { OpenSession } from '../sign-in/open-session.ts'
import { relayOrigin } from '../sign-in/relay-origin.ts'
import type { PassphraseCost } from '../vault/passphrase.ts'
import { newBackupKey } from './backup-file.ts'
import { kinds } from './records.ts'
import { endRepeat, keepRepeat, repeatOf, type RepeatRecord } from './repeat.ts'
import {
  bytesOf,
  createWriting,
  filesOf,
  type Outcome,
  type Owner,
  type Source,
  type Writing,
} from './writing.ts'

export interface MakingDeps {
  readonly session: {
    readonly current: () => Source | undefined
  }
  readonly saves: Saves
  readonly clock: Pick<Clock, 'now'>
  readonly random: Random
  readonly cost: PassphraseCost
}

export interface MakingAsk {
  readonly passphrase: string
  readonly withFiles: boolean
  readonly every?: Repeat | undefined
}

export interface Making {
  readonly filesHere: () => Promise<Result<FilesHere, MakeBackupFailure>>
  readonly begin: (name: string, ask: MakingAsk) => Promise<Result<SaveBegun, MakeBackupFailure>>
  readonly beginAgain: (name: string) => Promise<Result<SaveBegun, MakeBackupFailure>>
  readonly write: (ticket: number, bytes: Uint8Array) => Promise<Result<void, MakeBackupFailure>>
  readonly writeFiles: (ticket: number) => Promise<Result<FilesWritten, MakeBackupFailure>>
  /** With what is left of the files. */
  readonly finish: (ticket: number) => Promise<Result<string, MakeBackupFailure>>
  readonly cancel: (ticket: number) => Promise<void>
  readonly repeat: () => Promise<BackupRepeat | undefined>
  readonly endRepeat: () => Promise<Result<void, MakeBackupFailure>>
}

const cancelled = fail({ kind: 'cancelled' } as const)
const locked = fail({ kind: 'locked' } as const)

export function createMaking(deps: MakingDeps): Making {
  const { saves } = deps
  const writing = createWriting(deps)
  const { put, end, repeatOn, writeFiles } = writing
  const repeated = createRepeated(deps.session)
  return {
    filesHere: async () => {
      const open = deps.session.current()
      const all = open === undefined ? locked : await filesOf(open.files)
      return all.ok ? ok({ count: all.value.length, bytes: bytesOf(all.value) }) : all
    },
    ...createBeginning(deps, writing, repeated),
    write: (ticket, bytes) => put(ticket, kinds.page, bytes),
    writeFiles,
    finish: async (ticket) => {
      const repeat = repeatOn(ticket)
      for (;;) {
        const written = await writeFiles(ticket)
        if (!written.ok) return written
        if (written.value.done === written.value.total) break
      }
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
    return ok({ about: aboutOf(open, clock.now()), service: sealed.value, files: open.files })
  }
  return {
    begin: async (name, { passphrase, withFiles, every }) => {
      const whose = await owner()
      if (!whose.ok) return whose
      const begun = await saves.begin(name)
      if (!begun.ok) return begun
      const key = await newBackupKey({ random, cost }, passphrase)
      const { made } = whose.value.about
      const folder = path.dirname(begun.value.place)
      const secret = Uint8Array.from(key.secret)
      const repeat = every && { ...key, secret, every, folder, withFiles, made, files: [] }
      const fronted = await front(whose.value, begun.value, { key, withFiles, repeat })
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
      const fronted = await front(whose.value, begun.value, {
        key: repeat,
        withFiles: repeat.withFiles,
        repeat,
      })
      return fronted.ok ? begun : fronted
    },
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

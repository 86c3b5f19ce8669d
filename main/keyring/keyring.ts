/**
 * What sealed conversations must remember on this device: epoch keys, pinned lists, where each sealed log stands, counters.
 * Reads come from memory; a write is durable before it shows. Rules: `SPEC.md`.
 */
import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Defect } from '../../core/base/defect.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { encodeFrame } from '../records/frame.ts'
import {
  damagedMark,
  mendRecords,
  readRecords,
  type RecordFileDeps,
  type RecordFileFailure,
  recordFileFailure,
  rewriteRecords,
} from '../records/record-file.ts'
import { openTail, type Tail } from '../records/tail.ts'
import { applyChanges, type KeyringContents, liveBytes, recordsOf, withChanges } from './keyring-contents.ts'
import { type KeyringChange, keyringFormat } from './keyring-record.ts'

/** `locked`: it was closed. */
export type KeyringFailure = RecordFileFailure | { readonly kind: 'locked' }
/** `wrong-key`: the file is whole and of another vault; it is left as it is. */
export type OpenKeyringFailure =
  | RecordFileFailure
  | { readonly kind: 'wrong-key' }
  | { readonly kind: 'newer' }

type Outcome = Result<void, KeyringFailure>

export interface Keyring {
  /** Not a copy: wiped when the value is replaced, taken away, or the keyring closed. */
  readonly get: (key: string) => Uint8Array | undefined
  /** Those that begin with `prefix`, in no order. */
  readonly keys: (prefix: string) => ReadonlyArray<string>
  /** All of it or nothing. Durable, and to be read, once resolved. Values are copied. */
  readonly write: (changes: ReadonlyArray<KeyringChange>) => Promise<Outcome>
  /** Takes keys away so that the file does not hold their values any more, in no older record and no damaged copy. */
  readonly erase: (keys: ReadonlyArray<string>) => Promise<Outcome>
  /** Parts of the file could not be read as it was opened: keys may be missing, or be as they once were. */
  readonly isDamaged: boolean
  /** After what is under way. Wipes all values. */
  readonly close: () => Promise<void>
}

interface Job {
  readonly changes: ReadonlyArray<KeyringChange>
  readonly erases: boolean
  readonly settle: (outcome: Outcome) => void
}

/** More in one record would not fit into a frame. */
const maxWriteBytes = 64 * 1024 * 1024

export async function openKeyring(deps: RecordFileDeps): Promise<Result<Keyring, OpenKeyringFailure>> {
  try {
    const scan = await readRecords(deps, keyringFormat)
    if (scan === undefined) return fail({ kind: 'newer' })
    if (scan.records.length === 0 && scan.unopened > 0) return fail({ kind: 'wrong-key' })
    const contents: KeyringContents = new Map()
    for (const changes of scan.records) applyChanges(contents, changes)
    const length = await mendRecords(deps, keyringFormat, scan, recordsOf(contents))
    return ok(holdKeyring(deps, contents, openTail(deps, length), scan.damagedBytes > 0))
  } catch (error) {
    return fail(recordFileFailure(error))
  }
}

function holdKeyring(
  deps: RecordFileDeps,
  contents: KeyringContents,
  file: Tail,
  isDamaged: boolean,
): Keyring {
  const writer = createWriter(deps, contents, file)
  const jobs: Job[] = []
  let draining: Promise<void> | undefined
  let closed = false

  const drain = async (): Promise<void> => {
    while (jobs.length > 0) await writer.commit(jobs.splice(0))
    draining = undefined
  }
  const submit = (changes: ReadonlyArray<KeyringChange>, erases: boolean): Promise<Outcome> => {
    if (closed) return Promise.resolve(fail({ kind: 'locked' }))
    if (sizeOf(changes) > maxWriteBytes) throw new Defect('too much for one record')
    return new Promise((settle) => {
      jobs.push({ changes, erases, settle })
      draining ??= Promise.resolve().then(drain) // those of the same turn share a write
    })
  }

  return {
    get: (key) => contents.get(key),
    keys: (prefix) => [...contents.keys()].filter((key) => key.startsWith(prefix)),
    write: (changes) =>
      submit(
        changes.map(({ key, value }) => ({ key, value: value && Uint8Array.from(value) })),
        false,
      ),
    erase: (keys) =>
      submit(
        keys.map((key) => ({ key, value: undefined })),
        true,
      ),
    isDamaged,
    close: async () => {
      closed = true
      await draining
      await writer.close()
    },
  }
}

interface Writer {
  /** Settles every job. Never rejects. */
  readonly commit: (jobs: ReadonlyArray<Job>) => Promise<void>
  readonly close: () => Promise<void>
}

function createWriter(deps: RecordFileDeps, contents: KeyringContents, file: Tail): Writer {
  let compactFrom = deps.compactFrom

  const rewrite = async (next: KeyringContents): Promise<void> => {
    const before = file.length()
    await file.close() // a system that does not rename over an open file must find it closed
    try {
      file.setLength(await rewriteRecords(deps, keyringFormat, recordsOf(next)))
    } catch (error) {
      // The old file stands, as far as anybody can tell: what is added goes to its end.
      file.setLength((await stat(deps.file).catch(() => undefined))?.size ?? before)
      throw error
    }
  }
  const append = async (jobs: ReadonlyArray<Job>): Promise<void> => {
    const frames: Uint8Array[] = []
    let at = file.length()
    for (const { changes } of jobs) {
      const frame = encodeFrame(keyringFormat, deps.key, changes, at, deps.random)
      frames.push(frame)
      at += frame.length
    }
    try {
      await file.write(Buffer.concat(frames), true)
    } catch (error) {
      await file.mend().catch(() => undefined) // the next write, or closing, tries again
      throw error
    }
  }
  const compactIfWorthIt = async (): Promise<void> => {
    if (file.length() < compactFrom || liveBytes(contents) > file.length() / 2) return
    // No room for a second file, most likely: the one that is there serves on, and grows for a while.
    await rewrite(contents).catch(() => (compactFrom = file.length() * 2))
  }

  return {
    commit: async (jobs) => {
      const changes = jobs.flatMap((job) => job.changes)
      try {
        if (jobs.some(({ erases }) => erases)) {
          await removeCopies(deps.file)
          await rewrite(withChanges(contents, changes))
        } else await append(jobs)
      } catch (error) {
        const failure = recordFileFailure(error)
        for (const { value } of changes) value?.fill(0)
        for (const { settle } of jobs) settle(fail(failure))
        return
      }
      applyChanges(contents, changes)
      for (const { settle } of jobs) settle(ok(undefined))
      await compactIfWorthIt()
    },
    close: async () => {
      await file.mend().catch(() => undefined)
      await file.close()
      for (const value of contents.values()) value.fill(0)
      contents.clear()
    },
  }
}

/** Copies of damaged files hold what was erased since. */
async function removeCopies(file: string): Promise<void> {
  const [folder, name] = [path.dirname(file), path.basename(file)]
  for (const each of await readdir(folder)) {
    if (each.startsWith(`${name}${damagedMark}`)) await rm(path.join(folder, each))
  }
}

const sizeOf = (changes: ReadonlyArray<KeyringChange>): number =>
  changes.reduce((sum, { key, value }) => sum + key.length + (value?.length ?? 0), 0)

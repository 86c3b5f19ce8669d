import { constants } from 'node:fs'
import { copyFile, mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { bytesToHex } from '../../core/base/bytes.ts'
import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { OutboxContents } from '../../core/storage/outbox.ts'
import { replaceFile } from '../disk/replace-file.ts'
import { describeError, isFull, isMissing } from '../disk/system-error.ts'
import { sealingReady } from '../sealing/sealing.ts'
import { type Contents, createContents } from './contents.ts'
import { encodeFrame, fileHead, scanJournal } from './frame.ts'
import type { JournalRecord } from './record.ts'

/** What was wrong with a journal. `tail`: a write that a crash tore off, nothing that was ever promised. */
export type JournalDamage =
  | { readonly kind: 'tail'; readonly bytes: number }
  | { readonly kind: 'middle'; readonly bytes: number; readonly copy: string }

/** A file as the journal writes it; `FileHandle` is one. */
export interface JournalHandle {
  readonly write: (
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ) => Promise<{ readonly bytesWritten: number }>
  readonly datasync: () => Promise<void>
  readonly truncate: (length: number) => Promise<void>
  readonly close: () => Promise<void>
}

export interface JournalDeps {
  readonly file: string
  /** 32 bytes; not wiped here. */
  readonly key: Uint8Array
  readonly random: Random
  /** Opens a file that is there, for reading and writing. */
  readonly openFile: (file: string) => Promise<JournalHandle>
  readonly report: (damage: JournalDamage) => void
  /** A journal smaller than this is not worth compacting. */
  readonly compactFrom: number
}

export type JournalFileFailure =
  | { readonly kind: 'full' }
  | { readonly kind: 'failed'; readonly detail: string }

export interface Loaded {
  readonly contents: Contents
  readonly length: number
}

/** Reads the journal and mends it where it must: what could not be read is cut off, or kept aside as a copy. */
export async function loadJournal(deps: JournalDeps): Promise<Result<Loaded, JournalFileFailure>> {
  await sealingReady
  try {
    await mkdir(path.dirname(deps.file), { recursive: true, mode: 0o700 })
    const bytes = await readIfThere(deps.file)
    const scan = scanJournal(deps.key, bytes)
    if (scan === undefined) return fail({ kind: 'failed', detail: 'written by a later version' })
    const contents = createContents()
    scan.records.forEach(contents.apply)

    if (scan.damagedBytes === 0 && scan.end >= fileHead.length && !scan.isOld) {
      if (scan.end < bytes.length) await cutTail(deps, scan.end, bytes.length)
      return ok({ contents, length: scan.end })
    }
    if (scan.damagedBytes > 0) {
      const copy = `${deps.file}.damaged-${bytesToHex(deps.random.bytes(8))}`
      await copyFile(deps.file, copy, constants.COPYFILE_EXCL)
      deps.report({ kind: 'middle', bytes: scan.damagedBytes, copy })
    }
    return ok({ contents, length: await rewriteJournal(deps, contents.read()) })
  } catch (error) {
    return fail(journalFailure(error))
  }
}

/** Puts a journal in place that holds `contents` and nothing else; its length. Rejects with the system's error. */
export async function rewriteJournal(deps: JournalDeps, contents: OutboxContents): Promise<number> {
  const frames = [fileHead]
  let length = fileHead.length
  for (const record of recordsOf(contents)) {
    const frame = encodeFrame(deps.key, record, length, deps.random)
    frames.push(frame)
    length += frame.length
  }
  await replaceFile(deps.file, Buffer.concat(frames))
  return length
}

/** One record an entry: damage to one then costs no other. */
function* recordsOf(contents: OutboxContents): Generator<JournalRecord> {
  if (contents.counters.length > 0) yield { kind: 'counters', counters: contents.counters }
  for (const entry of contents.pending) yield { kind: 'append', entries: [entry] }
}

async function cutTail(deps: JournalDeps, end: number, length: number): Promise<void> {
  const handle = await deps.openFile(deps.file)
  try {
    await handle.truncate(end)
    await handle.datasync()
  } finally {
    await handle.close()
  }
  deps.report({ kind: 'tail', bytes: length - end })
}

async function readIfThere(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (error) {
    if (isMissing(error)) return new Uint8Array()
    throw error
  }
}

export const journalFailure = (error: unknown): JournalFileFailure =>
  isFull(error) ? { kind: 'full' } : { kind: 'failed', detail: describeError(error) }

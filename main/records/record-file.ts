/** Files of records as they lie on disk: read, mended, written anew. The end that grows is `tail.ts`. */
import { constants } from 'node:fs'
import { copyFile, mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { bytesToHex } from '../../core/base/bytes.ts'
import type { Random } from '../../core/base/random.ts'
import { replaceFile } from '../disk/replace-file.ts'
import { describeError, isFull, isMissing } from '../disk/system-error.ts'
import { sealingReady } from '../sealing/sealing.ts'
import { encodeFrame, headBytes, headOf, type RecordFormat, type Scan, scanRecords } from './frame.ts'

/** What was wrong with a file. `tail`: a write that a crash tore off, nothing that was ever promised. */
export type RecordDamage =
  | { readonly kind: 'tail'; readonly bytes: number }
  | { readonly kind: 'middle'; readonly bytes: number; readonly copy: string }

/** A file as records are written to it; `FileHandle` is one. */
export interface RecordHandle {
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

export interface RecordFileDeps {
  readonly file: string
  /** 32 bytes; not wiped here. */
  readonly key: Uint8Array
  readonly random: Random
  /** Opens a file that is there, for reading and writing. */
  readonly openFile: (file: string) => Promise<RecordHandle>
  readonly report: (damage: RecordDamage) => void
  /** A file smaller than this is not worth compacting. */
  readonly compactFrom: number
}

export type RecordFileFailure =
  | { readonly kind: 'full' }
  | { readonly kind: 'failed'; readonly detail: string }

/** Between the name of a file and the random part of a damaged copy's. */
export const damagedMark = '.damaged-'

/** Undefined if a later version of the app wrote it; a missing file is an empty one. Rejects with the system's error. */
export async function readRecords<Entry>(
  deps: RecordFileDeps,
  format: RecordFormat<Entry>,
): Promise<(Scan<Entry> & { readonly length: number }) | undefined> {
  await sealingReady
  await mkdir(path.dirname(deps.file), { recursive: true, mode: 0o700 })
  const bytes = await readIfThere(deps.file)
  const scan = scanRecords(format, deps.key, bytes)
  return scan && { ...scan, length: bytes.length }
}

/**
 * Makes a file that was read fit to be added to: what could not be read is cut off, or kept aside as a copy, and then
 * `anew` is what the file holds. Resolves to its length; rejects with the system's error.
 */
export async function mendRecords<Entry>(
  deps: RecordFileDeps,
  format: RecordFormat<Entry>,
  scan: Scan<Entry> & { readonly length: number },
  anew: Iterable<Entry>,
): Promise<number> {
  if (scan.damagedBytes === 0 && scan.end >= headBytes && !scan.isOld) {
    if (scan.end < scan.length) await cutTail(deps, scan.end, scan.length)
    return scan.end
  }
  if (scan.damagedBytes > 0) {
    const copy = `${deps.file}${damagedMark}${bytesToHex(deps.random.bytes(8))}`
    await copyFile(deps.file, copy, constants.COPYFILE_EXCL)
    deps.report({ kind: 'middle', bytes: scan.damagedBytes, copy })
  }
  return rewriteRecords(deps, format, anew)
}

/** Puts a file in place that holds `records` and nothing else; its length. Rejects with the system's error. */
export async function rewriteRecords<Entry>(
  deps: RecordFileDeps,
  format: RecordFormat<Entry>,
  records: Iterable<Entry>,
): Promise<number> {
  const frames = [headOf(format)]
  let length = headBytes
  for (const record of records) {
    const frame = encodeFrame(format, deps.key, record, length, deps.random)
    frames.push(frame)
    length += frame.length
  }
  await replaceFile(deps.file, Buffer.concat(frames))
  return length
}

async function cutTail(deps: RecordFileDeps, end: number, length: number): Promise<void> {
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

export const recordFileFailure = (error: unknown): RecordFileFailure =>
  isFull(error) ? { kind: 'full' } : { kind: 'failed', detail: describeError(error) }

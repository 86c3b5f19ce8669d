/**
 * A file of encrypted records, one added after another: magic 7 • version u8, then frames:
 *
 *   marker 4 • length u32 • CRC-32 of length and sealed u32 • sealed (length bytes); numbers are big-endian
 *
 * `sealed` is a record under the file's key, with the frame's place in the file as associated data: a frame cannot be
 * moved or repeated. The sum tells a torn write cheaply; the marker lets a reader find the next frame behind damage. A
 * frame is at most 80 MiB: the largest append that the bridge lets through, and its overhead.
 */
import { crc32 } from 'node:zlib'
import type { Random } from '../../core/base/random.ts'
import { seal, sealOverhead, unseal } from '../sealing/sealing.ts'

/** What tells one kind of file from another. */
export interface RecordFormat<Entry> {
  /** 7 ASCII characters. */
  readonly magic: string
  /** What is written. */
  readonly version: number
  /** What is read and written anew, beside `version`. */
  readonly oldVersions: ReadonlyArray<number>
  /** 4 ASCII characters. */
  readonly marker: string
  /** Keeps frames of one kind of file from being believed in another. */
  readonly purpose: string
  readonly encode: (record: Entry) => Uint8Array
  /** Undefined for anything that `encode` does not write. */
  readonly decode: (plain: Uint8Array) => Entry | undefined
}

const magicBytes = 7
const markerBytes = 4
const frameHeadBytes = markerBytes + 8
const maxSealedBytes = 80 * 1024 * 1024

export const headBytes: number = magicBytes + 1
export const headOf = ({ magic, version }: Pick<RecordFormat<never>, 'magic' | 'version'>): Uint8Array =>
  Buffer.concat([Buffer.from(magic), Uint8Array.of(version)])

/** `at`: where in the file the frame will stand. */
export function encodeFrame<Entry>(
  format: RecordFormat<Entry>,
  key: Uint8Array,
  record: Entry,
  at: number,
  random: Random,
): Uint8Array {
  const plain = format.encode(record)
  const sealed = seal(key, plain, placeOf(format, at), random)
  plain.fill(0)
  const head = Buffer.alloc(frameHeadBytes)
  head.write(format.marker)
  head.writeUInt32BE(sealed.length, markerBytes)
  head.writeUInt32BE(sumOf(head, sealed), markerBytes + 4)
  return Buffer.concat([head, sealed])
}

export interface Scan<Entry> {
  /** An earlier version of the app wrote it. */
  readonly isOld: boolean
  /** What could be read, in order. */
  readonly records: ReadonlyArray<Entry>
  /** Where the last whole frame ends: what follows is a write that a crash tore off. */
  readonly end: number
  /** Bytes between frames that no reader can make sense of, the last frame if it is whole but spoilt included. */
  readonly damagedBytes: number
  /** Frames that stand as they were written and do not open: with no `records`, the key is another one. */
  readonly unopened: number
}

/** Reads a file of records, whatever its bytes. Undefined if a later version of the app wrote it. */
export function scanRecords<Entry>(
  format: RecordFormat<Entry>,
  key: Uint8Array,
  file: Uint8Array,
): Scan<Entry> | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length)
  const named = bytes.length >= headBytes && bytes.toString('latin1', 0, magicBytes) === format.magic
  const found = named ? bytes[magicBytes] : format.version
  const isOld = found !== format.version
  if (isOld && !format.oldVersions.some((version) => version === found)) return undefined

  const marker = Buffer.from(format.marker)
  const records: Entry[] = []
  let damagedBytes = 0
  let unopened = 0
  let end = named ? headBytes : 0
  let at = end
  while (at < bytes.length) {
    const frame = readFrame(format, key, bytes, at)
    if (frame.kind === 'record') {
      records.push(frame.record)
      damagedBytes += at - end
      end = at + frame.length
      at = end
    } else {
      if (frame.kind === 'closed') unopened++
      const next = bytes.indexOf(marker, at + 1)
      at = next === -1 ? bytes.length : next
    }
  }
  if (end < bytes.length && !isTornWrite(marker, bytes.subarray(end))) damagedBytes += bytes.length - end
  return { isOld, records, end, damagedBytes, unopened }
}

type FrameRead<Entry> =
  | { readonly kind: 'record'; readonly record: Entry; readonly length: number }
  /** A whole frame with a right sum that the key does not open, or not here. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'none' }

function readFrame<Entry>(
  format: RecordFormat<Entry>,
  key: Uint8Array,
  bytes: Buffer,
  at: number,
): FrameRead<Entry> {
  const sealed = sealedAt(Buffer.from(format.marker), bytes, at)
  if (sealed === undefined) return { kind: 'none' }
  if (sumOf(bytes.subarray(at, at + frameHeadBytes), sealed) !== bytes.readUInt32BE(at + markerBytes + 4)) {
    return { kind: 'none' }
  }
  const plain = unseal(key, sealed, placeOf(format, at))
  if (plain === undefined) return { kind: 'closed' }
  const record = format.decode(plain)
  return record === undefined
    ? { kind: 'none' }
    : { kind: 'record', record, length: frameHeadBytes + sealed.length }
}

/** The sealed part of a frame at `at`, as far as its head can be believed; undefined if there is no whole frame. */
function sealedAt(marker: Buffer, bytes: Buffer, at: number): Buffer | undefined {
  if (at + frameHeadBytes > bytes.length || !bytes.subarray(at, at + markerBytes).equals(marker))
    return undefined
  const length = bytes.readUInt32BE(at + markerBytes)
  if (length < sealOverhead || length > maxSealedBytes) return undefined
  const from = at + frameHeadBytes
  return from + length > bytes.length ? undefined : bytes.subarray(from, from + length)
}

/** A frame that was never finished: it is shorter than it says, or the disk has no bytes for it yet. */
function isTornWrite(marker: Buffer, tail: Buffer): boolean {
  if (tail.every((byte) => byte === 0)) return true
  const begun = marker.subarray(0, Math.min(markerBytes, tail.length))
  return tail.subarray(0, begun.length).equals(begun) && sealedAt(marker, tail, 0) === undefined
}

function placeOf({ purpose }: Pick<RecordFormat<never>, 'purpose'>, at: number): Uint8Array {
  const place = Buffer.alloc(purpose.length + 8)
  place.write(purpose)
  place.writeBigUInt64BE(BigInt(at), purpose.length)
  return place
}

const sumOf = (head: Buffer, sealed: Uint8Array): number =>
  crc32(sealed, crc32(head.subarray(markerBytes, markerBytes + 4)))

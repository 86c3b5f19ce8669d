/**
 * The journal on disk: "TDGJRNL" • version u8, then frames one after another:
 *
 *   marker "TDJ!" • length u32 • CRC-32 of length and sealed u32 • sealed (length bytes); numbers are big-endian
 *
 * `sealed` is a record under the journal's key, with the frame's place in the file as associated data: a frame cannot be
 * moved or repeated. The sum tells a torn write cheaply; the marker lets a reader find the next frame behind damage. A
 * frame is at most 80 MiB: the largest append that the bridge lets through, and its overhead.
 *
 * Version 1 had no records that replace. It is read, and written anew as version 2 before anything is added: an app that
 * knows only version 1 then refuses the file, where it would have taken such a record for damage and gone on without it.
 */
import { crc32 } from 'node:zlib'
import type { Random } from '../../core/base/random.ts'
import { seal, sealOverhead, unseal } from '../sealing/sealing.ts'
import { decodeRecord, encodeRecord, type JournalRecord } from './record.ts'

const magic = Buffer.from('TDGJRNL')
const version = 2
const readable: ReadonlyArray<number | undefined> = [1, version]
export const fileHead: Uint8Array = Buffer.concat([magic, Uint8Array.of(version)])

const marker = Buffer.from('TDJ!')
const headBytes = marker.length + 8
const maxSealedBytes = 80 * 1024 * 1024
const purpose = Buffer.from('tidings/v1/journal')

export function encodeFrame(key: Uint8Array, record: JournalRecord, at: number, random: Random): Uint8Array {
  const plain = encodeRecord(record)
  const sealed = seal(key, plain, placeOf(at), random)
  const head = Buffer.alloc(headBytes)
  marker.copy(head)
  head.writeUInt32BE(sealed.length, marker.length)
  head.writeUInt32BE(sumOf(head, sealed), marker.length + 4)
  return Buffer.concat([head, sealed])
}

export interface JournalScan {
  /** An earlier version of the app wrote it. */
  readonly isOld: boolean
  /** What could be read, in order. */
  readonly records: ReadonlyArray<JournalRecord>
  /** Where the last whole frame ends: what follows is a write that a crash tore off. */
  readonly end: number
  /** Bytes between frames that no reader can make sense of, the last frame if it is whole but spoilt included. */
  readonly damagedBytes: number
}

/** Reads a journal, whatever its bytes. Undefined if a later version of the app wrote it. */
export function scanJournal(key: Uint8Array, file: Uint8Array): JournalScan | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length)
  const named = bytes.subarray(0, magic.length).equals(magic)
  if (named && bytes.length >= fileHead.length && !readable.includes(bytes[magic.length])) return undefined

  const records: JournalRecord[] = []
  const start = named && bytes.length >= fileHead.length ? fileHead.length : 0
  let damagedBytes = 0
  let end = start
  let at = start
  while (at < bytes.length) {
    const frame = readFrame(key, bytes, at)
    if (frame.kind === 'record') {
      records.push(frame.record)
      damagedBytes += at - end
      end = at + frame.length
      at = end
    } else {
      const next = bytes.indexOf(marker, at + 1)
      at = next === -1 ? bytes.length : next
    }
  }
  if (end < bytes.length && !isTornWrite(bytes.subarray(end))) damagedBytes += bytes.length - end
  const isOld = start > 0 && bytes[magic.length] !== version
  return { isOld, records, end, damagedBytes }
}

type FrameRead =
  | { readonly kind: 'record'; readonly record: JournalRecord; readonly length: number }
  | { readonly kind: 'none' }

function readFrame(key: Uint8Array, bytes: Buffer, at: number): FrameRead {
  const sealed = sealedAt(bytes, at)
  if (sealed === undefined) return { kind: 'none' }
  if (sumOf(bytes.subarray(at, at + headBytes), sealed) !== bytes.readUInt32BE(at + marker.length + 4)) {
    return { kind: 'none' }
  }
  const plain = unseal(key, sealed, placeOf(at))
  const record = plain && decodeRecord(plain)
  return record === undefined
    ? { kind: 'none' }
    : { kind: 'record', record, length: headBytes + sealed.length }
}

/** The sealed part of a frame at `at`, as far as its head can be believed; undefined if there is no whole frame. */
function sealedAt(bytes: Buffer, at: number): Buffer | undefined {
  if (at + headBytes > bytes.length || !bytes.subarray(at, at + marker.length).equals(marker))
    return undefined
  const length = bytes.readUInt32BE(at + marker.length)
  if (length < sealOverhead || length > maxSealedBytes) return undefined
  const from = at + headBytes
  return from + length > bytes.length ? undefined : bytes.subarray(from, from + length)
}

/** A frame that was never finished: it is shorter than it says, or the disk has no bytes for it yet. */
function isTornWrite(tail: Buffer): boolean {
  if (tail.every((byte) => byte === 0)) return true
  const begun = marker.subarray(0, Math.min(marker.length, tail.length))
  return tail.subarray(0, begun.length).equals(begun) && sealedAt(tail, 0) === undefined
}

function placeOf(at: number): Uint8Array {
  const place = Buffer.alloc(purpose.length + 8)
  purpose.copy(place)
  place.writeBigUInt64BE(BigInt(at), purpose.length)
  return place
}

const sumOf = (head: Buffer, sealed: Uint8Array): number =>
  crc32(sealed, crc32(head.subarray(marker.length, marker.length + 4)))

/**
 * Reads one CBOR map of what an op may hold (OP3, OP8), and sees on the way whether it is in deterministic encoding
 * (RFC 8949 §4.2.1), so that nobody has to encode again what was read.
 *
 *   item   = head: major type (3 bits), minor (5 bits) • argument: 0, 1, 2, 4 or 8 bytes • content
 *   major  = 0 natural number, 1 negative one, 2 bytes, 3 text, 4 array, 5 map, 6 tag, 7 false, true, null or a float
 *
 * No CBOR at all, here: tags, undefined and other simple values, NaN, infinities, integers beyond 2^53, arguments longer
 * than need be, indefinite lengths, too many arrays and maps, anything behind the map. Not canonical: keys that do not ascend
 * bytewise, arrays and maps as keys beside others (what writes ops cannot sort them), text that does not come back from UTF-8,
 * floats that are whole numbers or wider than need be.
 */
import { decode, encode, rfc8949EncodeOptions } from 'cborg'
import { decodeUtf8 } from 'lib0/string'
import { bytesEqual } from '../base/bytes.ts'
import type { Fields } from './field-readers.ts'
import { maxOpContainers } from './limits.ts'

export interface ReadMap {
  /** Byte strings in it are views of the bytes that were read. */
  readonly fields: Fields
  readonly isCanonical: boolean
}

/** Total. Undefined if the bytes are not one map of what an op may hold. */
export function readMap(bytes: Uint8Array): ReadMap | undefined {
  const reading: Reading = { bytes, at: 0, containers: 0, isCanonical: true }
  try {
    const fields = readItem(reading)
    const isWhole = fields instanceof Map && reading.at === bytes.length
    return isWhole ? { fields, isCanonical: reading.isCanonical } : undefined
  } catch (error) {
    if (error instanceof NotCbor) return undefined
    throw error
  }
}

class NotCbor extends Error {}

interface Reading {
  readonly bytes: Uint8Array
  at: number
  containers: number
  isCanonical: boolean
}

/** The stack is bounded by `maxOpContainers`. */
function readItem(reading: Reading): unknown {
  const start = reading.at
  const head = reading.bytes[reading.at++]
  if (head === undefined) throw new NotCbor()
  const minor = head & 0x1f
  switch (head >> 5) {
    case 0:
      return readArgument(reading, minor)
    case 1:
      return readNegative(reading, minor)
    case 2:
      return readBytes(reading, readArgument(reading, minor))
    case 3:
      return readText(reading, start, readArgument(reading, minor))
    case 4:
      return readArray(reading, readArgument(reading, minor))
    case 5:
      return readEntries(reading, readArgument(reading, minor))
    case 7:
      return readSimple(reading, start, minor)
    default:
      throw new NotCbor()
  }
}

/** The number that follows from the lower bits of a head: a value, a length or a count. */
function readArgument(reading: Reading, minor: number): number {
  if (minor < 24) return minor
  if (minor > 27) throw new NotCbor()
  const width = 1 << (minor - 24)
  const end = endOf(reading, width)
  let value = 0
  while (reading.at < end) value = value * 256 + (reading.bytes[reading.at++] ?? 0)
  const least = width === 1 ? 24 : 2 ** (width * 4) // what half the width holds need not be written in all of it
  if (value < least || value > Number.MAX_SAFE_INTEGER) throw new NotCbor()
  return value
}

function readNegative(reading: Reading, minor: number): number {
  const value = -1 - readArgument(reading, minor)
  if (!Number.isSafeInteger(value)) throw new NotCbor()
  return value
}

/** Where `length` bytes end; they are there. */
function endOf({ bytes, at }: Reading, length: number): number {
  if (length > bytes.length - at) throw new NotCbor()
  return at + length
}

function readBytes(reading: Reading, length: number): Uint8Array {
  const end = endOf(reading, length)
  const bytes = reading.bytes.subarray(reading.at, end)
  reading.at = end
  return bytes
}

const shortText = 32

/** `start` is where the head of the item is. */
function readText(reading: Reading, start: number, length: number): string {
  const end = endOf(reading, length)
  const text =
    (length <= shortText ? asciiText(reading.bytes, reading.at, end) : undefined) ??
    (reading.isCanonical ? utf8Text(reading.bytes.subarray(reading.at, end)) : undefined)
  reading.at = end
  if (text !== undefined) return text
  reading.isCanonical = false
  return String(decode(reading.bytes.subarray(start, end))) // drops the mark, and puts U+FFFD for what is no UTF-8
}

/** For short texts faster than a `TextDecoder`. Undefined if not all is ASCII. */
function asciiText(bytes: Uint8Array, start: number, end: number): string | undefined {
  let text = ''
  for (let at = start; at < end; at++) {
    const code = bytes[at] ?? 0
    if (code >= 0x80) return undefined
    text += String.fromCharCode(code)
  }
  return text
}

/** Undefined if the text would not come back as these bytes: no UTF-8, or a byte order mark in front. */
function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    const text = decodeUtf8(bytes)
    return text.startsWith('\uFEFF') ? undefined : text
  } catch {
    return undefined // slow, so once an op: what follows in it is no longer asked whether it is canonical
  }
}

/** An item takes a byte at least: a count beyond what is left is refused before anything is read. */
function countContainer(reading: Reading, leastBytes: number): void {
  reading.containers++
  if (reading.containers > maxOpContainers) throw new NotCbor()
  endOf(reading, leastBytes)
}

function readArray(reading: Reading, count: number): ReadonlyArray<unknown> {
  countContainer(reading, count)
  const items: Array<unknown> = []
  for (let index = 0; index < count; index++) items.push(readItem(reading))
  return items
}

/** A map and not an object: a key such as __proto__ stays a mere key. Of equal keys the last counts. */
function readEntries(reading: Reading, count: number): Fields {
  countContainer(reading, count * 2)
  const entries = new Map<unknown, unknown>()
  let lastKey = reading.at
  let lastEnd = reading.at
  for (let index = 0; index < count; index++) {
    const start = reading.at
    const key = readItem(reading)
    const end = reading.at
    if (count > 1 && (isContainer(key) || !ascends(reading.bytes, lastKey, lastEnd, start, end))) {
      reading.isCanonical = false
    }
    entries.set(key, readItem(reading))
    lastKey = start
    lastEnd = end
  }
  return entries
}

const isContainer = (key: unknown): boolean => Array.isArray(key) || key instanceof Map

/** Whether the bytes [left, leftEnd) come before those of [right, rightEnd). No item begins with another one. */
function ascends(bytes: Uint8Array, left: number, leftEnd: number, right: number, rightEnd: number): boolean {
  const length = Math.min(leftEnd - left, rightEnd - right)
  for (let index = 0; index < length; index++) {
    const difference = (bytes[left + index] ?? 0) - (bytes[right + index] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return leftEnd === left // nothing comes before the first key
}

function readSimple(reading: Reading, start: number, minor: number): unknown {
  switch (minor) {
    case 20:
      return false
    case 21:
      return true
    case 22:
      return null
    case 25:
    case 26:
    case 27:
      return readFloat(reading, start, 1 << (minor - 24))
    default:
      throw new NotCbor()
  }
}

/** No field of this version holds a float. What the shortest form of one is, is what the writer of ops makes of it. */
function readFloat(reading: Reading, start: number, width: number): number {
  reading.at = endOf(reading, width)
  const bytes = reading.bytes.subarray(start, reading.at)
  const value = Number(decode(bytes))
  if (!Number.isFinite(value)) throw new NotCbor()
  if (!bytesEqual(encode(value, rfc8949EncodeOptions), bytes)) reading.isCanonical = false
  return value
}

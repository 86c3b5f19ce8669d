/**
 * Reading bytes that a stranger wrote. lib0's own readers trust lengths: `readUint8Array` hands out a view that may
 * reach past the message into whatever lies behind it in the same ArrayBuffer (Node pools small buffers). These check
 * first. All throw `RangeError`; a decoder catches it once and answers with a failure.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Decoder } from 'lib0/decoding'
import { decodeUtf8, encodeUtf8 } from 'lib0/string'
import { type Id, idBytes, idFromBytes } from './ids.ts'

/** `length` bytes as a view of the input. */
export function readBytes(input: Decoder, length: number): Uint8Array {
  if (length > input.arr.length - input.pos) throw new RangeError('the bytes end early')
  return decoding.readUint8Array(input, length)
}

export function readByte(input: Decoder): number {
  if (input.pos >= input.arr.length) throw new RangeError('the bytes end early')
  return decoding.readUint8(input)
}

/** A byte that is 0 or 1. */
export function readBool(input: Decoder): boolean {
  const byte = readByte(input)
  if (byte > 1) throw new RangeError('neither true nor false')
  return byte === 1
}

/** A varUint up to 2^53 - 1 in its shortest form: one number, one encoding. */
export function readVarUint(input: Decoder): number {
  const from = input.pos
  const value = decoding.readVarUint(input)
  if (!Number.isSafeInteger(value)) throw new RangeError('a number past 2^53')
  if (input.pos - from > 1 && input.arr[input.pos - 1] === 0)
    throw new RangeError('a number with a padded end')
  return value
}

export const readVarBytes = (input: Decoder): Uint8Array => readBytes(input, readVarUint(input))

export function readVarBytesUpTo(input: Decoder, maxBytes: number): Uint8Array {
  const length = readVarUint(input)
  if (length > maxBytes) throw new RangeError('bytes over their limit')
  return readBytes(input, length)
}

/** UTF-8 text of at most `maxBytes` bytes. */
export function readText(input: Decoder, maxBytes: number): string {
  const length = readVarUint(input)
  if (length > maxBytes) throw new RangeError('a text over its limit')
  return decodeUtf8(readBytes(input, length)) // throws on what is not UTF-8
}

export const readId = <Minted extends Id>(input: Decoder, kind: (text: string) => Minted): Minted =>
  idFromBytes(kind, readBytes(input, idBytes))

export const writeText = (output: encoding.Encoder, text: string): void =>
  encoding.writeVarUint8Array(output, encodeUtf8(text))

/** `count` items, where each takes at least `itemBytes`: a count that cannot fit is refused before anything is made. */
export function readList<Item>(input: Decoder, itemBytes: number, read: () => Item): ReadonlyArray<Item> {
  const count = readVarUint(input)
  if (count * itemBytes > input.arr.length - input.pos) throw new RangeError('a list longer than its bytes')
  return Array.from({ length: count }, read)
}

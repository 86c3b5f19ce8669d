/**
 * Canonical CBOR (RFC 8949 §4.2.1) of what is hashed or signed: shortest forms, sorted keys, text in UTF-8. A value has one
 * encoding; every other is refused.
 */
import { decode, encode, rfc8949EncodeOptions } from 'cborg'
import * as v from 'valibot'
import { bytesEqual } from '../base/bytes.ts'
import { type Id, idBytes, idFromBytes } from '../protocol/ids.ts'

/** A copy: under Node cborg hands out Buffers for some sizes. */
export const encodeCanonical = (value: unknown): Uint8Array<ArrayBuffer> =>
  new Uint8Array(encode(value, rfc8949EncodeOptions))

/** Undefined for more than `maxBytes`, for another encoding and for what `schema` refuses. Never throws. */
export function decodeCanonical<Schema extends v.GenericSchema>(
  schema: Schema,
  bytes: Uint8Array,
  maxBytes: number,
): v.InferOutput<Schema> | undefined {
  if (bytes.length > maxBytes) return undefined
  try {
    const value: unknown = decode(bytes)
    // cborg takes longer forms, unsorted keys and text that is no UTF-8: writing it again shows them all.
    if (!bytesEqual(encodeCanonical(value), bytes)) return undefined
    const read = v.safeParse(schema, value)
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}

export const uint = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** A time, as 48 bits hold it. */
export const time = v.pipe(uint, v.maxValue(2 ** 48 - 1))

type Bytes = Uint8Array<ArrayBuffer>

/** Plain byte arrays, not the Buffers that cborg makes under Node. */
export const anyBytes: v.GenericSchema<Bytes, Bytes> = v.pipe(
  v.instance(Uint8Array),
  v.transform((bytes): Bytes => new Uint8Array(bytes)),
)
export const bytesOf = (length: number): v.GenericSchema<Bytes, Bytes> =>
  v.pipe(
    anyBytes,
    v.check((bytes) => bytes.length === length),
  )
export const idOf = <Minted extends Id>(kind: (text: string) => Minted): v.GenericSchema<Bytes, Minted> =>
  v.pipe(
    bytesOf(idBytes),
    v.transform((bytes) => idFromBytes(kind, bytes)),
  )

/** Whether each key is greater than the one before it: sorted, and none twice. */
export const isAscending = (keys: ReadonlyArray<string>): boolean =>
  keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') < key)

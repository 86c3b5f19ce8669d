/** Bytes in JSON: base64url without padding, in their one encoding. */
import { fromBase64UrlEncoded, toBase64UrlEncoded } from 'lib0/buffer'
import * as v from 'valibot'

/** The text of some bytes in a body or an answer. */
export const bytesToText = (bytes: Uint8Array): string => toBase64UrlEncoded(bytes)

const lengthOf = (bytes: number): number => Math.ceil((bytes * 4) / 3)

/** Up to `maxBytes` bytes. */
export const bytesUpTo = (maxBytes: number): v.GenericSchema<string, Uint8Array<ArrayBuffer>> =>
  v.pipe(
    v.string(),
    v.maxLength(lengthOf(maxBytes), 'too long'),
    v.regex(/^[A-Za-z0-9_-]*$/, 'not base64url'),
    v.transform((text) => ({ text, bytes: fromBase64UrlEncoded(text) })),
    v.check(({ text, bytes }) => toBase64UrlEncoded(bytes) === text, 'not base64url'),
    v.transform(({ bytes }) => bytes),
  )

/** So many bytes. */
export const bytesOf = (count: number): v.GenericSchema<string, Uint8Array<ArrayBuffer>> =>
  v.pipe(
    bytesUpTo(count),
    v.check((bytes) => bytes.length === count, `not ${count} bytes`),
  )

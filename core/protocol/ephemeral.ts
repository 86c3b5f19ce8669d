/**
 * What people do right now in a conversation, as the body of an ephemeral frame: CBOR, at most `maxEphemeralBytes`.
 * The relay passes it on unread, so that it can be sealed where the conversation is. What cannot be read is no news.
 */
import { decode, encode, rfc8949EncodeOptions } from 'cborg'
import * as v from 'valibot'
import { opIdSchema } from './id-schemas.ts'
import type { OpId } from './ids.ts'

export type Ephemeral =
  | {
      readonly kind: 'typing'
      /** False: the text was sent or taken back. */
      readonly on: boolean
      /** The thread in which it is written, if it is one. */
      readonly thread: OpId | undefined
    }
  /** Up to which place in the log the person has read. In sealed conversations alone: of open ones the relay tells. */
  | { readonly kind: 'read'; readonly seq: number }
  /** Up to which place this device has what is there, read or not. In sealed conversations alone. */
  | { readonly kind: 'arrived'; readonly seq: number }

const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const schema = v.variant('kind', [
  v.object({ kind: v.literal('typing'), on: v.boolean(), thread: v.optional(opIdSchema) }),
  v.object({ kind: v.literal('read'), seq }),
  v.object({ kind: v.literal('arrived'), seq }),
])

export const encodeEphemeral = (ephemeral: Ephemeral): Uint8Array =>
  encode(ephemeral, { ...rfc8949EncodeOptions, ignoreUndefinedProperties: true })

/** Undefined for what this version does not know. Never throws. */
export function decodeEphemeral(body: Uint8Array): Ephemeral | undefined {
  try {
    const read = v.safeParse(schema, decode(body))
    if (!read.success) return undefined
    const { output } = read
    return output.kind === 'typing' ? { ...output, thread: output.thread } : output
  } catch {
    return undefined
  }
}

/** How far another device of this person had verified a log: what the relay shows here must come by there. Rule CK4 in core/e2ee/SPEC.md. */
import * as v from 'valibot'
import type { Result } from '../../core/base/result.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { bytesOf, decodeCanonical, encodeCanonical, uint } from '../../core/sealed/canonical.ts'
import { hashBytes } from '../../core/sealed/entry-place.ts'
import type { Keyring, KeyringFailure } from '../keyring/keyring.ts'

/** A place, and the head of the log there. */
export interface LogFloor {
  readonly seq: number
  readonly head: Uint8Array
}

const schema = v.strictObject({ seq: uint, head: bytesOf(hashBytes) })
const maxBytes = 128
const keyOf = (conversation: ConversationId): string => `floor/${conversation}`

export function floorOf({ get }: Pick<Keyring, 'get'>, conversation: ConversationId): LogFloor | undefined {
  const bytes = get(keyOf(conversation))
  return bytes && decodeCanonical(schema, bytes, maxBytes)
}

export const raiseFloor = (
  { write }: Pick<Keyring, 'write'>,
  conversation: ConversationId,
  { seq, head }: LogFloor,
): Promise<Result<void, KeyringFailure>> =>
  write([{ key: keyOf(conversation), value: encodeCanonical({ seq, head }) }])

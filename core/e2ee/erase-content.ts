/**
 * What a writer leaves in place of a ciphertext that is given up: sealed like it, and signed, so that whoever reads the log for the
 * first time knows where the writer's ops go on, and that it was the writer who took them back. Rules CE10 to CE12.
 */
import { fail, type Result } from '../base/result.ts'
import { joinErased, nonceBytes, type SealedContent, standInText } from '../sealed/content-entry.ts'
import { signedText, tagBytes } from '../sealed/signed-text.ts'
import { concatBytes } from '../base/bytes.ts'
import { openPadded, type OpenFailure } from './open-content.ts'
import { pad } from './padded-text.ts'
import { encodePayload, type Payload } from './payload.ts'
import type { Primitives } from './primitives.ts'
import type { SealingKeys } from './seal-content.ts'

const associated = (id: Uint8Array): Uint8Array => concatBytes(tagBytes('tidings/v1/erased'), id)

/** The entry as it travels from now on. `left` is its payload with its ops as erased: never longer than the entry was. */
export function eraseContent(
  primitives: Primitives,
  { signing, message }: SealingKeys,
  entry: SealedContent,
  left: Payload,
): Uint8Array {
  const text = encodePayload(left)
  const nonce = primitives.random(nonceBytes)
  const ciphertext = primitives.xSeal(message, nonce, pad(text), associated(entry.id))
  const said = signedText('erased', standInText(entry.id, { nonce, ciphertext }, primitives.sha256))
  return joinErased(entry, { nonce, ciphertext, signature: primitives.sign(signing, said) })
}

/** Of a stand-in that its writer has signed. `message` is MK of the entry's device in the entry's epoch. */
export function openErased(
  primitives: Primitives,
  message: Uint8Array,
  { id, segment, standIn }: SealedContent,
): Result<Payload, OpenFailure> {
  if (standIn === undefined) return fail({ kind: 'erased' })
  const plain = primitives.xOpen(message, standIn.nonce, standIn.ciphertext, associated(id))
  const read = openPadded(primitives, plain, segment)
  return !read.ok || read.value.kind === 'content' ? read : fail({ kind: 'payload' })
}

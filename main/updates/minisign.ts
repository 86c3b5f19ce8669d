/**
 * Signatures as the tool minisign makes them, of the kind it makes today: Ed25519 over the BLAKE2b-512 of the file.
 *
 *   public key   base64("Ed" 2 • key id 8 • Ed25519 key 32)
 *   signature    a comment • base64("ED" 2 • key id 8 • signature 64) • "trusted comment: " text • base64(signature 64 over the first
 *                signature and the text)
 *
 * By libsodium, which minisign is made of too: Electron's own crypto (BoringSSL) has no BLAKE2b of 64 bytes. `sealingReady` must have
 * resolved. Rule UP1.
 */
import sodium from 'libsodium-wrappers-sumo'
import { bytesEqual } from '../../core/base/bytes.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'

export interface PublicKey {
  readonly id: Uint8Array
  readonly key: Uint8Array
}

export type MinisignFailure =
  /** No signature, or of a kind that is not made any more. */
  | { readonly kind: 'unsigned' }
  /** By none of the keys. */
  | { readonly kind: 'other-publisher' }
  /** By one of them, but not over these bytes. */
  | { readonly kind: 'changed' }

const kindBytes = 2
const idBytes = 8
const keyBytes = 32
const signatureBytes = 64
const hashBytes = 64
/** Of a whole signature file; the tool's own limit for comments is 8 KiB. */
export const maxSignatureBytes = 4_096

/** Undefined if it is none. The first line of the tool's file, a comment, may be there or not. */
export function readPublicKey(text: string): PublicKey | undefined {
  const bytes = fromBase64(text.trim().split('\n').at(-1)?.trim() ?? '')
  if (bytes?.length !== kindBytes + idBytes + keyBytes || !startsWith(bytes, 'Ed')) return undefined
  return { id: bytes.subarray(kindBytes, kindBytes + idBytes), key: bytes.subarray(kindBytes + idBytes) }
}

/** The trusted comment, if the signature is by one of `keys` and over these bytes. */
export function verifyMinisign(
  keys: ReadonlyArray<PublicKey>,
  signature: Uint8Array,
  message: Uint8Array,
): Result<string, MinisignFailure> {
  const read = readSignature(signature)
  if (read === undefined) return fail({ kind: 'unsigned' })
  const signer = keys.find(({ id }) => bytesEqual(id, read.id))
  if (signer === undefined) return fail({ kind: 'other-publisher' })
  const hash = sodium.crypto_generichash(hashBytes, message, null)
  const comment = new TextEncoder().encode(read.comment)
  const isSigned = (signed: Uint8Array, bytes: Uint8Array): boolean =>
    sodium.crypto_sign_verify_detached(signed, bytes, signer.key)
  if (!isSigned(read.signature, hash)) return fail({ kind: 'changed' })
  if (!isSigned(read.commentSignature, Buffer.concat([read.signature, comment])))
    return fail({ kind: 'changed' })
  return ok(read.comment)
}

interface Read {
  readonly id: Uint8Array
  readonly signature: Uint8Array
  readonly comment: string
  readonly commentSignature: Uint8Array
}

function readSignature(file: Uint8Array): Read | undefined {
  if (file.length > maxSignatureBytes) return undefined
  const text = readUtf8(file)
  const found =
    text === undefined
      ? undefined
      : /^untrusted comment: .*\n(.+)\ntrusted comment: (.*)\n(.+)\n?$/u.exec(text)
  const [, first = '', comment = '', second = ''] = found ?? []
  const head = fromBase64(first)
  const commentSignature = fromBase64(second)
  if (head?.length !== kindBytes + idBytes + signatureBytes || !startsWith(head, 'ED')) return undefined
  if (commentSignature?.length !== signatureBytes) return undefined
  const id = head.subarray(kindBytes, kindBytes + idBytes)
  return { id, signature: head.subarray(kindBytes + idBytes), comment, commentSignature }
}

function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Undefined unless it is base64 in the one way to write it. */
function fromBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}

const startsWith = (bytes: Uint8Array, letters: string): boolean =>
  Buffer.from(bytes.subarray(0, letters.length)).toString('latin1') === letters

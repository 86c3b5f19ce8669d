/**
 * What is signed, and how a use is kept apart from all others: Sign(tag, x) = Ed25519(tag ‖ 0x00 ‖ x). No tag is the
 * beginning of another with its zero, so no signature of one use can be shown as one of another.
 */
import { encodeUtf8 } from 'lib0/string'
import { concatBytes } from '../base/bytes.ts'

const tags = {
  entry: 'tidings/v1/entry',
  erased: 'tidings/v1/erased',
  list: 'tidings/v1/list',
  device: 'tidings/v1/device',
  leaf: 'tidings/v1/leaf',
  link: 'tidings/v1/link',
  ephemeral: 'tidings/v1/ephemeral',
} as const
export type SignedUse = keyof typeof tags

/** Any ASCII tag with the zero that ends it. */
export const tagBytes = (tag: string): Uint8Array<ArrayBuffer> => Uint8Array.from(encodeUtf8(`${tag}\0`))

const prefixes: Readonly<Record<SignedUse, Uint8Array>> = {
  entry: tagBytes(tags.entry),
  erased: tagBytes(tags.erased),
  list: tagBytes(tags.list),
  device: tagBytes(tags.device),
  leaf: tagBytes(tags.leaf),
  link: tagBytes(tags.link),
  ephemeral: tagBytes(tags.ephemeral),
}

/** The bytes that are signed for this use of `text`. */
export const signedText = (use: SignedUse, text: Uint8Array): Uint8Array<ArrayBuffer> =>
  concatBytes(prefixes[use], text)

/** Ed25519 as the rules need it. Everywhere libsodium's: four verifiers had four notions of what they accept. */
export interface Verifier {
  /** `crypto_sign_verify_detached`; false for anything of a wrong length, never a throw. */
  readonly verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean
  /** Whether 32 bytes are a canonical point of prime order: `crypto_core_ed25519_is_valid_point`. */
  readonly isSound: (publicKey: Uint8Array) => boolean
}

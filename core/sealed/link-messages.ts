/**
 * What two devices of one person say to each other over the relay's mailbox while the new one is linked (core/e2ee/linking.ts says
 * why in this order). The relay carries it unread.
 *
 *   1 commit:  new → old  kind u8 • commitment 32
 *   2 answer:  old → new  kind u8 • user 16 • identity 32 (U.pk) • sign 32 (its S.pk) • nonce 32
 *   3 reveal:  new → old  kind u8 • sign 32 (its S.pk) • key 32 (X25519, for this once) • nonce 32 • name
 *   4 secrets: old → new  kind u8 • part u8 • parts u8 • enc 32 (zeros but in part 0) • ciphertext
 *   5 typed:   old → new  kind u8: the code was typed, the person is asked once more
 *   6 cancel:  either     kind u8
 *
 * The last two are signs for the screens. Nothing is proved by them and nothing is released because of them.
 */
import { decodeUtf8, encodeUtf8 } from 'lib0/string'
import { bytesEqual, concatBytes } from '../base/bytes.ts'
import { idBytes, idFromBytes, idToBytes, type UserId, userId } from '../protocol/ids.ts'
import { publicKeyBytes } from './device-list.ts'
import { hashBytes } from './entry-place.ts'
import { createHeaderReader, type HeaderReader } from './header-bytes.ts'
import { maxDeviceNameBytes } from './limits.ts'

/** 1 MiB: the relay takes no more. */
export const maxLinkMessageBytes = 1_048_576
/** With the four before them they are the 8 that a slot holds. */
export const maxSecretParts = 4
export const linkNonceBytes = 32
/** What a message of secrets has beside its ciphertext. */
export const secretHeadBytes = 3 + publicKeyBytes

export interface LinkAnswer {
  readonly user: UserId
  readonly identity: Uint8Array
  readonly sign: Uint8Array
  readonly nonce: Uint8Array
}
export interface LinkReveal {
  readonly sign: Uint8Array
  readonly key: Uint8Array
  readonly nonce: Uint8Array
  readonly name: string
}
export interface LinkSecrets {
  readonly part: number
  readonly parts: number
  readonly enc: Uint8Array
  readonly ciphertext: Uint8Array
}

const kinds = { commit: 1, answer: 2, reveal: 3, secrets: 4, typed: 5, cancel: 6 } as const

export const encodeCommit = (commitment: Uint8Array): Uint8Array<ArrayBuffer> =>
  concatBytes(Uint8Array.of(kinds.commit), commitment)
export const encodeAnswer = ({ user, identity, sign, nonce }: LinkAnswer): Uint8Array<ArrayBuffer> =>
  concatBytes(Uint8Array.of(kinds.answer), idToBytes(user), identity, sign, nonce)
export const encodeReveal = ({ sign, key, nonce, name }: LinkReveal): Uint8Array<ArrayBuffer> =>
  concatBytes(Uint8Array.of(kinds.reveal), sign, key, nonce, encodeUtf8(name))
export const encodeSecrets = ({ part, parts, enc, ciphertext }: LinkSecrets): Uint8Array<ArrayBuffer> =>
  concatBytes(Uint8Array.of(kinds.secrets, part, parts), enc, ciphertext)

export const linkTyped: Uint8Array = Uint8Array.of(kinds.typed)
export const linkCancel: Uint8Array = Uint8Array.of(kinds.cancel)

/** What a message says it is; undefined for none of these. */
export function linkKind(bytes: Uint8Array): keyof typeof kinds | undefined {
  switch (bytes[0]) {
    case kinds.commit:
      return 'commit'
    case kinds.answer:
      return 'answer'
    case kinds.reveal:
      return 'reveal'
    case kinds.secrets:
      return 'secrets'
    case kinds.typed:
      return 'typed'
    case kinds.cancel:
      return 'cancel'
    default:
      return undefined
  }
}

/** Each is undefined for whatever is no message of its kind. None throws. */
export const decodeCommit = (bytes: Uint8Array): Uint8Array | undefined =>
  readerOf(bytes, kinds.commit, hashBytes, hashBytes)?.bytes(hashBytes)

export function decodeAnswer(bytes: Uint8Array): LinkAnswer | undefined {
  const length = idBytes + 2 * publicKeyBytes + linkNonceBytes
  const reader = readerOf(bytes, kinds.answer, length, length)
  return (
    reader && {
      user: idFromBytes(userId, reader.bytes(idBytes)),
      identity: reader.bytes(publicKeyBytes),
      sign: reader.bytes(publicKeyBytes),
      nonce: reader.bytes(linkNonceBytes),
    }
  )
}

export function decodeReveal(bytes: Uint8Array): LinkReveal | undefined {
  const fixed = 2 * publicKeyBytes + linkNonceBytes
  const reader = readerOf(bytes, kinds.reveal, fixed, fixed + maxDeviceNameBytes)
  if (reader === undefined) return undefined
  const [sign, key, nonce] = [
    reader.bytes(publicKeyBytes),
    reader.bytes(publicKeyBytes),
    reader.bytes(linkNonceBytes),
  ]
  const name = readName(bytes.subarray(1 + fixed))
  return name === undefined ? undefined : { sign, key, nonce, name }
}

export function decodeSecrets(bytes: Uint8Array): LinkSecrets | undefined {
  const reader = readerOf(bytes, kinds.secrets, secretHeadBytes - 1, maxLinkMessageBytes)
  if (reader === undefined) return undefined
  const [part, parts] = [reader.uint(1), reader.uint(1)]
  if (part >= parts || parts > maxSecretParts) return undefined
  return { part, parts, enc: reader.bytes(publicKeyBytes), ciphertext: bytes.slice(secretHeadBytes) }
}

function readerOf(bytes: Uint8Array, kind: number, least: number, most: number): HeaderReader | undefined {
  const length = bytes.length - 1
  const fits = bytes[0] === kind && length >= least && length <= most && bytes.length <= maxLinkMessageBytes
  return fits ? createHeaderReader(bytes.subarray(1)) : undefined
}

function readName(bytes: Uint8Array): string | undefined {
  try {
    const name = decodeUtf8(bytes)
    return bytesEqual(encodeUtf8(name), bytes) ? name : undefined
  } catch {
    return undefined
  }
}

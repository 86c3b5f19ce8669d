/**
 * The number that two people compare to know that no one sits between them: 60 digits, 30 a person, the same on both screens.
 * Made as Signal's NumericFingerprint: 5,200 rounds of SHA-512, so that a key with a given number is dear to look for.
 */
import { encodeUtf8 } from 'lib0/string'
import { bytesEqual, concatBytes } from '../base/bytes.ts'
import { idBytes, idFromBytes, idToBytes, type UserId, userId } from '../protocol/ids.ts'
import { publicKeyBytes } from '../sealed/device-list.ts'
import type { Primitives } from './primitives.ts'

type Sha512 = Pick<Primitives, 'sha512'>

const rounds = 5_200
const fingerprintVersion = Uint8Array.of(0, 0)

export interface Identity {
  readonly user: UserId
  /** U.pk. */
  readonly key: Uint8Array
}

/** 60 digits without spaces; which of the two asks makes no difference. */
export const safetyNumber = (hash: Sha512, one: Identity, other: Identity): string =>
  joinFingerprints(
    fingerprint(hash, idToBytes(one.user), one.key),
    fingerprint(hash, idToBytes(other.user), other.key),
  )

/** 30 digits of one person, by any stable name. @internal */
export function fingerprint({ sha512 }: Sha512, name: Uint8Array, key: Uint8Array): string {
  let digest = sha512(concatBytes(fingerprintVersion, key, name, key))
  for (let round = 1; round < rounds; round++) digest = sha512(concatBytes(digest, key))
  let digits = ''
  for (let group = 0; group < 6; group++) {
    const number = digest.subarray(group * 5, group * 5 + 5).reduce((sum, byte) => sum * 256 + byte, 0)
    digits += String(number % 100_000).padStart(5, '0')
  }
  return digits
}

/** @internal */
export const joinFingerprints = (one: string, other: string): string =>
  one < other ? one + other : other + one

/**
 * What the QR code holds, as text: "TIDINGS1:" and base32 of own user 16 • own key 32 • other user 16 • other key 32. Both whole
 * keys, so that a scan compares more than 60 digits could; base32 because a QR code holds capitals and digits densest.
 */
export const safetyQr = (own: Identity, other: Identity): string =>
  prefix + toBase32(concatBytes(idToBytes(own.user), own.key, idToBytes(other.user), other.key))

export type ScanOutcome =
  | 'match'
  /** The same two people, but one of the keys is another. */
  | 'mismatch'
  /** The code of somebody else, or of a conversation with somebody else. */
  | 'other-people'
  /** Of a newer version of the app. */
  | 'other-version'
  | 'unreadable'

/** What is scanned from the other's screen: there they are `own` and we are `other`. */
export function compareScan(scanned: string, own: Identity, other: Identity): ScanOutcome {
  const version = /^TIDINGS(\d+):/.exec(scanned)?.[1]
  if (version === undefined) return 'unreadable'
  if (version !== '1') return 'other-version'
  const bytes = fromBase32(scanned.slice(prefix.length))
  if (bytes?.length !== 2 * (idBytes + publicKeyBytes)) return 'unreadable'
  const [theirs, ours] = [
    bytes.subarray(0, idBytes + publicKeyBytes),
    bytes.subarray(idBytes + publicKeyBytes),
  ]
  const [they, we] = [readIdentity(theirs), readIdentity(ours)]
  if (they.user !== other.user || we.user !== own.user) return 'other-people'
  return bytesEqual(they.key, other.key) && bytesEqual(we.key, own.key) ? 'match' : 'mismatch'
}

const prefix = 'TIDINGS1:'

const readIdentity = (bytes: Uint8Array): Identity => ({
  user: idFromBytes(userId, bytes.subarray(0, idBytes)),
  key: bytes.subarray(idBytes),
})

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567' // RFC 4648

function toBase32(bytes: Uint8Array): string {
  let text = ''
  let [held, bits] = [0, 0]
  for (const byte of bytes) {
    held = held * 256 + byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet.charAt(Math.floor(held / 2 ** bits))
      held %= 2 ** bits
    }
  }
  return bits === 0 ? text : text + alphabet.charAt(held * 2 ** (5 - bits))
}

/** Undefined for another character, and for bits left over that are not zero. */
function fromBase32(text: string): Uint8Array | undefined {
  const bytes: number[] = []
  let [held, bits] = [0, 0]
  for (const digit of encodeUtf8(text)) {
    const value = alphabet.indexOf(String.fromCodePoint(digit))
    if (value < 0) return undefined
    held = held * 32 + value
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push(Math.floor(held / 2 ** bits))
    held %= 2 ** bits
  }
  return held === 0 && bits < 5 ? Uint8Array.from(bytes) : undefined
}

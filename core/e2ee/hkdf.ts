/** HKDF-SHA256 (RFC 5869), and the one way in which this app derives a key from another. */
import { concatBytes } from '../base/bytes.ts'
import { Defect } from '../base/defect.ts'
import { tagBytes } from '../sealed/signed-text.ts'
import { keyBytes, type Primitives } from './primitives.ts'

type Hmac = Pick<Primitives, 'hmacSha256'>

const hashLength = 32

export const hkdfExtract = ({ hmacSha256 }: Hmac, salt: Uint8Array, secret: Uint8Array): Uint8Array =>
  hmacSha256(salt.length === 0 ? new Uint8Array(hashLength) : salt, secret)

/** `length` is at most 255 · 32. */
export function hkdfExpand(
  { hmacSha256 }: Hmac,
  key: Uint8Array,
  info: Uint8Array,
  length: number,
): Uint8Array {
  if (length > 255 * hashLength) throw new Defect('more than HKDF can give')
  const out = new Uint8Array(length)
  let block: Uint8Array = new Uint8Array()
  for (let index = 0; index * hashLength < length; index++) {
    block = hmacSha256(key, concatBytes(block, info, Uint8Array.of(index + 1)))
    out.set(block.subarray(0, length - index * hashLength), index * hashLength)
  }
  return out
}

/** KDF(k, tag, ctx) = HKDF-SHA256(ikm = k, no salt, info = tag ‖ 0x00 ‖ ctx, 32 bytes). Each use has its own tag. */
export function deriveKey(
  primitives: Hmac,
  secret: Uint8Array,
  tag: string,
  context: Uint8Array,
): Uint8Array {
  const extracted = hkdfExtract(primitives, new Uint8Array(), secret)
  return hkdfExpand(primitives, extracted, concatBytes(tagBytes(tag), context), keyBytes)
}

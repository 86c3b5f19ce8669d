/**
 * The recovery code as people keep it: 160 random bits as 32 characters of Crockford's base32 (no I, L, O or U), in groups of
 * four, and a group that checks them: the first 20 bits of SHA-256("tidings/v1/recovery-check" ‖ 0 ‖ code).
 */
import { concatBytes } from '../base/bytes.ts'
import { fail, ok, type Result } from '../base/result.ts'

const recoveryCodeBytes = 20
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeDigits = 32
const checkDigits = 4
const checkTag = Uint8Array.from('tidings/v1/recovery-check\0', (character) => character.charCodeAt(0))

interface Hash {
  readonly sha256: (text: Uint8Array) => Uint8Array
}

/** A character that no code has, a wrong number of them, or a check group that does not fit: mistyped. */
interface CodeFailure {
  readonly kind: 'character' | 'length' | 'check'
}

/** Nine groups of four with dashes between them. `code`: 20 bytes. @internal */
export function formatRecoveryCode(hash: Hash, code: Uint8Array): string {
  const all = toDigits(code, codeDigits) + checkOf(hash, code)
  return (all.match(/.{4}/g) ?? []).join('-')
}

/** Reads a code as people type it: any case, spaces and dashes anywhere, O for 0, I and L for 1. */
export function parseRecoveryCode(hash: Hash, typed: string): Result<Uint8Array, CodeFailure> {
  const text = typed
    .toUpperCase()
    .replaceAll(/[\s\u2010-\u2015-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  if (/[^0-9A-HJKMNP-TV-Z]/.test(text)) return fail({ kind: 'character' })
  if (text.length !== codeDigits + checkDigits) return fail({ kind: 'length' })
  const code = fromDigits(text.slice(0, codeDigits))
  return text.slice(codeDigits) === checkOf(hash, code) ? ok(code) : fail({ kind: 'check' })
}

const checkOf = ({ sha256 }: Hash, code: Uint8Array): string =>
  toDigits(sha256(concatBytes(checkTag, code)).subarray(0, 3), checkDigits)

/** The first `count` groups of five bits. */
function toDigits(bytes: Uint8Array, count: number): string {
  let text = ''
  for (let place = 0; place < count; place++) {
    const bit = place * 5
    const pair = (bytes[bit >> 3] ?? 0) * 256 + (bytes[(bit >> 3) + 1] ?? 0)
    text += digits.charAt((pair >> (11 - (bit & 7))) & 31)
  }
  return text
}

function fromDigits(text: string): Uint8Array {
  const code = new Uint8Array(recoveryCodeBytes)
  for (let place = 0; place < text.length; place++) {
    const bit = place * 5
    const value = digits.indexOf(text.charAt(place)) << (11 - (bit & 7))
    code[bit >> 3] = (code[bit >> 3] ?? 0) | (value >> 8)
    if ((bit >> 3) + 1 < code.length) code[(bit >> 3) + 1] = (code[(bit >> 3) + 1] ?? 0) | (value & 0xff)
  }
  return code
}

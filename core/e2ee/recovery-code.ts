/**
 * The recovery code as people keep it: 160 random bits as 32 characters of Crockford's base32 (no I, L, O or U), in groups of
 * four, and a group that checks them.
 *
 *   K3QF-9T2M-…-ABCD  8 groups of the code • 1 group: the first 20 bits of SHA-256("tidings/v1/recovery-check" ‖ 0 ‖ code)
 */
import { concatBytes } from '../base/bytes.ts'
import { Defect } from '../base/defect.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { tagBytes } from '../sealed/signed-text.ts'
import type { Primitives } from './primitives.ts'

export const recoveryCodeBytes = 20
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeDigits = 32
const checkDigits = 4

export type CodeFailure =
  /** What is no digit of a code: the first such character. */
  | { readonly kind: 'character'; readonly found: string }
  /** So many digits instead of 36. */
  | { readonly kind: 'length'; readonly found: number }
  /** Mistyped somewhere: the check group does not fit. */
  | { readonly kind: 'check' }

/** Nine groups of four with dashes between them. Throws `Defect` for anything but 20 bytes. */
export function formatRecoveryCode(primitives: Pick<Primitives, 'sha256'>, code: Uint8Array): string {
  if (code.length !== recoveryCodeBytes) throw new Defect('no recovery code')
  const all = toDigits(code, codeDigits) + checkOf(primitives, code)
  return (all.match(/.{4}/g) ?? []).join('-')
}

/** Reads a code as people type it: any case, spaces and dashes anywhere, O for 0, I and L for 1. */
export function parseRecoveryCode(
  primitives: Pick<Primitives, 'sha256'>,
  typed: string,
): Result<Uint8Array, CodeFailure> {
  const text = typed
    .toUpperCase()
    .replaceAll(/[\s\u2010-\u2015-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  const strange = Array.from(text).find((character) => !digits.includes(character))
  if (strange !== undefined) return fail({ kind: 'character', found: strange })
  if (text.length !== codeDigits + checkDigits) return fail({ kind: 'length', found: text.length })
  const code = fromDigits(text.slice(0, codeDigits))
  return text.slice(codeDigits) === checkOf(primitives, code) ? ok(code) : fail({ kind: 'check' })
}

const checkTag = tagBytes('tidings/v1/recovery-check')

const checkOf = ({ sha256 }: Pick<Primitives, 'sha256'>, code: Uint8Array): string =>
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

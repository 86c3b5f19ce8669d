/**
 * The recovery code as a person writes it down: 160 bits as 32 characters of Crockford's base 32, and a check group of 4 that
 * tells a slip of the pen from a code of another vault; nine groups of four.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '../base/bytes.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeBytes = 20
const codeCharacters = 32
const checkCharacters = 4
const groupCharacters = 4
const tag = Uint8Array.from('tidings/v1/recovery-check\0', (character) => character.charCodeAt(0))

/** `bytes`: 20. @internal */
export function writeRecoveryCode(bytes: Uint8Array): string {
  const text = toBase32(bytes) + checkOf(bytes)
  return text.match(new RegExp(`.{${groupCharacters}}`, 'g'))?.join('-') ?? text
}

/** The 20 bytes of a code, however it was grouped and cased, with O for 0 and I or L for 1. Undefined for a mistyped one. */
export function readRecoveryCode(text: string): Uint8Array | undefined {
  const plain = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  if (plain.length !== codeCharacters + checkCharacters) return undefined
  const bytes = fromBase32(plain.slice(0, codeCharacters))
  return bytes !== undefined && checkOf(bytes) === plain.slice(codeCharacters) ? bytes : undefined
}

const checkOf = (bytes: Uint8Array): string =>
  toBase32(sha256(concatBytes(tag, bytes)).subarray(0, 5)).slice(0, checkCharacters)

/** Every 5 bytes are 8 characters. */
function toBase32(bytes: Uint8Array): string {
  let text = ''
  let [held, bits] = [0, 0]
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    for (; bits >= 5; bits -= 5) text += alphabet[(held >> (bits - 5)) & 31]
    held &= 31
  }
  return text
}

function fromBase32(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(codeBytes)
  let [held, bits, at] = [0, 0, 0]
  for (const character of text) {
    const value = alphabet.indexOf(character)
    if (value === -1) return undefined
    held = (held << 5) | value
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (held >> bits) & 255
      held &= 255
    }
  }
  return bytes
}

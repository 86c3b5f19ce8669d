/**
 * Recovery codes as people type them: Crockford's base 32, 32 characters and a check group of 4. Whether the check group
 * fits is for the vault to say.
 */
import { fail, ok, type Result } from '../../../core/base/result.ts'

const codeLength = 36
export const groupSize = 4

export type CodeProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-short'; readonly missing: number }
  | { readonly kind: 'too-long'; readonly extra: number }
  /** `group` counts from 1. */
  | { readonly kind: 'not-of-a-code'; readonly character: string; readonly group: number }

const alphabet = /^[0-9A-HJKMNP-TV-Z]$/u

/**
 * The code in its one form: capitals, no separators. Spaces, dashes and dots are passed over, wherever they stand; O is
 * read as 0, I and L as 1, as Crockford has it.
 */
export function readRecoveryCode(text: string): Result<string, CodeProblem> {
  const characters = Array.from(readCharacters(text))
  if (characters.length === 0) return fail({ kind: 'empty' })
  const strange = characters.findIndex((character) => !alphabet.test(character))
  const character = characters[strange]
  if (character !== undefined) {
    return fail({ kind: 'not-of-a-code', character, group: Math.floor(strange / groupSize) + 1 })
  }
  if (characters.length < codeLength) {
    return fail({ kind: 'too-short', missing: codeLength - characters.length })
  }
  if (characters.length > codeLength) return fail({ kind: 'too-long', extra: characters.length - codeLength })
  return ok(characters.join(''))
}

/** As much of it as can be read: for a group alone. */
export const readCharacters = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}._:]+/gu, '')
    .replace(/O/gu, '0')
    .replace(/[IL]/gu, '1')

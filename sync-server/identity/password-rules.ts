/**
 * What a new password may not be besides short (rule AU14; NIST SP 800-63B 3.1.1.2): one that is tried first. The list is that of
 * `@zxcvbn-ts/language-common` 4.1.3 (MIT, its text lies beside the list): of 49,233 passwords from breaches all that have
 * 12 characters or more, and the 6,000 most used ones that could stand in a longer one.
 */
import { readFileSync } from 'node:fs'

export interface PasswordOwner {
  readonly username: string
  readonly email?: string | undefined
}

/** True if guessing would find it soon. */
export type IsWeakPassword = (password: string, owner: PasswordOwner) => boolean

/** Besides a name so many characters have to be there. */
const leastBesideName = 8
const leastDifferent = 5
const product = 'tidings'
const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
]

export function createPasswordRules(): IsWeakPassword {
  const list = new URL('common-passwords.txt', import.meta.url)
  const common = new Set(readFileSync(list, 'utf8').split('\n').filter(Boolean))
  return (password, { username, email }) => {
    const plain = password.normalize('NFKC').toLowerCase()
    const names = [username, email?.split('@')[0], product]
    return (
      new Set(plain).size < leastDifferent ||
      isRepeated(plain) ||
      isSequence(plain) ||
      isCommon(plain, common) ||
      names.some((name) => name !== undefined && isName(plain, name.toLowerCase()))
    )
  }
}

/** One of the list, maybe with digits and signs around it, or some of its letters written as digits. */
const isCommon = (plain: string, common: ReadonlySet<string>): boolean =>
  [plain, unleet(plain)].some((each) => common.has(each) || common.has(withoutEnds(each))) ||
  common.has(unleet(withoutEnds(plain)))

const withoutEnds = (text: string): string => text.replace(/^[^\p{L}]+/u, '').replace(/[^\p{L}]+$/u, '')

const letters: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}
const unleet = (text: string): string => text.replaceAll(/[013457@$!]/g, (sign) => letters[sign] ?? sign)

/** `abcabcabcabc`, the last time maybe cut short. */
function isRepeated(text: string): boolean {
  for (let length = 1; length <= text.length / 2; length++) {
    if (text.slice(length) === text.slice(0, -length)) return true
  }
  return false
}

/** Nearly every character stands beside the one before it, in the alphabet or on a keyboard. */
function isSequence(text: string): boolean {
  const pairs = text.length - 1
  let beside = 0
  for (let at = 0; at < pairs; at++) {
    const pair = text.slice(at, at + 2)
    const back = `${pair.slice(1)}${pair.slice(0, 1)}`
    if (rows.some((row) => row.includes(pair) || row.includes(back))) beside++
  }
  return beside >= pairs * 0.8
}

const isName = (plain: string, name: string): boolean =>
  name.length >= 3 && plain.includes(name) && plain.replaceAll(name, '').length < leastBesideName

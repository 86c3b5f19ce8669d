import type { Id } from '../../core/protocol/ids.ts'

const hues = 18

/** One of 18 hues in degrees, from the first eight hex digits of an id. */
export const hueOf = (id: Id): number => (Number.parseInt(id.slice(0, 8), 16) % hues) * (360 / hues)

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The first letters of the first and last word of `name`, or of its only word; whole graphemes, never half an emoji. */
export function initialsOf(name: string): string {
  const parts = name.split(/[\s._-]+/u).flatMap((part) => part.match(/[\p{L}\p{N}\p{Emoji}].*/u) ?? [])
  const ends = parts.length > 1 ? [parts.at(0), parts.at(-1)] : parts
  const [first = '', last = ''] = ends.map((part = '') => firstLetter(part))
  return first + (joins(first) && joins(last) ? apart : '') + last || '?'
}

/** Letters of such a script would be drawn as one word. */
const joins = (letter: string): boolean => /\p{Script=Arabic}/u.test(letter)
const apart = '\u200C' // ZERO WIDTH NON-JOINER

function firstLetter(part: string): string {
  // Most names begin plainly, and segmenting is slow for what is drawn with each group of messages.
  if (/^[A-Za-z0-9](?!\P{ASCII})/u.test(part)) return part.charAt(0).toUpperCase()
  const [first] = letters.segment(part)
  return first === undefined ? '' : first.segment.toLocaleUpperCase()
}

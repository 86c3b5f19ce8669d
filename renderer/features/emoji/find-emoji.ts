import type { Emoji } from './emoji-data.ts'

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[\s_:-]+/gu, ' ')
    .trim()

/**
 * How well an emoji fits what is looked for, the least best: a name as a whole, its beginning, the beginning of a word, a tag.
 * Undefined if not at all.
 */
function distance({ label, names, tags }: Emoji, sought: string): number | undefined {
  const called = [...names, label].map(plain)
  if (called.includes(sought)) return 0
  if (called.some((name) => name.startsWith(sought))) return 1
  const words = called.join(' ').split(' ')
  if (sought.split(' ').every((part) => words.some((word) => word.startsWith(part)))) return 2
  const all = [...words, ...tags.map(plain)]
  return sought.split(' ').every((part) => all.some((word) => word.startsWith(part))) ? 3 : undefined
}

/** Best first, among equals in their own order; all of them for an empty text. */
export function findEmoji(emojis: ReadonlyArray<Emoji>, text: string): ReadonlyArray<Emoji> {
  const sought = plain(text)
  if (sought === '') return emojis
  const found = emojis.flatMap((emoji) => {
    const far = distance(emoji, sought)
    return far === undefined ? [] : [{ emoji, far }]
  })
  return found.toSorted((left, right) => left.far - right.far).map(({ emoji }) => emoji)
}

/** `tone`: 0 for none, 1 to 5 from light to dark. */
export const withTone = ({ emoji, tones }: Emoji, tone: number): string => tones[tone - 1] ?? emoji

/** Graphemes of a name that are shown where it is one of several in a line. */
const limit = 24

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** `name`, cut where it is so long that what is said of the person would not be seen; never within a grapheme. */
export function shortName(name: string): string {
  if (name.length <= limit) return name
  const all = Array.from(letters.segment(name), ({ segment }) => segment)
  return all.length <= limit ? name : `${all.slice(0, limit).join('').trimEnd()}…`
}

/** Finds among the names of everything what a person means by a few letters. */
import { foldText } from '../../../core/search/fold-text.ts'

export interface Findable {
  /** The same thing always has the same. */
  readonly key: string
  readonly label: string
  /** Other words that find it. */
  readonly also?: string
}

export interface Prepared<Item extends Findable> {
  readonly item: Item
  readonly folded: string
  readonly words: ReadonlyArray<string>
  /** So many of both are of its label. */
  readonly own: { readonly letters: number; readonly words: number }
}

const wordsOf = (folded: string): ReadonlyArray<string> =>
  folded.split(/[\s\-_./#@:：]+/u).filter((word) => word !== '')

export const prepare = <Item extends Findable>(items: ReadonlyArray<Item>): ReadonlyArray<Prepared<Item>> =>
  items.map((item) => {
    const folded = foldText(`${item.label} ${item.also ?? ''}`).trim()
    const label = foldText(item.label).trim()
    return {
      item,
      folded,
      words: wordsOf(folded),
      own: { letters: label.length, words: wordsOf(label).length },
    }
  })

/**
 * The best first: whole beginnings before beginnings of words, those of the label before those of other words that find it, before what
 * stands within, and letters of the label in their order last, from the beginning of a word on; of equals the one used last (`recent`, newest first), then the shorter one. Nothing typed: the recent ones, then all in their order. `isByName`:
 * what must be meant to be come upon. Letters in their order will not do for it, and where no word of its label is begun it stands behind all else.
 */
export function rank<Item extends Findable>(
  all: ReadonlyArray<Prepared<Item>>,
  typed: string,
  recent: ReadonlyArray<string>,
  limit: number,
  isByName: (item: Item) => boolean = () => false,
): ReadonlyArray<Item> {
  const asked = foldText(typed).trim()
  const places = new Map(recent.map((key, index) => [key, index]))
  const placeOf = ({ item }: Prepared<Item>): number => places.get(item.key) ?? recent.length
  const found: Array<{ readonly each: Prepared<Item>; readonly score: number }> = []
  for (const each of all) {
    const score = asked === '' ? 0 : scoreOf(each, asked)
    const asks = isByName(each.item)
    if (score === undefined || (asks && score === byLetters)) continue
    found.push({ each, score: asks && score > byLabel ? score + byLetters : score })
  }
  return found
    .toSorted(
      (left, right) =>
        left.score - right.score ||
        placeOf(left.each) - placeOf(right.each) ||
        (asked === '' ? 0 : left.each.folded.length - right.each.folded.length),
    )
    .slice(0, limit)
    .map(({ each }) => each.item)
}

/** The score of a label of which words are begun. */
const byLabel = 1
/** Of what merely has the letters in their order. */
const byLetters = 4

/** Smaller is better; undefined if it is not meant. */
function scoreOf({ folded, words, own }: Prepared<Findable>, asked: string): number | undefined {
  if (folded.startsWith(asked)) return 0
  const tokens = wordsOf(asked)
  if (tokens.length === 0) return undefined
  const begins = (among: ReadonlyArray<string>): boolean =>
    tokens.every((token) => among.some((word) => word.startsWith(token)))
  if (begins(words)) return begins(words.slice(0, own.words)) ? 1 : 2
  if (tokens.every((token) => folded.includes(token))) return 3
  return hasInOrder(folded.slice(0, own.letters), words, tokens.join('')) ? byLetters : undefined
}

/** A sealed conversation of many people, and some ninety commands: among so much text nearly any letters stand somewhere. */
const hasInOrder = (label: string, words: ReadonlyArray<string>, letters: string): boolean =>
  words.some((word) => {
    const begin = word.startsWith(letters.charAt(0)) ? label.indexOf(word) : -1
    return begin !== -1 && isInOrder(label, begin, letters)
  })

function isInOrder(text: string, from: number, letters: string): boolean {
  let at = from - 1
  for (const letter of letters) {
    at = text.indexOf(letter, at + 1)
    if (at === -1) return false
  }
  return true
}

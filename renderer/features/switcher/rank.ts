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
}

export const prepare = <Item extends Findable>(items: ReadonlyArray<Item>): ReadonlyArray<Prepared<Item>> =>
  items.map((item) => {
    const folded = foldText(`${item.label} ${item.also ?? ''}`).trim()
    return { item, folded, words: folded.split(/[\s\-_./#@]+/u).filter((word) => word !== '') }
  })

/**
 * The best first: whole beginnings before beginnings of words before what stands within, and letters in their order last; of equals the
 * one used last (`recent`, newest first), then the shorter one. Nothing typed: the recent ones, then all in their order.
 */
export function rank<Item extends Findable>(
  all: ReadonlyArray<Prepared<Item>>,
  typed: string,
  recent: ReadonlyArray<string>,
  limit: number,
): ReadonlyArray<Item> {
  const asked = foldText(typed).trim()
  const places = new Map(recent.map((key, index) => [key, index]))
  const placeOf = ({ item }: Prepared<Item>): number => places.get(item.key) ?? recent.length
  const found: Array<{ readonly each: Prepared<Item>; readonly score: number }> = []
  for (const each of all) {
    const score = asked === '' ? 0 : scoreOf(each, asked)
    if (score !== undefined) found.push({ each, score })
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

/** Smaller is better; undefined if it is not meant. */
function scoreOf({ folded, words }: Prepared<Findable>, asked: string): number | undefined {
  if (folded.startsWith(asked)) return 0
  const tokens = asked.split(' ')
  if (tokens.every((token) => words.some((word) => word.startsWith(token)))) return 1
  if (tokens.every((token) => folded.includes(token))) return 2
  return hasInOrder(folded, asked.replaceAll(' ', '')) ? 3 : undefined
}

function hasInOrder(text: string, letters: string): boolean {
  let at = -1
  for (const letter of letters) {
    at = text.indexOf(letter, at + 1)
    if (at === -1) return false
  }
  return true
}

/**
 * Gives letters their looks without elements around them: each would be set for itself, a fraction of a dot beside where the box has it.
 * What a highlight can say changes colours and lines alone, so that none of them can move a letter.
 */
import type { Look, Range } from '../markup/inline-ranges.ts'

/** The later goes over the earlier: a mark is one whatever it stands in. */
const looks: ReadonlyArray<Look> = ['quote', 'code', 'strong', 'emphasis', 'strike', 'link', 'mark']

/** Until what it returns is called. Offsets in `letters`, which stays as it is meanwhile. */
export function paintLooks(letters: Text, ranges: ReadonlyArray<Range>): () => void {
  const painted = ranges.map(({ start, end, look }) => {
    const range = new StaticRange({
      startContainer: letters,
      startOffset: start,
      endContainer: letters,
      endOffset: end,
    })
    highlightOf(look).add(range)
    return { look, range }
  })
  return () => {
    for (const { look, range } of painted) highlightOf(look).delete(range)
  }
}

/** One for all boxes of the page. */
function highlightOf(look: Look): Highlight {
  const name = `written-${look}`
  const known = CSS.highlights.get(name)
  if (known !== undefined) return known
  const made = new Highlight()
  made.priority = looks.indexOf(look)
  CSS.highlights.set(name, made)
  return made
}

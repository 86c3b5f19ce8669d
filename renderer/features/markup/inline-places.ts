/**
 * Where the parser found what: it says so of blocks alone, by their lines. Its rules for what stands within a line are the same
 * functions, each watched as it runs, so that nothing is read otherwise than in a message.
 */
import MarkdownIt, { type StateInline, type Token } from 'markdown-it'
import { Defect } from '../../../core/base/defect.ts'
import { createParser } from './read-markup.ts'

/** Offsets in the content of the `inline` token that the piece belongs to; of the row of a table, in the text. */
export interface Place {
  readonly start: number
  readonly end: number
  /** Of a link in brackets: where its words end. */
  readonly wordsEnd?: number
}

export type Places = WeakMap<Token, Place>

/** Called for a text once it is read, with all its blocks, and the places of what is in them. */
export type Found = (tokens: ReadonlyArray<Token>, places: Places) => void

const watched = [
  'linkify',
  'escape',
  'backticks',
  'strikethrough',
  'emphasis',
  'link',
  'image',
  'autolink',
] as const
type Name = (typeof watched)[number]
type Rule = (state: StateInline, silent: boolean) => boolean

export function createPlacingParser(): (text: string, found: Found) => ReadonlyArray<Token> {
  const parser = createParser()
  let places: Places = new WeakMap()
  let tell: Found = () => undefined
  // A parser of its own to take them from: alone in it, a rule is the first one.
  const { ruler } = new MarkdownIt().inline
  for (const name of watched) {
    ruler.enableOnly(name)
    const [rule] = ruler.getRules('')
    if (rule === undefined) throw new Defect(`no rule ${name}`)
    parser.inline.ruler.at(
      name,
      watchedRule(name, rule, (token, place) => places.set(token, place)),
    )
  }
  watchTables(parser, (token, place) => places.set(token, place))
  // Behind these two, what is text in a row is made one, first letters and then what was escaped.
  parser.inline.ruler2.before('fragments_join', 'places', ({ tokens }) => placeRuns(tokens, places))
  parser.core.ruler.before('text_join', 'places', ({ tokens }) => tell(tokens, places))
  return (text, found) => {
    places = new WeakMap()
    tell = found
    return parser.parse(text, {})
  }
}

type Put = (token: Token, place: Place) => void

/** The rows of a table: one may begin as a list does. */
function watchTables({ block }: ReturnType<typeof createParser>, put: Put): void {
  const { ruler } = new MarkdownIt().block
  ruler.enableOnly('table')
  const [rule] = ruler.getRules('')
  if (rule === undefined) throw new Defect('no rule table')
  const watch: typeof rule = (state, ...rest) => {
    const before = state.tokens.length
    if (!rule(state, ...rest)) return false
    for (const token of state.tokens.slice(before)) {
      const [line] = token.type === 'tr_open' ? (token.map ?? []) : []
      if (line === undefined) continue
      const [start = 0, by = 0, end = 0] = [state.bMarks[line], state.tShift[line], state.eMarks[line]]
      put(token, { start: start + by, end })
    }
    return true
  }
  block.ruler.at('table', watch, { alt: ['paragraph', 'reference'] })
}

function watchedRule(name: Name, rule: Rule, put: Put): Rule {
  return (state, silent) => {
    const start = state.pos
    const before = state.tokens.length
    const hasPending = state.pending !== ''
    if (!rule(state, silent)) return false
    if (silent) return true
    const made = state.tokens.slice(before)
    if (name === 'emphasis' || name === 'strikethrough') {
      // What was read as text up to here becomes a token just before the first that is pushed.
      for (const mark of hasPending ? made.slice(1) : made) put(mark, { start, end: state.pos })
    } else placeWhole(name, made, start, state, put)
    return true
  }
}

/**
 * Asterisks, underlines and tildes in a row have the place of the whole row, for what each of them is, and in which order, is known only
 * behind the last. Two that are one mark are a token with both and one with none.
 */
function placeRuns(tokens: ReadonlyArray<Token>, places: Places): void {
  let row: number | undefined
  let start = 0
  for (const token of tokens) {
    const place = runs.has(token.type) ? places.get(token) : undefined
    if (place !== undefined) {
      if (place.start !== row) start = place.start
      row = place.start
      const end = start + (token.markup || token.content).length
      places.set(token, { start, end })
      start = end
    }
  }
}
const runs = new Set(['text', 'strong_open', 'strong_close', 'em_open', 'em_close', 's_open', 's_close'])

/** One thing, under the token that begins it. What is within has been placed by the rules that found it. */
function placeWhole(
  name: Name,
  made: ReadonlyArray<Token>,
  start: number,
  state: StateInline,
  put: Put,
): void {
  const first = made.find(({ type }) => type !== 'text')
  if (first === undefined) return
  const end = state.pos
  if (name === 'linkify') {
    // An address is noticed at its colon, when its beginning has been passed already.
    put(first, { start: end - (made.at(-2)?.content.length ?? 0), end })
  } else if (name === 'link' || name === 'image') {
    const bracket = name === 'link' ? start : start + 1
    put(first, { start, end, wordsEnd: state.md.helpers.parseLinkLabel(state, bracket, name === 'link') })
  } else put(first, { start, end })
}

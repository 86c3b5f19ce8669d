/**
 * Reads CommonMark with tables, strike-through and bare addresses. HTML is text, images are links, a newline is a newline.
 * Total: whatever the text, it comes back within milliseconds, and what would be too deep or too much is shown as it
 * was written (MU1 to MU6).
 */
import MarkdownIt, { type Token } from 'markdown-it'
import type { Block, Inline, Markup } from './markup.ts'
import { buildMarkup } from './build-markup.ts'
import { readMessageLink } from '../conversation/message-link.ts'
import { webAddress } from './web-address.ts'

/** Open blocks around a place; a list and its item are two. Deeper than a phone is wide, and no message needs it. @internal */
export const maxDepth = 24
/** Pieces of a message that is shown as markup: each is an element on the page. @internal */
export const maxPieces = 4_000
/** All addresses of a message together, in code units: one definition may be referred to thousands of times. @internal */
export const maxAddressLength = 65_536

/** Cells that a text may make at most: the parser fills up each short row. A text that might is read without tables. */
const maxCells = 8_192

/** Reads a message: whoever else has to know what a text will look like asks it too. */
export function createParser(): ReturnType<typeof MarkdownIt> {
  // Where nesting goes further, the parser drops what is inside; by then `buildMarkup` has given up.
  const parser = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: 2 * maxDepth })
  parser.linkify.set({ fuzzyLink: false, fuzzyIP: false, fuzzyEmail: false })
  for (const other of ['ftp:', '//', 'mailto:']) parser.linkify.add(other, null)
  parser.linkify.add('tidings:', {
    validate: (text, at) => /^\/\/message\/[\w/]+/u.exec(text.slice(at, at + 200))?.[0].length ?? 0,
  })
  passOverUsers(parser.linkify)
  parser.validateLink = (url) => webAddress(url) !== undefined || readMessageLink(url) !== undefined
  parser.normalizeLinkText = (text) => text
  return parser
}
type Linkify = ReturnType<typeof MarkdownIt>['linkify']

/** What stands before an `@` is a user, and no host: `https://bank.example@elsewhere.example` is text as a whole (MU2). */
function passOverUsers(linkify: Linkify): void {
  const [match, matchAtStart] = [linkify.match.bind(linkify), linkify.matchAtStart.bind(linkify)]
  const isUser = (text: string, end: number): boolean => /^[^\s/?#]*@/u.test(text.slice(end, end + 256))
  linkify.match = (text) => match(text)?.filter(({ lastIndex }) => !isUser(text, lastIndex)) ?? null
  linkify.matchAtStart = (text) => {
    const found = matchAtStart(text)
    return found !== null && isUser(text, found.lastIndex) ? null : found
  }
}

const withTables = createParser()
const withoutTables = createParser().disable('table')

const kept = 1_000
const known = new Map<string, Markup>()

/** The same tree for the same text, as long as it is among the last thousand that were asked for. */
export function readMarkup(text: string): Markup {
  const found = known.get(text)
  if (found !== undefined) {
    known.delete(text)
    known.set(text, found)
    return found
  }
  const markup = parse(text)
  known.set(text, markup)
  if (known.size > kept) {
    const [oldest = ''] = known.keys()
    known.delete(oldest)
  }
  return markup
}

function parse(text: string): Markup {
  const parser = hasTooManyCells(text) ? withoutTables : withTables
  return markupOf(parser.parse(text, {})) ?? [{ kind: 'plain', text }]
}

/** Undefined where the text is shown as it was written. */
export function markupOf(tokens: ReadonlyArray<Token>): Markup | undefined {
  const built = buildMarkup(tokens, { maxDepth, maxPieces, maxAddressLength })
  // Definitions of references alone are a text too, of which nothing would be seen.
  return built?.length === 0 ? undefined : built
}

/** Such a text is read without tables. */
export function hasTooManyCells(text: string): boolean {
  if (!text.includes('|')) return false
  const lines = text.split('\n')
  return lines.length * Math.max(...lines.map((line) => line.split('|').length)) > maxCells
}

/** All pieces of text that are neither code nor part of a link, in order. */
export function proseOf(markup: Markup): ReadonlyArray<string> {
  const found: Array<string> = []
  const addParts = (parts: ReadonlyArray<Inline>): void => {
    for (const part of parts) {
      if (part.kind === 'text') found.push(part.text)
      else if ('parts' in part && part.kind !== 'link') addParts(part.parts)
    }
  }
  const add = (block: Block): void => {
    if ('parts' in block) addParts(block.parts)
    else if (block.kind === 'quote') block.blocks.forEach(add)
    else if (block.kind === 'list') block.items.forEach((item) => item.forEach(add))
    else if (block.kind === 'table')
      for (const row of block.rows) for (const { parts } of row) addParts(parts)
  }
  markup.forEach(add)
  return found
}

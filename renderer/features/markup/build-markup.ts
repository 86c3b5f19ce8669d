/** Turns the parser's flat list of opening and closing tokens into a tree, or gives up where that would be too much. */
import type { Token } from 'markdown-it'
import type { Block, Cell, Inline, Markup } from './markup.ts'

export interface MarkupLimits {
  readonly maxDepth: number
  readonly maxPieces: number
  readonly maxAddressLength: number
}

/** One open element: what it began with, and what it holds so far. */
interface Open<Node> {
  readonly token: Token | undefined
  readonly children: Array<Node>
}

interface Budget {
  readonly limits: MarkupLimits
  pieces: number
  addressLength: number
}

/** What a token opens and has not become a block yet: rows and items are not blocks of their own. */
type Part =
  | { readonly kind: 'block'; readonly block: Block }
  | { readonly kind: 'item'; readonly blocks: ReadonlyArray<Block> }
  | { readonly kind: 'row'; readonly cells: ReadonlyArray<Cell> }
  | { readonly kind: 'rows'; readonly rows: ReadonlyArray<ReadonlyArray<Cell>> }
  | { readonly kind: 'cell'; readonly cell: Cell }
  | { readonly kind: 'inline'; readonly parts: ReadonlyArray<Inline> }

/** Undefined if it exceeds the limits. */
export function buildMarkup(tokens: ReadonlyArray<Token>, limits: MarkupLimits): Markup | undefined {
  const budget: Budget = { limits, pieces: 0, addressLength: 0 }
  const open: Array<Open<Part>> = [{ token: undefined, children: [] }]
  for (const token of tokens) {
    if (++budget.pieces > limits.maxPieces || open.length > limits.maxDepth + 1) return undefined
    if (token.nesting === 1) {
      open.push({ token, children: [] })
      continue
    }
    const made = token.nesting === -1 ? closed(open.pop()) : single(token, budget)
    if (made === undefined) return undefined
    open.at(-1)?.children.push(made)
  }
  return blocksIn(open[0]?.children ?? [])
}

const block = (made: Block): Part => ({ kind: 'block', block: made })

function single(token: Token, budget: Budget): Part | undefined {
  switch (token.type) {
    case 'inline': {
      const parts = buildInline(token.children ?? [], budget)
      return parts && { kind: 'inline', parts }
    }
    case 'fence':
    case 'code_block':
      return block(codeOf(token))
    case 'hr':
      return block({ kind: 'rule' })
    default:
      return block({ kind: 'plain', text: token.content })
  }
}

/** What stands behind a fence is somebody's words unless it can name a language and code follows: then it is the label. */
export function codeOf({ content, info, markup }: Token): Extract<Block, { kind: 'code' | 'plain' }> {
  const said = info.trim()
  const text = content.replace(/\n$/u, '')
  if (said !== '' && text === '') return { kind: 'plain', text: `${markup} ${said}` }
  const isLanguage = /^[\w+#.-]{0,32}$/u.test(said)
  return isLanguage
    ? { kind: 'code', language: said.toLowerCase(), text }
    : { kind: 'code', language: '', text: `${said}\n${text}` }
}

function closed(element: Open<Part> | undefined): Part | undefined {
  const { token, children = [] } = element ?? {}
  if (token === undefined) return undefined
  switch (token.type) {
    case 'heading_open':
      return block({ kind: 'heading', level: Number(token.tag.slice(1)), parts: partsIn(children) })
    case 'blockquote_open':
      return block({ kind: 'quote', blocks: blocksIn(children) })
    case 'bullet_list_open':
    case 'ordered_list_open':
      return block({ kind: 'list', start: startOf(token), items: itemsIn(children) })
    case 'list_item_open':
      return { kind: 'item', blocks: blocksIn(children) }
    case 'table_open':
      return block({ kind: 'table', rows: rowsIn(children) })
    case 'thead_open':
    case 'tbody_open':
      return { kind: 'rows', rows: rowsIn(children) }
    case 'tr_open':
      return { kind: 'row', cells: children.flatMap((part) => (part.kind === 'cell' ? [part.cell] : [])) }
    case 'th_open':
    case 'td_open':
      return { kind: 'cell', cell: { align: alignOf(token), parts: partsIn(children) } }
    default:
      return block({ kind: 'paragraph', parts: partsIn(children) })
  }
}

const startOf = (token: Token): number | undefined =>
  token.type === 'bullet_list_open' ? undefined : Number(token.attrGet('start') ?? 1)

function alignOf(token: Token): Cell['align'] {
  const style = token.attrGet('style')
  if (style === 'text-align:center') return 'center'
  return style === 'text-align:right' ? 'end' : 'start'
}

const blocksIn = (parts: ReadonlyArray<Part>): ReadonlyArray<Block> =>
  parts.flatMap((part) => (part.kind === 'block' ? [part.block] : []))
const itemsIn = (parts: ReadonlyArray<Part>): ReadonlyArray<ReadonlyArray<Block>> =>
  parts.flatMap((part) => (part.kind === 'item' ? [part.blocks] : []))
const partsIn = (parts: ReadonlyArray<Part>): ReadonlyArray<Inline> =>
  parts.flatMap((part) => (part.kind === 'inline' ? part.parts : []))
const rowsIn = (parts: ReadonlyArray<Part>): ReadonlyArray<ReadonlyArray<Cell>> =>
  parts.flatMap((part) => (part.kind === 'rows' ? part.rows : part.kind === 'row' ? [part.cells] : []))

function buildInline(tokens: ReadonlyArray<Token>, budget: Budget): ReadonlyArray<Inline> | undefined {
  const open: Array<Open<Inline>> = [{ token: undefined, children: [] }]
  for (const token of tokens) {
    if (++budget.pieces > budget.limits.maxPieces || open.length > budget.limits.maxDepth + 1)
      return undefined
    if (token.nesting === 1) {
      open.push({ token, children: [] })
      continue
    }
    const made = token.nesting === -1 ? closedInline(open.pop()) : singleInline(token)
    if (made === undefined) return undefined
    if (made.kind === 'link') budget.addressLength += made.url.length
    if (budget.addressLength > budget.limits.maxAddressLength) return undefined
    add(open.at(-1)?.children ?? [], made)
  }
  return open[0]?.children ?? []
}

/** Texts in a row are one, so that a name is not cut where the parser thought of something else. */
function add(parts: Array<Inline>, part: Inline): void {
  const last = parts.at(-1)
  if (part.kind === 'text' && part.text === '') return
  if (part.kind === 'text' && last?.kind === 'text') {
    parts[parts.length - 1] = { kind: 'text', text: last.text + part.text }
  } else parts.push(part)
}

const attribute = (token: Token, name: string): string => String(token.attrGet(name) ?? '')

function singleInline(token: Token): Inline {
  switch (token.type) {
    case 'softbreak':
    case 'hardbreak':
      return { kind: 'break' }
    case 'code_inline':
      return { kind: 'code', text: token.content }
    case 'image': {
      // Fetching it would tell its server who reads what, and when.
      const url = attribute(token, 'src')
      return { kind: 'link', url, parts: [{ kind: 'text', text: token.content || url }] }
    }
    default:
      return { kind: 'text', text: token.content }
  }
}

function closedInline(element: Open<Inline> | undefined): Inline | undefined {
  const { token, children: parts = [] } = element ?? {}
  switch (token?.type) {
    case undefined:
      return undefined
    case 'strong_open':
      return { kind: 'strong', parts }
    case 's_open':
      return { kind: 'strike', parts }
    case 'link_open':
      return { kind: 'link', url: attribute(token, 'href'), parts }
    default:
      return { kind: 'emphasis', parts }
  }
}

/**
 * What a message says, as HTML: the tree that the screens show, with elements that do nothing by themselves. What leads out of the
 * page is http or https, and says where it leads: nobody asks here before it is opened, as the app does.
 */
import type { Message } from '../../../core/conversation/message.ts'
import { type ConversationId, everyone, type UserId } from '../../../core/protocol/ids.ts'
import { readAppLink } from '../../../core/bridge/app-link.ts'
import type { Block, Cell, Inline, Markup } from '../markup/markup.ts'
import {
  everyoneNamed,
  type Named,
  namedIn,
  readMentions,
  splitNames,
  type Written,
} from '../markup/mentions.ts'
import { inlineText } from '../markup/plain-text.ts'
import { proseOf, readMarkup } from '../markup/read-markup.ts'
import { saysWhereItLeads, webAddress } from '../markup/web-address.ts'
import { words as markupWords } from '../markup/words.ts'
import { escapeHtml, escapeWords } from './escape-html.ts'
import { anchorOf } from './anchor.ts'

export interface MarkupDeps {
  readonly conversation: ConversationId
  readonly nameOf: (user: UserId) => string
  /** Undefined for who is not, or no more, in the workspace. */
  readonly memberOf: (user: UserId) => Named | undefined
  /** Names that lead to a channel where they follow a `#`. */
  readonly channels: ReadonlySet<string>
}

/** Of a message, or of what it said before. */
export function markupHtml(text: string, { mentions }: Pick<Message, 'mentions'>, deps: MarkupDeps): string {
  const markup = readMarkup(text)
  const people = namedIn(mentions, deps.memberOf)
  const written = readMentions(people.length === 0 ? [] : proseOf(markup), people)
  return blocksHtml(markup, { ...deps, written, isInner: false, isInLink: false })
}

interface Place extends MarkupDeps {
  readonly written: Written
  /** In a quote or a list, which have a direction of their own (MU14). */
  readonly isInner: boolean
  readonly isInLink: boolean
}

const blocksHtml = (blocks: Markup, place: Place): string =>
  blocks.map((block) => blockHtml(block, place)).join('\n')

const direction = ({ isInner }: Place): string => (isInner ? '' : ' dir="auto"')

function blockHtml(block: Block, place: Place): string {
  const dir = direction(place)
  switch (block.kind) {
    case 'paragraph':
      return `<p${dir}>${inlinesHtml(block.parts, place)}</p>`
    case 'plain':
      return `<p${dir}>${escapeHtml(block.text)}</p>`
    case 'heading':
      // The page has an outline of its own, to which what people write does not belong.
      return `<p class="head${Math.min(block.level, 3)}"${dir}>${inlinesHtml(block.parts, place)}</p>`
    case 'code':
      return codeHtml(block)
    case 'quote':
      return `<blockquote${dir}>${blocksHtml(block.blocks, { ...place, isInner: true })}</blockquote>`
    case 'list':
      return listHtml(block, place)
    case 'table':
      return tableHtml(block.rows, place)
    case 'rule':
      return '<hr>'
  }
}

/** Code is read from left to right. Its lines are broken, on paper too, where a screen of the app would scroll. */
const codeHtml = ({ language, text }: Extract<Block, { kind: 'code' }>): string =>
  `<div class="code" dir="ltr">${language === '' ? '' : `<p class="note">${escapeHtml(language)}</p>`}<pre><code>${escapeHtml(text)}</code></pre></div>`

function listHtml({ start, items }: Extract<Block, { kind: 'list' }>, place: Place): string {
  const inner = items.map((item) => `<li>${blocksHtml(item, { ...place, isInner: true })}</li>`).join('\n')
  if (start === undefined) return `<ul${direction(place)}>${inner}</ul>`
  const wide = start + items.length > 99 ? ' class="wide"' : ''
  return `<ol start="${start}"${wide}${direction(place)}>${inner}</ol>`
}

/** Wider than the page, it is scrolled: with arrow keys too, once it has the focus. */
function tableHtml(rows: ReadonlyArray<ReadonlyArray<Cell>>, place: Place): string {
  const [head = [], ...body] = rows
  const row = (cells: ReadonlyArray<Cell>, tag: 'th' | 'td'): string =>
    `<tr>${cells.map(({ align, parts }) => `<${tag}${align === 'start' ? '' : ` class="${align}"`}>${inlinesHtml(parts, place)}</${tag}>`).join('')}</tr>`
  return `<div class="table" role="group" tabindex="0" aria-label="${escapeWords(markupWords.table)}"${direction(place)}><table>
<thead>${row(head, 'th')}</thead>
<tbody>${body.map((cells) => row(cells, 'td')).join('\n')}</tbody>
</table></div>`
}

const inlinesHtml = (parts: ReadonlyArray<Inline>, place: Place): string =>
  parts.map((part) => inlineHtml(part, place)).join('')

const inlineTags = { strong: 'strong', emphasis: 'em', strike: 's' } as const

function inlineHtml(part: Inline, place: Place): string {
  switch (part.kind) {
    case 'text':
      // In a link a name that somebody has given themselves would make it show another host.
      return place.isInLink ? escapeHtml(part.text) : namedHtml(part.text, place)
    case 'break':
      return '<br>'
    case 'code':
      return `<code>${escapeHtml(part.text)}</code>`
    case 'link':
      return linkHtml(part, place)
    default:
      return `<${inlineTags[part.kind]}>${inlinesHtml(part.parts, place)}</${inlineTags[part.kind]}>`
  }
}

function namedHtml(text: string, { written, channels, nameOf }: Place): string {
  const name = (html: string): string => `<b class="name"><bdi>${html}</bdi></b>`
  return splitNames(text, written, channels)
    .map((part) => {
      switch (part.kind) {
        case 'text':
          return escapeHtml(part.text)
        case 'person':
          return name(
            escapeWords(markupWords.mention(part.user === everyone ? everyoneNamed.name : nameOf(part.user))),
          )
        case 'channel':
          return name(escapeHtml(`#${part.name}`))
      }
    })
    .join('')
}

/** A picture by address may stand in a link, and is one itself: there, its words alone are shown. */
function linkHtml({ url, parts }: Extract<Inline, { kind: 'link' }>, place: Place): string {
  const inner = inlinesHtml(parts, { ...place, isInLink: true })
  if (place.isInLink) return inner
  const target = webAddress(url)
  if (target === undefined) return messageLinkHtml(url, inner, place.conversation)
  const address = saysWhereItLeads(inlineText(parts), url)
    ? ''
    : ` <small dir="ltr">(${escapeHtml(shortAddress(target))})</small>`
  const href = escapeHtml(target.href)
  return `<a href="${href}" rel="noopener noreferrer" title="${href}">${inner}${address}</a>`
}

/** A message of this conversation may be in the file. One elsewhere is for the app alone, and what led there is text. */
function messageLinkHtml(url: string, inner: string, conversation: ConversationId): string {
  const link = readAppLink(url)
  return link?.kind === 'message' && link.conversation === conversation
    ? `<a href="#${anchorOf(link.message)}">${inner}</a>`
    : inner
}

const longestAddress = 80

/** Its host, as the network sees it, is never cut. */
function shortAddress({ href, protocol, host }: URL): string {
  const shown = protocol === 'https:' ? href.slice('https://'.length) : href
  const length = Math.max(longestAddress, host.length + 'http://'.length)
  return shown.length > length ? `${shown.slice(0, length)}…` : shown.replace(/\/$/u, '')
}

/** What a message says where there is no place for how it looks: previews, announcements, results of a search. */
import type { Block, Inline, Markup } from './markup.ts'
import { readMarkup } from './read-markup.ts'

/**
 * The words alone, a line for each block. Addresses behind words go, as what is hidden from the reader does. A text without
 * words stays as it was written.
 */
export const plainText = (text: string): string => textOf(readMarkup(text)) || text

const textOf = (markup: Markup): string =>
  markup
    .map(blockText)
    .filter((text) => text !== '')
    .join('\n')

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return inlineText(block.parts)
    case 'code':
    case 'plain':
      return block.text
    case 'quote':
      return textOf(block.blocks)
    case 'list':
      return block.items.map(textOf).join('\n')
    case 'table':
      return block.rows.map((row) => row.map(({ parts }) => inlineText(parts)).join(' ')).join('\n')
    case 'rule':
      return ''
  }
}

/** */
export const inlineText = (parts: ReadonlyArray<Inline>): string => parts.map(partText).join('')

function partText(part: Inline): string {
  switch (part.kind) {
    case 'text':
    case 'code':
      return part.text
    case 'break':
      return '\n'
    default:
      return inlineText(part.parts)
  }
}

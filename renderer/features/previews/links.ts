/** Links of a text to pages: what a preview can be of. */
import type { LinkPreview } from '../../../core/conversation/op.ts'
import type { Block, Inline } from '../markup/markup.ts'
import { readMarkup } from '../markup/read-markup.ts'
import { webAddress } from '../markup/web-address.ts'

/** Addresses that are https, as a parser writes them, in order; of what is quoted too if that is wanted. */
function pagesIn(text: string, withQuotes: boolean): ReadonlyArray<string> {
  if (!text.includes('https://')) return []
  const found: Array<string> = []
  const addParts = (parts: ReadonlyArray<Inline>): void => {
    for (const part of parts) {
      const url = part.kind === 'link' ? webAddress(part.url) : undefined
      if (url?.protocol === 'https:') found.push(url.href)
      else if ('parts' in part) addParts(part.parts)
    }
  }
  const add = (block: Block): void => {
    if ('parts' in block) addParts(block.parts)
    else if (block.kind === 'list') block.items.forEach((item) => item.forEach(add))
    else if (block.kind === 'quote' && withQuotes) block.blocks.forEach(add)
  }
  readMarkup(text).forEach(add)
  return found
}

/** The first page that a text links to, outside of quotes and tables. */
export const firstPage = (text: string): string | undefined => pagesIn(text, false)[0]

/**
 * Whether the text still links there: a preview of anything else would speak of what nobody sees. What is forwarded is a quotation,
 * and brings its preview along.
 */
export const isOf = ({ url }: LinkPreview, text: string): boolean => pagesIn(text, true).includes(url)

export const hostOf = (url: string): string => webAddress(url)?.host ?? ''

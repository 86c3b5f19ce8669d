import { readMessageLink } from './message-link.ts'

export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  /** `text` as written; `url` is http or https and parses, or leads to a message. */
  | { readonly kind: 'link'; readonly text: string; readonly url: string }

const candidate = /(?:https?|tidings):\/\/[^\s<>"“”]+/giu

/** Cuts `text` at its web addresses. The texts of all parts in a row are `text` again. */
export function splitLinks(text: string): ReadonlyArray<TextPart> {
  const parts: Array<TextPart> = []
  let at = 0
  for (const match of text.matchAll(candidate)) {
    const link = withoutSentenceEnd(match[0])
    if (!isWebAddress(link) && readMessageLink(link) === undefined) continue
    if (match.index > at) parts.push({ kind: 'text', text: text.slice(at, match.index) })
    parts.push({ kind: 'link', text: link, url: link })
    at = match.index + link.length
  }
  if (at < text.length || parts.length === 0) parts.push({ kind: 'text', text: text.slice(at) })
  return parts
}

/** Punctuation that ends the sentence is not the address's; a closing bracket is if it was opened within the address. */
function withoutSentenceEnd(link: string): string {
  let unopened = count(link, ')') - count(link, '(')
  let end = link.length
  for (; end > 0; end--) {
    const last = link.charAt(end - 1)
    if (last === ')' && unopened > 0) unopened--
    else if (last === '(') unopened++
    else if (!/[.,;:!?'*_~\]]/u.test(last)) break
  }
  return link.slice(0, end)
}

const count = (text: string, character: string): number => text.split(character).length - 1

function isWebAddress(link: string): boolean {
  const url = URL.parse(link)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== ''
}

/**
 * Trigrams as numbers, so that they can be sorted and looked up. Three code points take 63 bits and a number has 53: the
 * second and third are cut to 16 bits, where those beyond the first plane share the numbers of surrogates. Two trigrams
 * may so have one number; what is found by it is compared with the text anyway.
 *
 * A folded text of n code points has n grams: behind its end stand two zeros, so that one or two code points that stand
 * anywhere in it begin some gram.
 */
import type { ConversationId, UserId } from '../protocol/ids.ts'
import type { Trait } from './document.ts'

const cut = (codePoint: number): number =>
  codePoint < 0x1_00_00 ? codePoint : 0xd8_00 + (codePoint & 0x07_ff)

const gram = (first: number, second: number, third: number): number =>
  first * 2 ** 32 + cut(second) * 2 ** 16 + cut(third)

/** The grams of a folded text, each as often as it occurs. */
export function gramsOf(folded: string): ReadonlyArray<number> {
  const grams: Array<number> = []
  let [first, second] = [0, 0]
  let count = 0
  for (let at = 0; at < folded.length; count++) {
    const codePoint = folded.codePointAt(at) ?? 0
    at += codePoint > 0xff_ff ? 2 : 1
    if (count >= 2) grams.push(gram(first, second, codePoint))
    ;[first, second] = [second, codePoint]
  }
  if (count >= 2) grams.push(gram(first, second, 0))
  if (count >= 1) grams.push(gram(second, 0, 0))
  return grams
}

/** Grams from `from` up to `until`, which is not one of them. */
export interface GramRange {
  readonly from: number
  readonly until: number
}

export type TermGrams =
  | { readonly kind: 'grams'; readonly grams: ReadonlyArray<number> }
  /** One or two code points: they stand wherever a gram of this range does. */
  | { readonly kind: 'range'; readonly range: GramRange }

/** Which grams a text has that contains the folded `term`, of at least one code point. */
export function gramsOfTerm(term: string): TermGrams {
  const all = gramsOf(term)
  if (all.length > 2) return { kind: 'grams', grams: [...new Set(all.slice(0, -2))] }
  const from = all[0] ?? 0
  return { kind: 'range', range: { from, until: from + (all.length === 2 ? 2 ** 16 : 2 ** 32) } }
}

// Authors, conversations and traits are found as grams too: they begin with what is no code point.
const firstAuthor = 0x11_00_00
const firstConversation = 0x11_00_01
const firstTrait = 0x11_00_02
const idGram = (first: number, id: string): number => first * 2 ** 32 + Number.parseInt(id.slice(0, 8), 16)

export const authorGram = (author: UserId): number => idGram(firstAuthor, author)
export const conversationGram = (conversation: ConversationId): number =>
  idGram(firstConversation, conversation)
export const traitGram = (trait: Trait): number => firstTrait * 2 ** 32 + trait.charCodeAt(0)

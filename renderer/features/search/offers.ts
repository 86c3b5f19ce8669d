/** What may stand behind a filter of the search, and how it is written there (SE61). */
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts'
import type { Trait } from '../../../core/search/document.ts'
import { foldText } from '../../../core/search/fold-text.ts'
import { foldName, partsOf } from '../../../core/search/parse-query.ts'
import type { Subject } from '../conversation/subject.ts'
import { type Findable, prepare, type Prepared, rank } from '../switcher/rank.ts'

export interface Offer extends Findable {
  readonly detail: string
  /** The value behind the filter, without quotes. */
  readonly writes: string
  readonly shows:
    | { readonly kind: 'person'; readonly user: UserId }
    | { readonly kind: 'conversation'; readonly subject: Subject }
    | { readonly kind: 'trait'; readonly trait: Trait }
}

/** Ready to be looked through with each key. */
export interface ReadyOffer extends Prepared<Offer> {
  /** What names it in full, folded. */
  readonly whole: ReadonlyArray<string>
}

export const ready = (offers: ReadonlyArray<Offer>): ReadonlyArray<ReadyOffer> =>
  prepare(offers).map((each) => ({ ...each, whole: [each.item.label, each.item.writes].map(foldName) }))

const offering = ['from', 'in', 'has'] as const
export type Offering = (typeof offering)[number]

/** A value in which the caret stands, up to its end or, in quotes that are not closed, to the caret. In code units. */
export interface OfferPlace {
  readonly filter: Offering
  readonly query: string
  readonly start: number
  readonly end: number
}

/** Undefined where the caret stands in no value of a filter of which the values are known. */
export function placeAt(typed: string, caret: number): OfferPlace | undefined {
  for (const { value, typed: whole, start: begin, ...part } of partsOf(typed)) {
    const filter = offering.find((each) => each === part.filter)
    if (filter === undefined) continue
    const start = begin + filter.length + 1
    const end = begin + whole.length
    if (caret < start || caret > end) continue
    if (typed[start] !== '"') return { filter, query: value, start, end }
    const isClosed = end > start + 1 && typed[end - 1] === '"'
    if (!isClosed) {
      const until = Math.max(caret, start + 1)
      return { filter, query: typed.slice(start + 1, until), start, end: until }
    }
    if (caret < end) return { filter, query: value, start, end }
  }
  return undefined
}

/** More are found by writing on. */
const shownAtOnce = 8

/** The best first; none where what stands there is whole and nothing else is meant by it. `recent`: keys, the last one first. */
export function offersFor(
  { filter, query }: OfferPlace,
  offers: ReadonlyArray<ReadyOffer>,
  recent: ReadonlyArray<string>,
): ReadonlyArray<Offer> {
  const asked = foldName(query)
  if (filter === 'from' && asked === 'me') return []
  const whole = offers.filter((each) => each.whole.includes(asked)).map(({ item }) => item)
  // What is whole may be among them, and stands before them.
  const found = rank(offers, query.replace(/^[#@]/, ''), recent, shownAtOnce + whole.length, () => true)
  const others = found.filter((each) => !whole.includes(each))
  if (whole.length === 1 && (filter === 'has' || others.length === 0)) return []
  return [...whole, ...others].slice(0, shownAtOnce)
}

/** The text with the value in its place, with a space to write on, and where the caret stands then. */
export function withValue(
  typed: string,
  { start, end }: Pick<OfferPlace, 'start' | 'end'>,
  value: string,
): { readonly typed: string; readonly caret: number } {
  const head = `${typed.slice(0, start)}${/\s/.test(value) ? `"${value}"` : value} `
  return { typed: head + typed.slice(end).replace(/^\s/, ''), caret: head.length }
}

/** As a value can be written: within quotes there are none. */
export const writable = (name: string): string => name.replaceAll('"', "'").replaceAll(/\s+/g, ' ').trim()

/** What a conversation goes by. */
export interface Placed {
  readonly id: ConversationId
  readonly label: string
  /** All that the search takes for this conversation when it is typed in full. */
  readonly names: ReadonlyArray<string>
  /** Stands in brackets behind the label where that is another one's, too. */
  readonly workspace: string
}

export interface Written {
  /** What is written for each. */
  readonly of: ReadonlyMap<ConversationId, string>
  /** Of those that the search does not know by what is written, by that, folded. */
  readonly ids: ReadonlyMap<string, ConversationId>
}

const idDigits = 6

/** Writes each in a way that means no other: by its label, by another name, with its workspace, or with digits of its id. */
export function writeAll(placed: ReadonlyArray<Placed>): Written {
  const claims = new Map<string, ConversationId | 'several'>()
  const claim = (name: string, id: ConversationId): void => {
    const by = claims.get(foldName(name))
    claims.set(foldName(name), by === undefined || by === id ? id : 'several')
  }
  const waysOf = ({ id, label, names, workspace }: Placed): ReadonlyArray<string> =>
    [label, ...names, `${label} (${workspace})`, `${label} (${id.slice(-idDigits)})`].map(writable)
  for (const each of placed) for (const name of [...each.names, ...waysOf(each)]) claim(name, each.id)
  const of = new Map<ConversationId, string>()
  const ids = new Map<string, ConversationId>()
  for (const each of placed) {
    const { id, names } = each
    const written = waysOf(each).find((way) => foldName(way) !== '' && claims.get(foldName(way)) === id) ?? id
    of.set(id, written)
    if (!names.some((name) => foldText(name) === foldName(written))) ids.set(foldName(written), id)
  }
  return { of, ids }
}

/** The question as the search understands it: an id stands for one conversation alone (SE19). */
export function withIds(typed: string, ids: Written['ids']): string {
  let asked = ''
  let done = 0
  for (const { filter, value, typed: whole, start } of partsOf(typed)) {
    const id = filter === 'in' ? ids.get(foldName(value)) : undefined
    if (id === undefined) continue
    asked += `${typed.slice(done, start)}in:${id} `
    done = start + whole.length
  }
  return asked + typed.slice(done)
}

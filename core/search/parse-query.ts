/**
 * What a person types into the search box: words, "phrases", and filters `from:` `in:` `before:` `after:` `has:`. Anything
 * can be typed: what is no filter is a word, and a filter without a value is not there yet. The SE1 rules.
 */
import { type Millis, millis } from '../base/clock.ts'
import { type Trait, traits } from './document.ts'
import { foldText } from './fold-text.ts'

export interface ParsedQuery {
  /** Folded, none empty, each once. */
  readonly terms: ReadonlyArray<string>
  /** Names or parts of names, with or without `@` or `#`, as they were typed. */
  readonly from: ReadonlyArray<string>
  readonly in: ReadonlyArray<string>
  readonly traits: ReadonlyArray<Trait>
  /** The first moment, and the first that is too late. */
  readonly since: Millis | undefined
  readonly until: Millis | undefined
  /** Filters whose value makes no sense, as they were typed. */
  readonly misread: ReadonlyArray<string>
}

/** Code units that are looked at: nobody types more, and a pasted megabyte must cost nothing. */
const maxQueryLength = 1_000
const maxTerms = 16

export const askable: ReadonlyArray<Trait> = [...traits, 'document']

/** A filter or none, then a quoted or an unquoted value; nothing behind a filter is a value, too. */
const part = /(?:(from|in|before|after|has):)?(?:"([^"]*)(?:"|$)|(\S+)|(?<=:)(?!\S))/giu

const filters = ['from', 'in', 'before', 'after', 'has'] as const

export interface QueryPart {
  /** Undefined for a word or a phrase. */
  readonly filter: (typeof filters)[number] | undefined
  /** Without quotes. */
  readonly value: string
  readonly typed: string
  /** Where `typed` begins, in code units. */
  readonly start: number
}

/** What stands in a question, in order, as far as one is looked at. */
export const partsOf = (query: string): ReadonlyArray<QueryPart> =>
  Array.from(
    query.slice(0, maxQueryLength).matchAll(part),
    ({ 0: typed, 1: filter, 2: quoted, 3: plain, index }) => ({
      filter: filters.find((each) => each === filter?.toLowerCase()),
      value: quoted ?? plain ?? '',
      typed,
      start: index,
    }),
  )

/** What a name is compared by, with or without its sign. */
export const foldName = (name: string): string => foldText(name.replace(/^[#@]/, '')).trim()

export function parseQuery(query: string): ParsedQuery {
  const terms = new Set<string>()
  const names: Record<'from' | 'in', Array<string>> = { from: [], in: [] }
  const has = new Set<Trait>()
  const misread: Array<string> = []
  let since: Millis | undefined
  let until: Millis | undefined
  for (const { filter, value, typed } of partsOf(query)) {
    if ((filter === undefined ? foldText(value).trim() : foldName(value)) === '') continue
    switch (filter) {
      case undefined:
        if (terms.size < maxTerms) terms.add(foldText(value).trim())
        break
      case 'from':
      case 'in':
        names[filter].push(value)
        break
      case 'has': {
        const trait = askable.find((each) => each === value.toLowerCase())
        if (trait === undefined) misread.push(typed)
        else has.add(trait)
        break
      }
      default: {
        const period = readPeriod(value)
        if (period === undefined) misread.push(typed)
        else if (filter === 'after') since = later(since, period.end)
        else until = earlier(until, period.start)
      }
    }
  }
  return { terms: [...terms], ...names, traits: [...has], since, until, misread }
}

/** What is typed is nothing yet, or nothing that makes sense. */
export const asksNothing = ({ terms, from, in: within, traits, since, until }: ParsedQuery): boolean =>
  terms.length + from.length + within.length + traits.length === 0 &&
  since === undefined &&
  until === undefined

const later = (left: Millis | undefined, right: Millis): Millis =>
  left !== undefined && left > right ? left : right
const earlier = (left: Millis | undefined, right: Millis): Millis =>
  left !== undefined && left < right ? left : right

/** A year, a month or a day where the person is, as `2004`, `2004-10` or `2004-10-31`. */
function readPeriod(value: string): { readonly start: Millis; readonly end: Millis } | undefined {
  const found = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(value)
  if (found === null) return undefined
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? 1), Number(found[3] ?? 1)]
  const start = new Date(year, month - 1, day)
  const end = new Date(start)
  if (found[3] !== undefined) end.setDate(day + 1)
  else if (found[2] !== undefined) end.setMonth(month)
  else end.setFullYear(year + 1)
  const isDate = start.getFullYear() === year && start.getMonth() === month - 1 && start.getDate() === day
  return isDate ? { start: millis(start.getTime()), end: millis(end.getTime()) } : undefined
}

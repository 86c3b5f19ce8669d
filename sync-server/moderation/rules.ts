/** What the rules of a workspace find in what somebody says. Knows neither who says it nor where. */
import { foldText, foldWithPlaces } from '../../core/search/fold-text.ts'
import type { ModerationRules } from '../../core/protocol/moderation-api.ts'
import { findLinks } from './links.ts'
import { compilePattern, merged, type Pattern, type Range } from './pattern.ts'

export interface Said {
  readonly text: string
  readonly attachments: ReadonlyArray<{ readonly type: string }>
}

export type RuleName = 'words' | 'patterns' | 'links' | 'length' | 'attachments' | 'relay-length'
export type RuleAction = 'refuse' | 'mask' | 'flag'

export interface Finding {
  readonly rule: RuleName
  readonly action: RuleAction
  /** Of the text, where it is some of it. */
  readonly ranges: ReadonlyArray<Range>
  /** With `relay-length`: so many characters are allowed. */
  readonly most?: number
}

export interface CompiledRules {
  readonly find: (said: Said) => ReadonlyArray<Finding>
  readonly reason: string | undefined
}

/** What all patterns of a workspace may cost for each character of a text. @internal */
export const maxPatternSteps = 1_000

export type RulesFailure = {
  readonly kind: 'pattern'
  /** Which of the patterns; of `too-many-steps` the one that is too much. */
  readonly index: number
  readonly why: 'malformed' | 'too-large' | 'matches-nothing'
}

/** The first pattern that is none. */
export function faultOf({ patterns }: ModerationRules): RulesFailure | undefined {
  let steps = 0
  for (const [index, text] of (patterns?.list ?? []).entries()) {
    const pattern = compilePattern(text)
    if (!pattern.ok) return { kind: 'pattern', index, why: pattern.failure.kind }
    steps += pattern.value.size
    if (steps > maxPatternSteps) return { kind: 'pattern', index, why: 'too-large' }
  }
  return undefined
}

/** Of rules without a fault. */
export function compileRules(rules: ModerationRules): CompiledRules {
  const words = createWordFinder(rules.words?.list ?? [])
  const patterns = (rules.patterns?.list ?? []).flatMap((text): ReadonlyArray<Pattern> => {
    const pattern = compilePattern(text)
    return pattern.ok ? [pattern.value] : []
  })
  return {
    reason: rules.reason,
    find: ({ text, attachments }) => {
      const { folded, starts, ends } = foldWithPlaces(text)
      const inText = ({ start, end }: Range): Range => ({
        start: starts[start] ?? 0,
        end: ends[end - 1] ?? 0,
      })
      const ofText = (ranges: ReadonlyArray<Range>) => merged(ranges.map(inText))
      const inPatterns = patterns.flatMap(({ find }) => find(folded))
      return [
        ...when(rules.words, 'words', ofText(words(folded))),
        ...when(rules.patterns, 'patterns', ofText(inPatterns)),
        ...when(rules.links, 'links', linksAgainst(rules.links, text)),
        ...when(rules.length, 'length', text.length > (rules.length?.most ?? Infinity) ? [whole(text)] : []),
        ...when(rules.attachments, 'attachments', filesAgainst(rules.attachments, attachments, text)),
      ]
    },
  }
}

const whole = (text: string): Range => ({ start: 0, end: text.length })

const when = (
  rule: { readonly action: RuleAction } | undefined,
  name: RuleName,
  ranges: ReadonlyArray<Range>,
): ReadonlyArray<Finding> =>
  rule === undefined || ranges.length === 0 ? [] : [{ rule: name, action: rule.action, ranges }]

const wordsOf = /[\p{L}\p{M}\p{N}]+/gu

/** By the first word of each entry, so that a long list costs no more than a short one. */
function createWordFinder(list: ReadonlyArray<string>): (folded: string) => ReadonlyArray<Range> {
  const byFirst = new Map<string, Array<ReadonlyArray<string>>>()
  for (const entry of list) {
    const phrase = foldText(entry).match(wordsOf) ?? []
    const [first] = phrase
    if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), phrase])
  }
  return (folded) => {
    if (byFirst.size === 0) return []
    const found = [...folded.matchAll(wordsOf)].map(({ 0: word, index }) => ({ word, index }))
    return found.flatMap(({ word, index: start }, at) =>
      (byFirst.get(word) ?? []).flatMap((phrase) => {
        const last = found[at + phrase.length - 1]
        const isThere = phrase.every((each, offset) => found[at + offset]?.word === each)
        return isThere && last !== undefined ? [{ start, end: last.index + last.word.length }] : []
      }),
    )
  }
}

function linksAgainst(rule: ModerationRules['links'], text: string): ReadonlyArray<Range> {
  if (rule === undefined) return []
  const isNamed = (host: string, list: ReadonlyArray<string>): boolean =>
    list.some((each) => host === each || host.endsWith(`.${each}`))
  return findLinks(text)
    .filter(({ host }) => ('only' in rule ? !isNamed(host, rule.only) : isNamed(host, rule.never)))
    .map(() => whole(text))
    .slice(0, 1)
}

function filesAgainst(
  rule: ModerationRules['attachments'],
  files: Said['attachments'],
  text: string,
): ReadonlyArray<Range> {
  if (rule === undefined) return []
  const { most, types } = rule
  const isAllowed = (type: string): boolean =>
    types === undefined ||
    types.some((each) => (each.endsWith('/*') ? type.startsWith(each.slice(0, -1)) : type === each))
  const isAgainst = files.length > most || !files.every(({ type }) => isAllowed(type.toLowerCase()))
  return isAgainst ? [whole(text)] : []
}

/** The same length, so that nothing else becomes too long. */
export function masked(text: string, ranges: ReadonlyArray<Range>): string {
  let made = ''
  let done = 0
  for (const { start, end } of merged(ranges)) {
    made += text.slice(done, start) + '█'.repeat(end - start)
    done = end
  }
  return made + text.slice(done)
}

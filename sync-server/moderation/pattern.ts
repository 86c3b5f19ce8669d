/**
 * Patterns of moderation rules: the part of regular expressions that needs no going back. A pattern becomes a machine that
 * reads a text once, in steps of at most its size, whatever pattern and text (no ReDoS). Known: `.`, `[a-z]`, `[^a-z]`, `\d`,
 * `\w`, `\s`, `\b`, `^`, `$`, `(…)`, `(?:…)`, `|`, `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}` and `\` before a sign. Texts are
 * compared folded: without case and accents.
 */
import { fail, ok, type Result } from '../../core/base/result.ts'
import { type Node, parsePattern, type PatternFailure } from './pattern-parser.ts'

export interface Pattern {
  /** Its size: a text costs at most so many steps for each of its characters. */
  readonly size: number
  /** All that some match covers, in code units of `folded`, ascending and apart. */
  readonly find: (folded: string) => ReadonlyArray<Range>
}

/** Code units in [start, end). */
export interface Range {
  readonly start: number
  readonly end: number
}

/** Of one pattern; `{n,m}` counts as often as it repeats. */
const maxSize = 500

type Step =
  | { readonly kind: 'read'; readonly takes: (sign: string) => boolean }
  | { readonly kind: 'split'; readonly to: ReadonlyArray<number> }
  | { readonly kind: 'assert'; readonly what: 'start' | 'end' | 'edge' }
  | { readonly kind: 'match' }

export function compilePattern(text: string): Result<Pattern, PatternFailure> {
  const parsed = parsePattern(text)
  if (!parsed.ok) return parsed
  const steps: Array<Step> = []
  if (!write(steps, parsed.value)) return fail({ kind: 'too-large' })
  steps.push({ kind: 'match' })
  const pattern = { size: steps.length, find: (folded: string) => search(steps, folded) }
  return canBeEmpty(parsed.value) ? fail({ kind: 'matches-nothing' }) : ok(pattern)
}

/** Whether it fits. Each step goes on to the next one, unless it is a `split`. */
function write(steps: Array<Step>, node: Node): boolean {
  if (steps.length >= maxSize) return false
  switch (node.kind) {
    case 'sign':
      steps.push({ kind: 'read', takes: node.takes })
      return true
    case 'assert':
      steps.push(node)
      return true
    case 'sequence':
      return node.parts.every((part) => write(steps, part))
    case 'either':
      return writeEither(steps, node.parts)
    case 'repeat':
      return writeRepeat(steps, node)
  }
}

function writeEither(steps: Array<Step>, parts: ReadonlyArray<Node>): boolean {
  const begins: Array<number> = []
  const ends: Array<number> = []
  const fork = steps.push({ kind: 'split', to: begins }) - 1
  const fits = parts.every((part) => {
    begins.push(steps.length)
    const isWritten = write(steps, part)
    ends.push(steps.push({ kind: 'split', to: [] }) - 1)
    return isWritten
  })
  for (const end of ends) steps[end] = { kind: 'split', to: [steps.length] }
  return fits && fork < maxSize
}

function writeRepeat(
  steps: Array<Step>,
  { part, min, max }: Extract<Node, { readonly kind: 'repeat' }>,
): boolean {
  for (let times = 0; times < min; times++) if (!write(steps, part)) return false
  if (max === undefined) {
    const fork = steps.push({ kind: 'split', to: [] }) - 1
    if (!write(steps, part)) return false
    steps.push({ kind: 'split', to: [fork] })
    steps[fork] = { kind: 'split', to: [fork + 1, steps.length] }
    return true
  }
  const forks: Array<number> = []
  for (let times = min; times < max; times++) {
    forks.push(steps.push({ kind: 'split', to: [] }) - 1)
    if (!write(steps, part)) return false
  }
  for (const fork of forks) steps[fork] = { kind: 'split', to: [fork + 1, steps.length] }
  return true
}

function canBeEmpty(node: Node): boolean {
  switch (node.kind) {
    case 'sign':
      return false
    case 'assert':
      return true
    case 'sequence':
      return node.parts.every(canBeEmpty)
    case 'either':
      return node.parts.some(canBeEmpty)
    case 'repeat':
      return node.min === 0 || canBeEmpty(node.part)
  }
}

/** Where a way through the machine stands, and where in the text it began. */
interface Way {
  readonly at: number
  readonly since: number
}

/** All ways at once. They lie in the order of where they began, so that the first to reach a step is the longest. */
function search(steps: ReadonlyArray<Step>, text: string): ReadonlyArray<Range> {
  const found: Array<Range> = []
  const seen = new Int32Array(steps.length).fill(-1)
  let ways: ReadonlyArray<Way> = []
  for (let place = 0; ;) {
    const here: Array<Way> = []
    for (const way of [...ways, { at: 0, since: place }])
      follow(steps, way, { text, place, seen, here, found })
    const sign = signAt(text, place)
    if (sign === '') return merged(found)
    ways = here.flatMap(({ at, since }) => {
      const step = steps[at]
      return step?.kind === 'read' && step.takes(sign) ? [{ at: at + 1, since }] : []
    })
    place += sign.length
  }
}

interface Here {
  readonly text: string
  readonly place: number
  /** The place at which a step was reached last. */
  readonly seen: Int32Array
  readonly here: Array<Way>
  readonly found: Array<Range>
}

/** To all steps that can be reached without reading. */
function follow(steps: ReadonlyArray<Step>, way: Way, { text, place, seen, here, found }: Here): void {
  const open = [way.at]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const step = steps[at]
    if (step === undefined || seen[at] === place) continue
    seen[at] = place
    if (step.kind === 'split') open.push(...step.to)
    else if (step.kind === 'assert') {
      if (holds(step.what, text, place)) open.push(at + 1)
    } else if (step.kind === 'read') here.push({ at, since: way.since })
    else found.push({ start: way.since, end: place })
  }
}

function holds(what: 'start' | 'end' | 'edge', text: string, place: number): boolean {
  if (what === 'start') return place === 0
  if (what === 'end') return place === text.length
  return isWordSign(signBefore(text, place)) !== isWordSign(signAt(text, place))
}

const isWordSign = (sign: string): boolean => /^[\p{L}\p{M}\p{N}_]/u.test(sign)
const signAt = (text: string, place: number): string => {
  const point = text.codePointAt(place)
  return point === undefined ? '' : String.fromCodePoint(point)
}
const signBefore = (text: string, place: number): string => {
  const pair = text.slice(Math.max(0, place - 2), place)
  return Array.from(pair).at(-1) ?? ''
}

/** Ascending, those that touch as one. */
export function merged(ranges: ReadonlyArray<Range>): ReadonlyArray<Range> {
  const apart: Array<Range> = []
  for (const { start, end } of ranges.toSorted((left, right) => left.start - right.start)) {
    const last = apart.at(-1)
    if (last === undefined || start > last.end) apart.push({ start, end })
    else apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, end) }
  }
  return apart
}

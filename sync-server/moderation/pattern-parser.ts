/** Reads the patterns of `pattern.ts`. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import { foldText } from '../../core/search/fold-text.ts'

export type Node =
  | { readonly kind: 'sign'; readonly takes: (sign: string) => boolean }
  | { readonly kind: 'assert'; readonly what: 'start' | 'end' | 'edge' }
  | { readonly kind: 'sequence' | 'either'; readonly parts: ReadonlyArray<Node> }
  | { readonly kind: 'repeat'; readonly part: Node; readonly min: number; readonly max: number | undefined }

export type PatternFailure =
  /** `at`: the sign, from 0, at which it stops to be one. */
  | { readonly kind: 'malformed'; readonly at: number }
  | { readonly kind: 'too-large' }
  /** It would be found everywhere. */
  | { readonly kind: 'matches-nothing' }

const maxRepeats = 100
const maxDepth = 20

interface Reader {
  readonly signs: ReadonlyArray<string>
  at: number
  depth: number
}

export function parsePattern(text: string): Result<Node, PatternFailure> {
  const reader: Reader = { signs: Array.from(text), at: 0, depth: 0 }
  const node = readEither(reader)
  return node === undefined || reader.at < reader.signs.length
    ? fail({ kind: 'malformed', at: reader.at })
    : ok(node)
}

const peek = ({ signs, at }: Reader): string => signs[at] ?? ''
function take(reader: Reader, wanted: string): boolean {
  if (peek(reader) !== wanted) return false
  reader.at++
  return true
}

function readEither(reader: Reader): Node | undefined {
  const parts: Array<Node> = []
  do {
    const part = readSequence(reader)
    if (part === undefined) return undefined
    parts.push(part)
  } while (take(reader, '|'))
  return parts.length === 1 ? parts[0] : { kind: 'either', parts }
}

function readSequence(reader: Reader): Node | undefined {
  const parts: Array<Node> = []
  while (reader.at < reader.signs.length && peek(reader) !== '|' && peek(reader) !== ')') {
    const part = readOne(reader)
    if (part === undefined) return undefined
    const repeated = readRepeats(reader, part)
    if (repeated === undefined) return undefined
    parts.push(repeated)
  }
  return { kind: 'sequence', parts }
}

function readOne(reader: Reader): Node | undefined {
  const sign = peek(reader)
  if (sign === '(') return readGroup(reader)
  if (sign === '[') return readClass(reader)
  if ('*+?{}]'.includes(sign)) return undefined
  reader.at++
  if (sign === '.') return { kind: 'sign', takes: () => true }
  if (sign === '^') return { kind: 'assert', what: 'start' }
  if (sign === '$') return { kind: 'assert', what: 'end' }
  if (sign !== '\\') return literal(sign)
  const escaped = peek(reader)
  reader.at++
  if (escaped === 'b') return { kind: 'assert', what: 'edge' }
  const takes = named(escaped)
  if (takes !== undefined) return { kind: 'sign', takes }
  // Letters may come to mean something; signs mean themselves.
  return escaped === '' || /[\p{L}\p{N}]/u.test(escaped) ? undefined : literal(escaped)
}

/** As texts are compared: one sign may be two then. */
const literal = (sign: string): Node => ({
  kind: 'sequence',
  parts: Array.from(foldText(sign)).map((wanted) => ({ kind: 'sign', takes: (found) => found === wanted })),
})

function named(letter: string): ((sign: string) => boolean) | undefined {
  if (letter === 'd') return (sign) => /^\p{Nd}$/u.test(sign)
  if (letter === 'w') return (sign) => /^[\p{L}\p{M}\p{N}_]$/u.test(sign)
  if (letter === 's') return (sign) => /^\s$/.test(sign)
  return undefined
}

function readGroup(reader: Reader): Node | undefined {
  if (reader.depth >= maxDepth) return undefined
  reader.depth++
  reader.at++
  if (take(reader, '?') && !take(reader, ':')) return undefined
  const node = readEither(reader)
  reader.depth--
  return take(reader, ')') ? node : undefined
}

function readClass(reader: Reader): Node | undefined {
  reader.at++
  const isOther = take(reader, '^')
  const tests: Array<(sign: string) => boolean> = []
  while (reader.at < reader.signs.length && peek(reader) !== ']') {
    const test = readClassPart(reader)
    if (test === undefined) return undefined
    tests.push(test)
  }
  if (!take(reader, ']') || tests.length === 0) return undefined
  // Texts come in lowercase, classes as somebody wrote them.
  const has = (sign: string): boolean => tests.some((test) => test(sign) || test(sign.toUpperCase()))
  return { kind: 'sign', takes: (sign) => has(sign) !== isOther }
}

function readClassPart(reader: Reader): ((sign: string) => boolean) | undefined {
  const from = readClassSign(reader)
  if (from === undefined || typeof from !== 'string') return from
  if (peek(reader) !== '-' || reader.signs[reader.at + 1] === ']') return (sign) => sign === from
  reader.at++
  const to = readClassSign(reader)
  if (typeof to !== 'string') return undefined
  const [low, high] = [from.codePointAt(0) ?? 0, to.codePointAt(0) ?? 0]
  if (low > high) return undefined
  return (sign) => {
    const point = sign.length > 2 ? undefined : sign.codePointAt(0)
    return point !== undefined && point >= low && point <= high
  }
}

function readClassSign(reader: Reader): string | ((sign: string) => boolean) | undefined {
  const sign = peek(reader)
  if (sign === '') return undefined
  reader.at++
  if (sign !== '\\') return sign
  const escaped = peek(reader)
  reader.at++
  const takes = named(escaped)
  if (takes !== undefined) return takes
  return escaped === '' || /[\p{L}\p{N}]/u.test(escaped) ? undefined : escaped
}

function readRepeats(reader: Reader, part: Node): Node | undefined {
  if (take(reader, '*')) return { kind: 'repeat', part, min: 0, max: undefined }
  if (take(reader, '+')) return { kind: 'repeat', part, min: 1, max: undefined }
  if (take(reader, '?')) return { kind: 'repeat', part, min: 0, max: 1 }
  if (!take(reader, '{')) return part
  const min = readNumber(reader)
  if (min === undefined) return undefined
  const isOpen = take(reader, ',')
  const max = isOpen ? readNumber(reader) : min
  if (!take(reader, '}') || (max !== undefined && (max < min || max === 0))) return undefined
  return { kind: 'repeat', part, min, max }
}

function readNumber(reader: Reader): number | undefined {
  let digits = ''
  while (/^\d$/.test(peek(reader)) && digits.length < 4) {
    digits += peek(reader)
    reader.at++
  }
  return digits === '' || Number(digits) > maxRepeats ? undefined : Number(digits)
}

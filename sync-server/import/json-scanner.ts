/**
 * Finds where things lie in JSON (RFC 8259) that `JSON.parse` has refused or whose records must be told by line. Total;
 * needs no recursion, so that nesting is bounded by the text alone.
 */

export type Scan =
  /** Where the value ends (exclusive). */
  | { readonly ok: true; readonly end: number }
  /** Where the text stops being JSON; its length if it breaks off. */
  | { readonly ok: false; readonly at: number }

const space = /[ \t\n\r]*/y
const plainRun = /[^"\\\p{Cc}]*/uy
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const word = /true|false|null/y
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

/** Where `pattern` stops matching from `at`; `at` itself if it does not match there. */
function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

export const skipSpace = (text: string, at: number): number => after(space, text, at)

/** Scans the value that starts exactly at `start`. */
export function scanValue(text: string, start: number): Scan {
  const open: Array<'{' | '['> = []
  let at = start
  for (;;) {
    const begun = beginValue(text, at)
    if (!begun.ok) return begun
    at = begun.end
    if (begun.opened !== undefined) {
      open.push(begun.opened)
      continue
    }
    const next = afterValue(text, at, open)
    if (!next.ok || next.done) return next
    at = next.end
  }
}

type Begun =
  | { readonly ok: true; readonly end: number; readonly opened?: '{' | '[' }
  | { readonly ok: false; readonly at: number }

/** Reads a scalar or an empty container whole, or opens a container up to its first value. */
function beginValue(text: string, at: number): Begun {
  const first = text[at]
  if (first === '"') return scanString(text, at)
  if (first === '{' || first === '[') {
    const inside = skipSpace(text, at + 1)
    if (text[inside] === (first === '{' ? '}' : ']')) return { ok: true, end: inside + 1 }
    if (first === '[') return { ok: true, end: inside, opened: first }
    const key = scanKey(text, inside)
    return key.ok ? { ...key, opened: first } : key
  }
  const end = Math.max(after(number, text, at), after(word, text, at))
  return end > at ? { ok: true, end } : { ok: false, at }
}

/** After a value: closes what ends here, then either the outermost value is done or another one begins at `end`. */
function afterValue(
  text: string,
  from: number,
  open: Array<'{' | '['>,
):
  | { readonly ok: true; readonly end: number; readonly done: boolean }
  | { readonly ok: false; readonly at: number } {
  let at = from
  for (;;) {
    const inside = open.at(-1)
    if (inside === undefined) return { ok: true, end: at, done: true }
    at = skipSpace(text, at)
    if (text[at] === ',') {
      const next = skipSpace(text, at + 1)
      if (inside === '[') return { ok: true, end: next, done: false }
      const key = scanKey(text, next)
      return key.ok ? { ...key, done: false } : key
    }
    if (text[at] !== (inside === '{' ? '}' : ']')) return { ok: false, at }
    open.pop()
    at++
  }
}

/** A key, its colon and the space behind it. */
function scanKey(text: string, at: number): Scan {
  if (text[at] !== '"') return { ok: false, at }
  const key = scanString(text, at)
  if (!key.ok) return key
  const colon = skipSpace(text, key.end)
  return text[colon] === ':' ? { ok: true, end: skipSpace(text, colon + 1) } : { ok: false, at: colon }
}

function scanString(text: string, start: number): Scan {
  let at = start + 1
  for (;;) {
    at = after(plainRun, text, at)
    if (text[at] === '"') return { ok: true, end: at + 1 }
    const code = text.charCodeAt(at)
    if (code >= 0x7f && code <= 0x9f) {
      at++ // a control character to Unicode, an ordinary one to JSON
      continue
    }
    const next = after(escape, text, at)
    if (next === at) return { ok: false, at }
    at = next
  }
}

export interface TextPosition {
  /** From 1, as editors count. */
  readonly line: number
  /** From 1, in UTF-16 code units. */
  readonly column: number
}

/** Answers where offsets of `text` lie; the lines are counted once. */
export function createPositions(text: string): (offset: number) => TextPosition {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }
}

/** A file that holds one JSON list of records, some of which may be damaged: what can be read is read. */
import { createPositions, scanValue, skipSpace, type TextPosition } from './json-scanner.ts'
import { forTerminal } from './clean-text.ts'

export interface JsonFault extends TextPosition {
  readonly text: string
}

export interface JsonRecords {
  readonly records: ReadonlyArray<unknown>
  /** Where the text is not JSON; after each, reading went on with the next record that could be made out. */
  readonly faults: ReadonlyArray<JsonFault>
  /** The line on which a record begins, by its index in `records`. Costs a scan of the file the first time. */
  readonly lineOf: (index: number) => number
}

/** After so many faults a file is rubbish, and a list of all of them helps nobody. @internal */
export const maxFaults = 100

/** Total. The keys tell a record, good or bad, from the objects that lie within records. */
export function readRecords(text: string, keys: ReadonlyArray<string>): JsonRecords {
  const parsed = tryParse(text)
  if (Array.isArray(parsed)) {
    const records: ReadonlyArray<unknown> = parsed
    let scanned: Salvaged | undefined
    return {
      records,
      faults: [],
      lineOf: (index) => (scanned ??= salvage(text, keys)).lines[index] ?? 1,
    }
  }
  const { records, faults, lines } = salvage(text, keys)
  return { records, faults, lineOf: (index) => lines[index] ?? 1 }
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface Salvaged {
  readonly records: Array<unknown>
  readonly lines: Array<number>
  readonly faults: Array<JsonFault>
}

function salvage(text: string, keys: ReadonlyArray<string>): Salvaged {
  const found: Salvaged = { records: [], lines: [], faults: [] }
  const positionOf = createPositions(text)
  const search = createSearch(text, keys)
  const report = (at: number, why: string): void => void found.faults.push({ ...positionOf(at), text: why })
  const open = skipSpace(text, 0)
  const isList = text[open] === '['
  if (!isList) report(open, open < text.length ? 'not a list' : 'the file is empty')
  const first = isList ? skipSpace(text, open + 1) : search(open, open)
  let at = first
  while (at !== undefined && found.faults.length < maxFaults) {
    const isEmpty = at === first && text[at] === ']'
    const value = isEmpty ? ({ ok: true, end: at } as const) : scanValue(text, at)
    if (value.ok && !isEmpty) {
      found.records.push(JSON.parse(text.slice(at, value.end)))
      found.lines.push(positionOf(at).line)
    }
    let stop = value.ok ? skipSpace(text, value.end) : value.at
    if (value.ok && text[stop] === ',') {
      at = skipSpace(text, stop + 1)
      continue
    }
    const closed = value.ok && text[stop] === ']'
    if (closed) stop = skipSpace(text, stop + 1)
    if (value.ok && stop === text.length && (closed || !isList)) return found
    report(stop, whatIsWrong(text, stop))
    at = search(value.ok ? value.end : at + 1, stop)
  }
  if (at !== undefined)
    found.faults.push({ ...positionOf(at), text: 'too many faults: the rest is passed over' })
  return found
}

function whatIsWrong(text: string, at: number): string {
  if (at >= text.length) return 'not JSON: the file breaks off here'
  const [rest = ''] = /[^\r\n]*/.exec(text.slice(at, at + 40)) ?? []
  return rest === '' ? 'not JSON: the line breaks off here' : `not JSON from here: ${forTerminal(rest)}`
}

/** Characters that a search may look at, per character of text: what is nested deep is looked at again and again. */
const searchBudget = 8

/**
 * Finds the next record in damaged text: an object that has `keys`, or one that is damaged further on than
 * `fault`, so that it gets a report of its own.
 */
function createSearch(
  text: string,
  keys: ReadonlyArray<string>,
): (from: number, fault: number) => number | undefined {
  let budget = text.length * searchBudget
  const candidate = /\{\s*"/g
  return (from, fault) => {
    candidate.lastIndex = from
    for (let match = candidate.exec(text); match !== null && budget > 0; match = candidate.exec(text)) {
      const value = scanValue(text, match.index)
      budget -= (value.ok ? value.end : value.at) - match.index
      if (value.ok ? hasAll(JSON.parse(text.slice(match.index, value.end)), keys) : value.at > fault) {
        return match.index
      }
    }
    return undefined
  }
}

const hasAll = (value: unknown, keys: ReadonlyArray<string>): boolean =>
  typeof value === 'object' && value !== null && keys.every((key) => Object.hasOwn(value, key))

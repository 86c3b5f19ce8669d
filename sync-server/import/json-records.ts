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

/** After so many faults a file is rubbish, and a list of all of them helps nobody. */
export const maxFaults = 100

/** Total. `isRecord` tells a record of this file from the objects that lie within records. */
export function readRecords(text: string, isRecord: (value: unknown) => boolean): JsonRecords {
  const parsed = tryParse(text)
  if (Array.isArray(parsed)) {
    const records: ReadonlyArray<unknown> = parsed
    let scanned: Salvaged | undefined
    return {
      records,
      faults: [],
      lineOf: (index) => (scanned ??= salvage(text, isRecord)).lines[index] ?? 1,
    }
  }
  const { records, faults, lines } = salvage(text, isRecord)
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

function salvage(text: string, isRecord: (value: unknown) => boolean): Salvaged {
  const found: Salvaged = { records: [], lines: [], faults: [] }
  const positionOf = createPositions(text)
  const search = createSearch(text, isRecord)
  const report = (at: number, why: string): void => void found.faults.push({ ...positionOf(at), text: why })
  const open = skipSpace(text, 0)
  if (text[open] !== '[') report(open, open < text.length ? 'not a list' : 'the file is empty')
  let at = text[open] === '[' ? skipSpace(text, open + 1) : search(open, open)
  while (at !== undefined) {
    const value = scanValue(text, at)
    if (value.ok) {
      found.records.push(JSON.parse(text.slice(at, value.end)))
      found.lines.push(positionOf(at).line)
    }
    const stop = value.ok ? skipSpace(text, value.end) : value.at
    if (value.ok && text[stop] === ',') {
      at = skipSpace(text, stop + 1)
      continue
    }
    if (text[stop] === ']' && (value.ok || found.records.length === 0)) return found
    report(stop, whatIsWrong(text, stop))
    if (found.faults.length === maxFaults)
      report(stop, 'too many faults: the rest of the file is passed over')
    at = found.faults.length > maxFaults ? undefined : search(value.ok ? value.end : at + 1, stop)
  }
  return found
}

const whatIsWrong = (text: string, at: number): string =>
  at >= text.length ? 'the file breaks off' : `not JSON from here: ${forTerminal(text.slice(at, at + 30))}`

/** Characters that a search may look at, per character of text: what is nested deep is looked at again and again. */
const searchBudget = 8

/**
 * Finds the next record in damaged text: an object that `isRecord` knows, or one that is damaged further on than
 * `fault`, so that it gets a report of its own.
 */
function createSearch(
  text: string,
  isRecord: (value: unknown) => boolean,
): (from: number, fault: number) => number | undefined {
  let budget = text.length * searchBudget
  const candidate = /\{\s*"/g
  return (from, fault) => {
    candidate.lastIndex = from
    for (let match = candidate.exec(text); match !== null && budget > 0; match = candidate.exec(text)) {
      const value = scanValue(text, match.index)
      budget -= (value.ok ? value.end : value.at) - match.index
      if (value.ok ? isRecord(JSON.parse(text.slice(match.index, value.end))) : value.at > fault) {
        return match.index
      }
    }
    return undefined
  }
}

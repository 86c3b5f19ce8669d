/** What a text in the composer can be made to be, as pieces of CommonMark: by key, or from the bar. Rules CP1 and CP2. */
import { formatKeys, isPressed, type Key, type Pressed } from '../keys/keymap.ts'

export interface Selection {
  readonly start: number
  readonly end: number
}

/** Put `insert` in place of what lies from `start` to `end`, then select. */
export interface Edit extends Selection {
  readonly insert: string
  readonly select: Selection
}

export type Format = keyof typeof formats

const formats = {
  bold: marked('**'),
  italic: marked('*'),
  strike: marked('~~'),
  code: codeOf,
  link: linked,
  bulletList: led(/^[-*+]\s/u, () => '- '),
  orderedList: led(/^\d{1,9}[.)]\s/u, (line) => `${line + 1}. `),
  blockquote: led(/^>\s?/u, () => '> '),
  codeBlock: fenced,
} as const satisfies Readonly<Record<string, (text: string, selection: Selection) => Edit>>

/** In groups, as they stand in the bar. */
export const formatGroups: ReadonlyArray<ReadonlyArray<Format>> = [
  ['bold', 'italic', 'strike', 'code', 'link'],
  ['bulletList', 'orderedList', 'blockquote', 'codeBlock'],
]

export const formatted = (format: Format, text: string, selection: Selection): Edit =>
  formats[format](text, selection)

/** Undefined where the format has none. */
export const keyOfFormat = (format: Format): Key | undefined =>
  Object.entries(formatKeys).find(([name]) => name === format)?.[1]

/** The format that a key asks for. On a Mac, Control moves the caret as everywhere there: it is Command's alone. */
export function formatOf(pressed: Pressed, isMac: boolean): Format | undefined {
  if (pressed.ctrlKey === pressed.metaKey || pressed.metaKey !== isMac) return undefined
  return formatGroups.flat().find((format) => {
    const key = keyOfFormat(format)
    return key !== undefined && isPressed(pressed, key)
  })
}

/** Spaces at the ends of what is selected stay outside of marks: within them CommonMark takes them for no marks. */
function trimmed(text: string, { start, end }: Selection): Selection {
  const inner = text.slice(start, end)
  if (inner.trim() === '') return { start, end }
  return {
    start: start + inner.length - inner.trimStart().length,
    end: end - inner.length + inner.trimEnd().length,
  }
}

/**
 * Puts a mark around the selection, or takes it away where it is already, around it or within. Nothing selected: the caret
 * stands between, or steps out where what is marked ends.
 */
function marked(mark: string): (text: string, selection: Selection) => Edit {
  const { length } = mark
  return (text, selection) => {
    const { start, end } = trimmed(text, selection)
    const inner = text.slice(start, end)
    const isAround = text.slice(start - length, start) === mark && text.slice(end, end + length) === mark
    const isBefore = text.startsWith(mark, end) && !isDoubleStart(text.slice(end), mark)
    if (start === end && isBefore && isOpen(text, start, mark)) {
      return { start, end, insert: '', select: { start: start + length, end: start + length } }
    }
    if (isAround && start >= length && !isDoubled(text.slice(0, start), mark)) {
      const select = { start: start - length, end: end - length }
      return { start: start - length, end: end + length, insert: inner, select }
    }
    if (isMarked(inner, mark)) {
      const select = { start, end: end - 2 * length }
      return { start, end, insert: inner.slice(length, -length), select }
    }
    return { start, end, insert: mark + inner + mark, select: { start: start + length, end: end + length } }
  }
}

const anyRun = /([*~`])\1*/gu
/** A bullet, or what is multiplied: no mark. */
const lone = /(^|\s)[*~]+(?=\s)/gu

/** Where the mark stands, and how often there. `***` is both a `**` and a `*`; `**` is no `*`. */
function runsOf(mark: string, text: string): ReadonlyArray<{ readonly end: number; readonly count: number }> {
  return Array.from(text.matchAll(anyRun), ({ 0: run, index }) => {
    const count = mark === '*' ? run.length % 2 : Math.floor(run.length / mark.length)
    return { end: index + run.length, count: run.startsWith(mark) ? count : 0 }
  }).filter(({ count }) => count > 0)
}

/** Whether the mark begins before `at`, on the same line, and does not end there, with something said since. */
function isOpen(text: string, at: number, mark: string): boolean {
  const line = text.slice(text.slice(0, at).lastIndexOf('\n') + 1, at).replace(lone, '$1')
  const runs = runsOf(mark, line)
  const total = runs.reduce((sum, { count }) => sum + count, 0)
  return total % 2 === 1 && (runs.at(-1)?.end ?? line.length) < line.length
}

/** `**` before a word is not `*` twice before it. */
const isDoubled = (before: string, mark: string): boolean =>
  mark === '*' && before.endsWith('**') && !before.endsWith('***')

const isDoubleStart = (after: string, mark: string): boolean =>
  mark === '*' && after.startsWith('**') && !after.startsWith('***')

/** As one: in `**a** and **b**` the outer marks are not a pair. */
const isMarked = (inner: string, mark: string): boolean =>
  inner.length > 2 * mark.length &&
  inner.startsWith(mark) &&
  inner.endsWith(mark) &&
  !isDoubleStart(inner, mark) &&
  runsOf(mark, inner.slice(mark.length, -mark.length).replace(lone, '$1')).length === 0

const markedAsCode = marked('`')

/** Of several lines, a block. */
function codeOf(text: string, selection: Selection): Edit {
  const { start, end } = trimmed(text, selection)
  return text.slice(start, end).includes('\n') ? fenced(text, selection) : markedAsCode(text, selection)
}

const address = /^(?:https?:\/\/|mailto:)\S+$/iu
const link = /^\[([^\]\n]*)\]\([^()\n]*\)$/u
const linkEnd = /^\]\([^()\n]*\)/u

/** The words of a link, then its address; a link that is there becomes its words. */
function linked(text: string, selection: Selection): Edit {
  const { start, end } = trimmed(text, selection)
  const inner = text.slice(start, end)
  const tail = text[start - 1] === '[' ? linkEnd.exec(text.slice(end))?.[0] : undefined
  const select = { start: start - 1, end: end - 1 }
  if (tail !== undefined) return { start: start - 1, end: end + tail.length, insert: inner, select }
  const words = link.exec(inner)?.[1]
  if (words !== undefined) {
    return { start, end, insert: words, select: { start, end: start + words.length } }
  }
  const isAddress = address.test(inner)
  const at = isAddress || inner === '' ? start + 1 : start + inner.length + 3
  const insert = isAddress ? `[](${inner})` : `[${inner}]()`
  return { start, end, insert, select: { start: at, end: at } }
}

/** The whole lines that the selection touches. */
function linesAt(text: string, { start, end }: Selection): Selection {
  const next = text.indexOf('\n', end)
  return { start: text.slice(0, start).lastIndexOf('\n') + 1, end: next === -1 ? text.length : next }
}

const anyLead = /^(?:[-*+]\s|\d{1,9}[.)]\s|>\s?)/u

/** Every line begins so, in place of another beginning; or no longer, where every line did. */
function led(found: RegExp, lead: (line: number) => string): (text: string, selection: Selection) => Edit {
  return (text, selection) => {
    const { start, end } = linesAt(text, selection)
    const lines = text.slice(start, end).split('\n')
    const isLed = lines.every((line) => found.test(line))
    const insert = lines
      .map((line, index) => (isLed ? line.replace(found, '') : lead(index) + line.replace(anyLead, '')))
      .join('\n')
    // Within one line, what was selected or where the caret was stays so.
    const moved = insert.length - (end - start)
    const select =
      lines.length > 1
        ? { start, end: start + insert.length }
        : { start: Math.max(start, selection.start + moved), end: Math.max(start, selection.end + moved) }
    return { start, end, insert, select }
  }
}

const fence = '```'
const block = /^```[^\n]*\n([\s\S]*)\n```$/u

function fenced(text: string, selection: Selection): Edit {
  const { start, end } = linesAt(text, selection)
  const inner = text.slice(start, end)
  const before = text.slice(0, start)
  const opening = /(?:^|\n)(```[^\n]*\n)$/u.exec(before)?.[1]
  if (opening !== undefined && text.slice(end, end + fence.length + 1) === `\n${fence}`) {
    const from = start - opening.length
    const select = { start: from, end: from + inner.length }
    return { start: from, end: end + fence.length + 1, insert: inner, select }
  }
  const said = block.exec(inner)?.[1]
  if (said !== undefined) return { start, end, insert: said, select: { start, end: start + said.length } }
  const at = start + fence.length + 1
  const insert = `${fence}\n${inner}\n${fence}`
  return { start, end, insert, select: { start: at, end: at + inner.length } }
}

/** Where in a text its blocks stand, and what is in them. What none of them shows is a mark, or the like of one: a line of dashes. */
import type { Token } from 'markdown-it'
import { codeOf } from './build-markup.ts'
import type { Places } from './inline-places.ts'
import { inlineRanges, type Range } from './inline-ranges.ts'

/** Content of a block, from `start` on, that is the text's from `at` on, within one line. */
interface Stretch {
  readonly start: number
  readonly end: number
  readonly at: number
}

interface Line {
  readonly start: number
  readonly text: string
}

/** In no order. The text is the one that the blocks were read from, without carriage returns. */
export function writtenRanges(
  text: string,
  blocks: ReadonlyArray<Token>,
  places: Places,
): ReadonlyArray<Range> {
  const lines = linesOf(text)
  const ranges: Array<Range> = []
  const shown: Array<Stretch> = []
  const show = (stretches: ReadonlyArray<Stretch>, looks: ReadonlyArray<Range>): void => {
    shown.push(...stretches)
    ranges.push(...looks.flatMap((look) => moved(look, stretches)))
  }
  /** What is left of the row of a table. */
  let row: Line | undefined
  /** In a heading, or in the head of a table, which has none. */
  let hashes: string | undefined
  for (const block of blocks) {
    const own = lines.slice(...(block.map ?? [0, 0]))
    const all = { start: 0, end: block.content.length }
    if (block.type === 'heading_open' || block.type === 'th_open') hashes = block.markup
    else if (block.type === 'heading_close' || block.type === 'th_close') hashes = undefined
    else if (block.type === 'tr_open') row = rowOf(text, places.get(block))
    else if (block.type === 'table_close') row = undefined
    else if (block.type === 'blockquote_open') ranges.push(...own.map(quoteLook))
    else if (block.type === 'code_block') show(stretchesIn(own, block.content), [{ ...all, look: 'code' }])
    else if (block.type === 'fence') showFence(block, own, show)
    else if (block.type === 'inline') {
      const inner = inlineRanges(block.children ?? [], places)
      const looks: ReadonlyArray<Range> =
        hashes === undefined ? inner : [{ ...all, look: 'strong' }, ...inner]
      if (row === undefined)
        show(
          stretchesIn(
            own.map((line) => withoutHashes(line, hashes ?? '')),
            block.content,
          ),
          looks,
        )
      else row = showCell(block.content, row, (stretches) => show(stretches, looks))
    }
  }
  return [...ranges, ...between(text, shown)]
}

function linesOf(text: string): ReadonlyArray<Line> {
  let start = 0
  // The parser has put something else in place of null characters.
  return text
    .replaceAll('\0', '\u{FFFD}')
    .split('\n')
    .map((line) => {
      const found = { start, text: line }
      start += line.length + 1
      return found
    })
}

const rowOf = (text: string, { start, end } = { start: 0, end: 0 }): Line => ({
  start,
  text: text.slice(start, end),
})

const quoteLook = ({ start, text }: Line): Range => ({ start, end: start + text.length, look: 'quote' })

type Show = (stretches: ReadonlyArray<Stretch>, looks: ReadonlyArray<Range>) => void

/** Between the marks of a heading; before them are only those of lists and quotes. One that is underlined has none. */
function withoutHashes({ start, text }: Line, hashes: string): Line {
  const index = hashes.startsWith('#') ? text.indexOf(hashes) : -1
  if (index < 0) return { start, text }
  const length = index + hashes.length
  return { start: start + length, text: text.slice(length).replace(/[ \t]#+[ \t]*$/u, '') }
}

/** Where the lines of a block's content stand in those of the text: at their ends, behind the marks of lists and quotes. */
function stretchesIn(lines: ReadonlyArray<Line>, content: string): ReadonlyArray<Stretch> {
  const said = content.replace(/\n$/u, '').split('\n')
  if (said.length !== lines.length) return lines.map((line) => asItIs(line, content))
  let start = 0
  return lines.map((line, index) => {
    const written = said[index] ?? ''
    const stretch = stretchIn(line, written, start)
    start += written.length + 1
    return stretch ?? asItIs(line, content)
  })
}

function stretchIn(line: Line, written: string, start: number): Stretch | undefined {
  const end = start + written.length
  if (line.text.endsWith(written)) return { start, end, at: line.start + line.text.length - written.length }
  // Spaces at its end are left out, and a tab before it may have become spaces.
  const inner = written.trimStart()
  const index = line.text.lastIndexOf(inner)
  return index < 0 ? undefined : { start: end - inner.length, end, at: line.start + index }
}

/** A line that is shown, and of which nothing else is known: it lies behind all that has a look. */
const asItIs = ({ start, text }: Line, content: string): Stretch => ({
  start: content.length,
  end: content.length + text.length,
  at: start,
})

function showFence(block: Token, [opening, ...rest]: ReadonlyArray<Line>, show: Show): void {
  const code = codeOf(block)
  const said = block.info.trim()
  const isLanguage = code.kind === 'code' && code.language !== ''
  if (opening !== undefined && said !== '' && !isLanguage) {
    const index = code.kind === 'code' ? opening.text.lastIndexOf(said) : opening.text.indexOf(block.markup)
    const end = opening.text.length - Math.max(0, index)
    const stretch = { start: 0, end, at: opening.start + Math.max(0, index) }
    show([stretch], code.kind === 'code' ? [{ start: 0, end, look: 'code' }] : [])
  }
  if (block.content === '') return
  const lines = rest.slice(0, block.content.replace(/\n$/u, '').split('\n').length)
  show(stretchesIn(lines, block.content), [{ start: 0, end: block.content.length, look: 'code' }])
}

/** Returns what is left of the row. */
function showCell(content: string, row: Line, show: (stretches: ReadonlyArray<Stretch>) => void): Line {
  if (content === '') return row
  const skipped = /^[\s|]*/u.exec(row.text)?.[0].length ?? 0
  const written = content.replaceAll('|', '\\|')
  if (!row.text.startsWith(written, skipped)) {
    show([asItIs(row, content)])
    return { start: row.start + row.text.length, text: '' }
  }
  let start = 0
  let at = row.start + skipped
  for (const part of content.split(/(?=\|)/u)) {
    if (part.startsWith('|')) at += 1
    show([{ start, end: start + part.length, at }])
    start += part.length
    at += part.length
  }
  const length = skipped + written.length
  return { start: row.start + length, text: row.text.slice(length) }
}

/** A range of a block's content as ranges of the text. */
const moved = ({ start, end, look }: Range, stretches: ReadonlyArray<Stretch>): ReadonlyArray<Range> =>
  stretches
    .filter((stretch) => stretch.start < end && start < stretch.end)
    .map((stretch) => {
      const by = stretch.at - stretch.start
      return { start: Math.max(start, stretch.start) + by, end: Math.min(end, stretch.end) + by, look }
    })

/** All that is not shown, as marks. */
function between(text: string, shown: ReadonlyArray<Stretch>): ReadonlyArray<Range> {
  const marks: Array<Range> = []
  let done = 0
  const add = (end: number): void => {
    if (text.slice(done, end).trim() !== '') marks.push({ start: done, end, look: 'mark' })
  }
  for (const { start, end, at } of shown) {
    add(at)
    done = at + end - start
  }
  add(text.length)
  return marks
}

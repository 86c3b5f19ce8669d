/** A table as spreadsheets and pages put it on the clipboard, as a table of Markdown. */

/** More is no table that somebody reads in a chat: its text is pasted as it is. */
const maxRows = 200
const maxColumns = 30
const maxHtml = 2_000_000

/** Undefined for what is more or less than one table: then it is text. */
export function tableMarkdown(html: string): string | undefined {
  if (html.length > maxHtml) return undefined
  // Made apart from the page: nothing in it is run or fetched.
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  const [table, other] = body.querySelectorAll('table')
  if (table === undefined || other !== undefined) return undefined
  const rows = Array.from(table.rows, cellsOf).filter((cells) => cells.some((cell) => cell !== ''))
  const columns = Math.max(0, ...rows.map((cells) => cells.length))
  if (rows.length < 2 || columns < 2 || rows.length > maxRows || columns > maxColumns) return undefined
  for (const each of [table, ...body.querySelectorAll('style, script')]) each.remove()
  if (body.textContent.trim() !== '') return undefined
  const line = (cells: ReadonlyArray<string>): string =>
    `| ${Array.from({ length: columns }, (_, at) => cells[at] ?? '').join(' | ')} |`
  const [head = [], ...rest] = rows
  const marks = Array.from({ length: columns }, (_, at) =>
    rest.every((cells) => isFigure(cells[at])) ? '---:' : '---',
  )
  return [line(head), line(marks), ...rest.map(line)].join('\n')
}

const cellsOf = ({ cells }: HTMLTableRowElement): ReadonlyArray<string> =>
  Array.from(cells).flatMap((cell) => {
    for (const each of cell.querySelectorAll('br')) each.replaceWith(' ')
    // What reaches over several columns stands in the first of them.
    const over = Math.min(Math.max(cell.colSpan, 1), maxColumns)
    return [
      escaped(cell.textContent.replaceAll(/\s+/gu, ' ').trim()),
      ...Array.from({ length: over - 1 }, () => ''),
    ]
  })

/** Columns of them alone stand at the end, as in a spreadsheet. */
const isFigure = (cell = ''): boolean => /^[^\p{L}]{0,3}\p{N}[\p{N}.,\s\u2019'%\p{Sc}-]*$/u.test(cell)

/** What would be marks of Markdown is what it is in the cell. Within a word a line below is none. */
const escaped = (text: string): string =>
  text.replaceAll(/[\\|*`~<[\]]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw`\$&`)

import type { ClipboardEvent } from 'react'
import { insertText } from './edits.ts'

/**
 * Takes a table out of a spreadsheet or a page, which becomes one of Markdown (CP9): tells whether it did. Spreadsheets lay a picture of the
 * cells beside the text, so it goes before files.
 */
export function pasteTable(event: ClipboardEvent<HTMLTextAreaElement>): boolean {
  const { clipboardData, currentTarget } = event
  const [html, plain] = [clipboardData.getData('text/html'), clipboardData.getData('text/plain')]
  if (plain === '' || !/<table\b/iu.test(html)) return false
  event.preventDefault()
  void insertTable(currentTarget, html, plain)
  return true
}

async function insertTable(input: HTMLTextAreaElement, html: string, plain: string): Promise<void> {
  // What cannot be read is the code for it: the text is here all the same.
  const table = await import('./table-markdown.ts').then(
    ({ tableMarkdown }) => tableMarkdown(html),
    () => undefined,
  )
  insertText(
    input,
    table === undefined ? plain.replaceAll('\r\n', '\n').replace(/\n$/u, '') : alone(table, input),
  )
}

/** A table begins on a line of its own, and what follows it does too. */
function alone(table: string, { value, selectionStart, selectionEnd }: HTMLTextAreaElement): string {
  const [before, after] = [value.slice(0, selectionStart), value.slice(selectionEnd)]
  const lead = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  return `${lead}${table}${after === '' || after.startsWith('\n') ? '\n' : '\n\n'}`
}

import type { ClipboardEvent } from 'react'
import { insertText } from './edits.ts'
import type { Pasted } from './pasted-markdown.ts'

/**
 * Takes a table out of a spreadsheet or a page, or lines of code out of an editor, which become those of Markdown (CP9, CP12): tells
 * whether it did. Spreadsheets lay a picture of the cells beside the text, so it goes before files.
 */
export function pasteRich(event: ClipboardEvent<HTMLTextAreaElement>): boolean {
  const { clipboardData, currentTarget } = event
  const [html, plain, editor] = ['text/html', 'text/plain', 'vscode-editor-data'].map((type) =>
    clipboardData.getData(type),
  )
  const mayBeRich = /<table\b|<pre\b|white-space:\s*pre\s*[;"]/iu.test(html ?? '') || editor !== ''
  if (!html || !plain || !mayBeRich) return false
  event.preventDefault()
  void insertRich(currentTarget, { html, plain, editor: editor ?? '' })
  return true
}

async function insertRich(input: HTMLTextAreaElement, pasted: Pasted): Promise<void> {
  // What cannot be read is the code for it: the text is here all the same.
  const rich = await import('./pasted-markdown.ts').then(
    ({ pastedMarkdown }) => pastedMarkdown(pasted, input.value.slice(0, input.selectionStart)),
    () => undefined,
  )
  insertText(
    input,
    rich === undefined ? pasted.plain.replaceAll('\r\n', '\n').replace(/\n$/u, '') : alone(rich, input),
  )
}

/** It begins on a line of its own, and what follows it does too. */
function alone(block: string, { value, selectionStart, selectionEnd }: HTMLTextAreaElement): string {
  const [before, after] = [value.slice(0, selectionStart), value.slice(selectionEnd)]
  const lead = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  return `${lead}${block}${after === '' || after.startsWith('\n') ? '\n' : '\n\n'}`
}

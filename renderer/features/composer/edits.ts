/** What keys do to the text in the composer, as pieces to put in place of others: so that undoing takes them back. */
import { isMac } from '../keys/key-text.ts'
import type { Pressed } from '../keys/keymap.ts'
import { type Edit, formatOf, formatted, type Selection } from './formats.ts'

const item = /^(\s{0,12}(?:[-*+]|(\d{1,9})([.)])|>)\s+)(.*)$/u

/** A new line within a list or quote begins as the one before; where that is empty, the list ends. @internal */
export function newLine(text: string, { start, end }: Selection): Edit {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const found = item.exec(text.slice(from, start))
  const plain = { start, end, insert: '\n', select: { start: start + 1, end: start + 1 } }
  if (found === null) return plain
  const [, lead = '', number, dot = '', said = ''] = found
  if (said.trim() === '') return { start: from, end, insert: '', select: { start: from, end: from } }
  const next = number === undefined ? lead : lead.replace(number + dot, `${Number(number) + 1}${dot}`)
  const at = start + 1 + next.length
  return { start, end, insert: `\n${next}`, select: { start: at, end: at } }
}

/** As a person who types it would, for undo to know of it. */
export function applyEdit(input: HTMLTextAreaElement, { start, end, insert, select }: Edit): void {
  input.focus()
  input.setSelectionRange(start, end)
  // Deprecated and without a successor: nothing else writes into the browser's own list of steps.
  if (start !== end || insert !== '') {
    document.execCommand(insert === '' ? 'delete' : 'insertText', false, insert)
  }
  input.setSelectionRange(select.start, select.end)
}

export function insertText(input: HTMLTextAreaElement, insert: string): void {
  const { selectionStart: start, selectionEnd: end } = input
  const at = start + insert.length
  applyEdit(input, { start, end, insert, select: { start: at, end: at } })
}

type Key = Pressed & { readonly currentTarget: HTMLTextAreaElement }

/** True for a key that changes the text otherwise than the browser would: a format, or a new line in a list. */
export function editByKey(event: Key): boolean {
  const { currentTarget: input, key } = event
  const selection = { start: input.selectionStart, end: input.selectionEnd }
  const format = formatOf(event, isMac())
  if (format === undefined && key !== 'Enter') return false
  applyEdit(
    input,
    format === undefined ? newLine(input.value, selection) : formatted(format, input.value, selection),
  )
  return true
}

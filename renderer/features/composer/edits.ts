/** What keys do to the text in the composer, as pieces to put in place of others: so that undoing takes them back. */

export interface Selection {
  readonly start: number
  readonly end: number
}

/** Put `insert` in place of what lies from `start` to `end`, then select. */
export interface Edit extends Selection {
  readonly insert: string
  readonly select: Selection
}

/**
 * Puts `mark` around the selection, or takes it away where it is already. Nothing selected: the caret stands between, or
 * steps out where what is marked ends. @internal */
export function wrapped(text: string, { start, end }: Selection, mark: string): Edit {
  const inner = text.slice(start, end)
  const { length } = mark
  const isAround = text.slice(start - length, start) === mark && text.slice(end, end + length) === mark
  // `**` around a word is not `*` twice around it.
  const isOther =
    mark === '*' && text.slice(start - 2, start) === '**' && text.slice(start - 3, start) !== '***'
  const said = text.slice(0, start).lastIndexOf(mark)
  const isAtEnd = start === end && text.slice(end, end + length) === mark && said !== -1
  if (isAtEnd && said + length < start && !text.slice(said, start).includes('\n')) {
    return { start, end, insert: '', select: { start: start + length, end: start + length } }
  }
  if (isAround && start >= length && !isOther) {
    return {
      start: start - length,
      end: end + length,
      insert: inner,
      select: { start: start - length, end: end - length },
    }
  }
  return { start, end, insert: mark + inner + mark, select: { start: start + length, end: end + length } }
}

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

interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** The mark that a key puts around what is selected. @internal */
export function markOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Pressed): string | undefined {
  if (ctrlKey === metaKey || altKey) return undefined
  switch (key.toLowerCase()) {
    case 'b':
      return shiftKey ? undefined : '**'
    case 'i':
      return shiftKey ? undefined : '*'
    case 'e':
      return shiftKey ? undefined : '`'
    case 'x':
      return shiftKey ? '~~' : undefined
    default:
      return undefined
  }
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

/** True for a key that changes the text otherwise than the browser would: a mark, or a new line in a list. */
export function editByKey(event: Pressed & { readonly currentTarget: HTMLTextAreaElement }): boolean {
  const { currentTarget: input, key } = event
  const selection = { start: input.selectionStart, end: input.selectionEnd }
  const mark = markOf(event)
  if (mark === undefined && key !== 'Enter') return false
  applyEdit(
    input,
    mark === undefined ? newLine(input.value, selection) : wrapped(input.value, selection, mark),
  )
  return true
}

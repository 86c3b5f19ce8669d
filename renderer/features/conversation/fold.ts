export const foldLines = 24
export const charactersPerLine = 88
/** However many there are between two paragraphs, they take the place of one. */
const emptyLines = /\n\s*\n/gu

/**
 * Whether a message is folded, told from its text alone: measuring would cost a layout for every row and could move what
 * is read. A narrow window shows a few more lines than 24 of a message that is not folded.
 */
export function isLong(text: string): boolean {
  if (text.length < foldLines) return false
  let lines = 0
  for (const line of text.replaceAll(emptyLines, '\n\n').split('\n', foldLines + 3)) {
    lines += Math.max(1, Math.ceil(line.length / charactersPerLine))
  }
  return lines > foldLines + 2 // folding two lines away would not be worth the press
}

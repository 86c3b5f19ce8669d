const control = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u
const controls = new RegExp(control, 'gu')

/** Whether a line of `text` could do something to the terminal it is shown on, or show as another one. */
export const hasControls = (text: string): boolean => control.test(text)

/** Text from a stranger, fit for one line of a terminal or report: no control characters, not endless. */
export function forTerminal(text: string, limit = 120): string {
  const line = text.replaceAll(controls, '\uFFFD')
  return line.length > limit ? `${shortened(line, limit)}…` : line
}

/** `text` with each half of a surrogate pair replaced by U+FFFD, so that it comes back unchanged from UTF-8. */
export const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')

/** The first `length` code units of `text`, one less where that would halve a surrogate pair. */
export const shortened = (text: string, length: number): string => {
  const last = text.charCodeAt(length - 1)
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? length - 1 : length)
}

/** Longer, a text would take too long to be read with each key. In code units. @internal */
export const maxFormattedLength = 4_096

const anyMark = /[*_`~#>[\\|]|:\/\/|^[ \t]*(?:[-+=]|\d{1,9}[.)])|^(?: {4}| {0,3}\t)/mu

/** False for nearly all that is written: such a text looks as it was typed, which is found without reading it. */
export const mayHaveMarks = (text: string): boolean => text.length <= maxFormattedLength && anyMark.test(text)

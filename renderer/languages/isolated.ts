const [open, close] = ['\u2068', '\u2069'] // first strong isolate, and its end

/** Letters that are read from the right, and marks that turn the order of others (UAX 9). */
const turns =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Bidi_Control}]/u
const isolates = /[\u2066-\u2069]/gu

/**
 * The same words, with every text that they are given set apart: a Latin name within an Arabic sentence keeps its own direction and
 * leaves the sentence, its marks and its numbers where they are. Within a sentence that is read from the left only what could turn it
 * is set apart. Nothing that a name has in it ends that.
 */
export function isolated<Words>(words: Words, direction: 'ltr' | 'rtl'): Words {
  const setApart = (given: unknown): unknown => {
    if (Array.isArray(given)) return given.map(setApart)
    if (typeof given !== 'string' || (direction === 'ltr' && !turns.test(given))) return given
    return `${open}${balanced(given)}${close}`
  }
  const part = (each: unknown): unknown => {
    if (typeof each === 'function') {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a catalogue holds texts, lists, objects, and functions that give them
      const say = each as (...given: ReadonlyArray<unknown>) => unknown
      return (...given: ReadonlyArray<unknown>) => say(...given.map(setApart))
    }
    if (Array.isArray(each)) return each.map(part)
    if (typeof each !== 'object' || each === null) return each
    return Object.fromEntries(Object.entries(each).map(([key, value]) => [key, part(value)]))
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every part is what it was, but for the marks
  return part(words) as Words
}

/** Without ends of what it has not begun, and with those of what it has. */
function balanced(text: string): string {
  let depth = 0
  const kept = text.replaceAll(isolates, (mark) => {
    if (mark !== close) depth += 1
    else if (depth === 0) return ''
    else depth -= 1
    return mark
  })
  return kept + close.repeat(depth)
}

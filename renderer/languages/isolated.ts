const [open, close] = ['\u2068', '\u2069'] // first strong isolate, and its end

/**
 * The same words, with every text that they are given set apart: a Latin name within an Arabic sentence keeps its own
 * direction and leaves the sentence, its marks and its numbers where they are.
 */
export function isolated<Words>(words: Words): Words {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every part is what it was, but for the marks
  return isolatedPart(words) as Words
}

function isolatedPart(part: unknown): unknown {
  if (typeof part === 'function') {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a catalogue holds texts, lists, objects, and functions that give them
    const say = part as (...given: ReadonlyArray<unknown>) => unknown
    return (...given: ReadonlyArray<unknown>) => say(...given.map(setApart))
  }
  if (Array.isArray(part)) return part.map(isolatedPart)
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, isolatedPart(value)]))
}

const setApart = (given: unknown): unknown =>
  typeof given === 'string' ? `${open}${given}${close}` : Array.isArray(given) ? given.map(setApart) : given

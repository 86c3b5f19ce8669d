/** Gathers text as it is read, up to what is searched of a file. */

/** Code units of one file: some 300 pages. */
export const maxFileText = 1_048_576
/** Told at once. */
const portion = 16_384

export interface TextSink {
  readonly add: (text: string) => void
  /** Something was left out. */
  readonly isFull: () => boolean
  /** Tells what was not told yet. */
  readonly tell: () => void
}

export function createTextSink(say: (text: string) => void): TextSink {
  let length = 0
  let isFull = false
  let untold = ''
  const tell = (): void => {
    if (untold !== '') say(untold)
    untold = ''
  }
  return {
    add: (text) => {
      const taken = text.slice(0, maxFileText - length)
      isFull ||= taken.length < text.length && text.trim() !== ''
      length += taken.length
      untold += taken
      if (untold.length >= portion) tell()
    },
    isFull: () => isFull,
    tell,
  }
}

/**
 * A block of postings: which documents of a run have a gram. Documents are numbered from 0, newest first.
 *
 *   block  = entry*, grams ascending
 *   entry  = varUint(gram minus the gram before) • varUint(count) • varUint(bytes) • list
 *   list   = varUint(document minus the one before)*, `count` of them in `bytes` bytes, ascending
 *
 * The decoder is total: undefined for what does not follow this, ends early or leaves something over.
 */

/** An entry as it lies in its block; `list` is a view. */
export interface PostingEntry {
  readonly gram: number
  readonly count: number
  readonly list: Uint8Array
}

/** Goes through the entries of a block. Throws `RangeError` on what is none: see `readBlock`. */
function* entriesIn(block: Uint8Array): Generator<PostingEntry> {
  let at = 0
  let gram = 0
  const next = (): number => {
    let value = 0
    let scale = 1
    for (;;) {
      const byte = block[at++]
      if (byte === undefined) throw new RangeError('the bytes end early')
      value += (byte & 0x7f) * scale
      if (value > Number.MAX_SAFE_INTEGER) throw new RangeError('a number past 2^53')
      if (byte < 0x80) return value
      scale *= 128
    }
  }
  while (at < block.length) {
    gram += next()
    const count = next()
    const bytes = next()
    if (bytes > block.length - at || count > bytes) throw new RangeError('a list longer than its bytes')
    yield { gram, count, list: block.subarray(at, at + bytes) }
    at += bytes
  }
}

/** The entries whose gram `wants` says true to, in the order of their grams; undefined if the block is damaged. */
export function readPostings(
  block: Uint8Array,
  wants: (gram: number) => boolean,
): ReadonlyArray<PostingEntry> | undefined {
  const found: Array<PostingEntry> = []
  try {
    for (const entry of entriesIn(block)) if (wants(entry.gram)) found.push(entry)
    return found
  } catch {
    return undefined
  }
}

/** The documents of an entry, of a run of `documents`; undefined if it is damaged. */
export function readList({ count, list }: PostingEntry, documents: number): Uint32Array | undefined {
  const found = new Uint32Array(count)
  let at = 0
  let document = -1
  for (let index = 0; index < count; index++) {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = list[at++]
      if (byte === undefined || shift > 28) return undefined
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) break
    }
    // The first is written as it is, the others as their distance: 0 would be the same document again.
    if (index > 0 && value === 0) return undefined
    document = index === 0 ? value : document + value
    if (document >= documents) return undefined
    found[index] = document
  }
  return at === list.length ? found : undefined
}

/** Bytes after which a block is full. A reader fetches whole blocks; each costs it a request and a decryption. */
const blockBytes = 16_384

export interface PostingWriter {
  /** Grams in ascending order, each once; `documents` ascending. Returns a block when one is full. */
  readonly add: (gram: number, documents: ArrayLike<number>) => FinishedPostings | undefined
  readonly finish: () => FinishedPostings | undefined
}

export interface FinishedPostings {
  readonly firstGram: number
  readonly bytes: Uint8Array
}

export function createPostingWriter(): PostingWriter {
  let bytes = new Uint8Array(blockBytes * 2)
  let length = 0
  let firstGram = 0
  let lastGram = 0
  const room = (needed: number): void => {
    if (length + needed <= bytes.length) return
    const larger = new Uint8Array(Math.max(bytes.length * 2, length + needed))
    larger.set(bytes)
    bytes = larger
  }
  const write = (value: number): void => {
    let rest = value
    while (rest >= 0x80) {
      bytes[length++] = (rest % 128) | 0x80
      rest = Math.floor(rest / 128)
    }
    bytes[length++] = rest
  }
  const finish = (): FinishedPostings | undefined => {
    if (length === 0) return undefined
    const block = { firstGram, bytes: bytes.slice(0, length) }
    length = 0
    return block
  }
  return {
    finish,
    add: (gram, documents) => {
      room(24 + documents.length * 5)
      if (length === 0) [firstGram, lastGram] = [gram, 0]
      write(gram - lastGram)
      lastGram = gram
      write(documents.length)
      write(listBytes(documents))
      let last = 0
      for (let index = 0; index < documents.length; index++) {
        const document = documents[index] ?? 0
        write(document - last)
        last = document
      }
      return length >= blockBytes ? finish() : undefined
    },
  }
}

function listBytes(documents: ArrayLike<number>): number {
  let sum = 0
  let last = 0
  for (let index = 0; index < documents.length; index++) {
    const document = documents[index] ?? 0
    const step = document - last
    sum += step < 0x80 ? 1 : step < 0x40_00 ? 2 : step < 0x20_00_00 ? 3 : step < 0x10_00_00_00 ? 4 : 5
    last = document
  }
  return sum
}

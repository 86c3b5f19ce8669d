/**
 * Reads canonical CBOR item by item, for what is read so often that writing it again to see whether it is the one encoding
 * (core/sealed/canonical.ts) would show: shortest forms only, and whoever calls says which item is to come.
 */
export interface CanonicalReader {
  readonly uint: () => number
  /** A copy. */
  readonly bytes: (length?: number) => Uint8Array<ArrayBuffer>
  readonly text: (maxLength: number) => string
  /** How many items follow. */
  readonly array: () => number
  readonly map: () => number
  /** All was read. */
  readonly end: () => void
}

/** What `CanonicalReader` throws, at anything else than what it was asked for. */
export class NotCanonical extends Error {}

const [unsigned, byteString, textString, list, pairs] = [0, 2, 3, 4, 5]
/** Bytes that a number takes, by what its first byte says. */
const sizes: ReadonlyMap<number, number> = new Map([
  [24, 1],
  [25, 2],
  [26, 4],
  [27, 8],
])

export function createCanonicalReader(input: Uint8Array): CanonicalReader {
  let at = 0
  const byte = (): number => {
    const next = input[at++]
    if (next === undefined) throw new NotCanonical()
    return next
  }
  const head = (major: number | undefined): number => {
    const first = byte()
    const small = first & 31
    if (first >> 5 !== major) throw new NotCanonical()
    if (small < 24) return small
    const size = sizes.get(small) ?? 0
    let value = 0
    for (let left = size; left > 0; left--) value = value * 256 + byte()
    const least = size === 1 ? 24 : 2 ** (4 * size)
    if (size === 0 || value < least || !Number.isSafeInteger(value)) throw new NotCanonical()
    return value
  }
  const take = (length: number): Uint8Array => {
    const end = at + length
    if (end > input.length) throw new NotCanonical()
    const taken = input.subarray(at, end)
    at = end
    return taken
  }
  return {
    uint: () => head(unsigned),
    bytes: (length) => {
      const size = head(byteString)
      if (length !== undefined && size !== length) throw new NotCanonical()
      return new Uint8Array(take(size))
    },
    text: (maxLength) => {
      const size = head(textString)
      if (size > maxLength) throw new NotCanonical()
      return String.fromCharCode(...take(size))
    },
    array: () => head(list),
    map: () => head(pairs),
    end: () => {
      if (at !== input.length) throw new NotCanonical()
    },
  }
}

/** Headers of fixed length: unsigned numbers big-endian, bytes as they are. */
import { Defect } from '../base/defect.ts'

/** Writes the fields of a header of exactly `length` bytes, in order. */
export interface HeaderWriter {
  /** `bytes` is 1 to 8; throws `Defect` for a number that does not fit, or is past 2^53 - 1. */
  readonly uint: (value: number, bytes: number) => void
  readonly bytes: (value: Uint8Array, length: number) => void
  readonly finish: () => Uint8Array<ArrayBuffer>
}

export function createHeaderWriter(length: number): HeaderWriter {
  const header = new Uint8Array(length)
  let at = 0
  return {
    uint: (value, bytes) => {
      if (!Number.isSafeInteger(value) || value < 0 || value >= 2 ** (8 * bytes))
        throw new Defect(`no number of ${bytes} bytes: ${value}`)
      let rest = value
      for (let place = at + bytes - 1; place >= at; place--) {
        header[place] = rest % 256
        rest = Math.floor(rest / 256)
      }
      at += bytes
    },
    bytes: (value, size) => {
      if (value.length !== size) throw new Defect(`${value.length} bytes where ${size} belong`)
      header.set(value, at)
      at += size
    },
    finish: () => {
      if (at !== length) throw new Defect(`a header of ${at} bytes`)
      return header
    },
  }
}

/** Reads what `HeaderWriter` wrote. Throws `RangeError` for a number past 2^53 - 1. `header` must be long enough. */
export interface HeaderReader {
  readonly uint: (bytes: number) => number
  readonly bytes: (length: number) => Uint8Array<ArrayBuffer>
}

export function createHeaderReader(header: Uint8Array): HeaderReader {
  let at = 0
  return {
    uint: (bytes) => {
      let value = 0
      for (const end = at + bytes; at < end; at++) value = value * 256 + (header[at] ?? 0)
      if (!Number.isSafeInteger(value)) throw new RangeError('a number past 2^53')
      return value
    },
    bytes: (length) => {
      const read = new Uint8Array(header.subarray(at, at + length))
      at += length
      return read
    },
  }
}

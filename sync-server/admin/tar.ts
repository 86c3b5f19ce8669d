/**
 * Archives as `tar` has them (POSIX ustar; sizes over 8 GiB in base 256, as GNU and BSD tar write them): a header of 512
 * bytes a file, its bytes, zeros up to the next multiple of 512; two empty headers at the end. Regular files alone.
 */
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'

const blockBytes = 512
const pieceBytes = 1_048_576
const octalLimit = 8 ** 11

export interface TarWriter {
  readonly addBytes: (name: string, bytes: Uint8Array) => void
  /** False if the file is not there. */
  readonly addFile: (name: string, file: string) => boolean
  readonly end: () => void
}

/** Writes at the end of the open file `handle`. */
export function createTarWriter(handle: number, modified: number): TarWriter {
  const pad = (size: number): void => {
    const rest = size % blockBytes
    if (rest > 0) writeAll(handle, new Uint8Array(blockBytes - rest))
  }
  return {
    addBytes: (name, bytes) => {
      writeAll(handle, header(name, bytes.length, modified))
      writeAll(handle, bytes)
      pad(bytes.length)
    },
    addFile: (name, file) => {
      const source = openIfThere(file)
      if (source === undefined) return false
      try {
        const { size } = fstatSync(source)
        writeAll(handle, header(name, size, modified))
        copyBytes(source, size, (piece) => writeAll(handle, piece))
        pad(size)
        return true
      } finally {
        closeSync(source)
      }
    },
    end: () => writeAll(handle, new Uint8Array(2 * blockBytes)),
  }
}

export class ArchiveFailure extends Error {
  override readonly name = 'ArchiveFailure'
}

export interface TarEntry {
  readonly name: string
  readonly size: number
  /** Gives all bytes, in pieces; what is not asked for is passed over. */
  readonly read: (each: (piece: Uint8Array) => void) => void
}

/** The files of an archive in their order. Throws `ArchiveFailure` where it is none, or is cut off. */
export function* readTar(file: string): Iterable<TarEntry> {
  const handle = openSync(file, 'r')
  try {
    const total = fstatSync(handle).size
    for (let at = 0; ;) {
      const block = readAt(handle, at, blockBytes)
      at += blockBytes
      if (block.every((byte) => byte === 0)) return
      const { name, size } = readHeader(block)
      if (at + size > total) throw new ArchiveFailure(`it ends in the middle of ${name}`)
      const start = at
      yield {
        name,
        size,
        read: (each) => {
          for (let done = 0; done < size; done += pieceBytes) {
            each(readAt(handle, start + done, Math.min(pieceBytes, size - done)))
          }
        },
      }
      at += Math.ceil(size / blockBytes) * blockBytes
    }
  } finally {
    closeSync(handle)
  }
}

function readAt(handle: number, at: number, length: number): Uint8Array {
  const piece = new Uint8Array(length)
  for (let done = 0; done < length;) {
    const read = readSync(handle, piece, done, length - done, at + done)
    if (read === 0) throw new ArchiveFailure('it is cut off')
    done += read
  }
  return piece
}

export function writeAll(handle: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done)
}

function copyBytes(source: number, size: number, each: (piece: Uint8Array) => void): void {
  for (let done = 0; done < size; done += pieceBytes)
    each(readAt(source, done, Math.min(pieceBytes, size - done)))
}

function openIfThere(file: string): number | undefined {
  try {
    return openSync(file, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

// Places in the header: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html, "ustar Interchange Format".
const sizeAt = 124
const sizeBytes = 12
const sumAt = 148
const sumBytes = 8
const nameBytes = 100

function header(name: string, size: number, modified: number): Uint8Array {
  const block = Buffer.alloc(blockBytes)
  const octal = (value: number, at: number, length: number): void =>
    void block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1')
  block.write(name, 0, nameBytes, 'latin1')
  octal(0o600, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  if (size < octalLimit) octal(size, sizeAt, sizeBytes)
  else {
    block[sizeAt] = 0x80
    block.writeBigUInt64BE(BigInt(size), sizeAt + sizeBytes - 8)
  }
  octal(Math.trunc(modified / 1_000), 136, 12)
  block.write('0', 156, 'latin1') // a regular file
  block.write('ustar\u000000', 257, 'latin1')
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, sumAt, 'latin1')
  return block
}

/** Of all bytes of the header, its own place counted as spaces. */
function checksum(block: Uint8Array): number {
  let sum = 0
  for (const [at, byte] of block.entries()) sum += at >= sumAt && at < sumAt + sumBytes ? 0x20 : byte
  return sum
}

function readHeader(block: Uint8Array): { readonly name: string; readonly size: number } {
  const bytes = Buffer.from(block)
  const text = (at: number, length: number): string =>
    bytes.toString('latin1', at, at + length).split('\0', 1)[0] ?? ''
  if (Number.parseInt(text(sumAt, sumBytes), 8) !== checksum(block))
    throw new ArchiveFailure('it is no archive, or damaged')
  if (text(156, 1) !== '0') throw new ArchiveFailure('it holds more than files')
  const isLarge = bytes[sizeAt] === 0x80
  const size = isLarge
    ? Number(bytes.readBigUInt64BE(sizeAt + sizeBytes - 8))
    : Number.parseInt(text(sizeAt, sizeBytes), 8)
  if (!Number.isSafeInteger(size) || size < 0) throw new ArchiveFailure('it is no archive, or damaged')
  return { name: text(0, nameBytes), size }
}

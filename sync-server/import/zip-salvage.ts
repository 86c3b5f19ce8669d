/**
 * A zip keeps the list of its files at its end, so one that was cut off, as downloads are, has none. Each file is also
 * announced where it lies: going from one to the next gives the list back, up to where the zip breaks off.
 * Format: PKWARE APPNOTE 6.3.10, sections 4.3.7 to 4.3.16; without ZIP64.
 */
import { createReadStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import yauzl from 'yauzl'

export interface Salvaged {
  /** The zip's own bytes, with a new list behind them. */
  readonly reader: yauzl.RandomAccessReader
  readonly size: number
}

const localSignature = 0x0403_4b50
const directorySignature = 0x0201_4b50
const endSignature = 0x0605_4b50
const descriptorSignature = 0x0807_4b50
const localHeadBytes = 30
/** One less than the number that says "look into the ZIP64 record". */
const maxFiles = 0xfffe

/** Undefined if the file cannot be read or does not begin as a zip. `fileBytes`: the most that one file may unpack to. */
export async function salvageZip(path: string, fileBytes: number): Promise<Salvaged | undefined> {
  let file: FileHandle | undefined
  try {
    file = await open(path)
    const { size } = await file.stat()
    const records: Array<Buffer> = []
    for (let at = 0; records.length < maxFiles;) {
      const found = await readLocal(file, path, at, size, fileBytes)
      if (found === undefined) break
      records.push(found.record)
      at = found.end
    }
    if (records.length === 0) return undefined
    const directory = Buffer.concat([...records, endRecord(records, size)])
    return { reader: new ExtendedFile(path, size, directory), size: size + directory.length }
  } catch {
    return undefined // no file, no right to read it, or a folder
  } finally {
    await file?.close()
  }
}

/** The directory record of the file announced at `at`, and where the next one would be; undefined where it breaks off. */
async function readLocal(
  file: FileHandle,
  path: string,
  at: number,
  size: number,
  fileBytes: number,
): Promise<{ readonly record: Buffer; readonly end: number } | undefined> {
  const head = await readBytes(file, at, localHeadBytes)
  if (head?.readUInt32LE(0) !== localSignature) return undefined
  const nameLength = head.readUInt16LE(26)
  const start = at + localHeadBytes + nameLength + head.readUInt16LE(28)
  const name = await readBytes(file, at + localHeadBytes, nameLength)
  const about = Buffer.from(head.subarray(4)) // from "version needed" to the lengths: the same in a directory record
  about.writeUInt16LE(0, 24) // the extra field stays behind
  let end = start + about.readUInt32LE(14)
  if ((about.readUInt16LE(2) & hasDescriptor) !== 0) {
    const descriptor = await readDescriptor(file, path, start, fileBytes)
    if (descriptor === undefined) return undefined
    descriptor.about.copy(about, 10)
    end = descriptor.end
  }
  if (name === undefined || end > size) return undefined
  const place = Buffer.alloc(14)
  place.writeUInt32LE(at, 10)
  return { record: Buffer.concat([signed(directorySignature), madeBy, about, place, name]), end }
}

const hasDescriptor = 0x8
const madeBy = Buffer.from([20, 0])

/** Checksum and sizes of a file written by somebody who knew them only afterwards: they stand behind its bytes. */
async function readDescriptor(
  file: FileHandle,
  path: string,
  start: number,
  fileBytes: number,
): Promise<{ readonly about: Buffer; readonly end: number } | undefined> {
  const packed = await deflatedLength(path, start, fileBytes)
  const bytes = packed === undefined ? undefined : await readBytes(file, start + packed, 16)
  if (packed === undefined || bytes === undefined) return undefined
  const from = bytes.readUInt32LE(0) === descriptorSignature ? 4 : 0
  const about = bytes.subarray(from, from + 12)
  return about.readUInt32LE(4) === packed ? { about, end: start + packed + from + 12 } : undefined
}

/** How many bytes the deflated data at `start` takes; undefined if it is damaged, cut off or unpacks to too much. */
async function deflatedLength(path: string, start: number, fileBytes: number): Promise<number | undefined> {
  const inflate = createInflateRaw()
  let unpacked = 0
  try {
    await pipeline(createReadStream(path, { start }), inflate, async (chunks: AsyncIterable<Buffer>) => {
      for await (const { length } of chunks) {
        unpacked += length
        if (unpacked > fileBytes) throw new RangeError('unpacks to too much')
      }
    })
    return inflate.bytesWritten
  } catch {
    return undefined
  }
}

function endRecord(records: ReadonlyArray<Buffer>, offset: number): Buffer {
  const end = Buffer.alloc(18)
  end.writeUInt16LE(records.length, 4)
  end.writeUInt16LE(records.length, 6)
  end.writeUInt32LE(
    records.reduce((sum, { length }) => sum + length, 0),
    8,
  )
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([signed(endSignature), end])
}

function signed(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

async function readBytes(file: FileHandle, position: number, length: number): Promise<Buffer | undefined> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position)
  return bytesRead === length ? buffer : undefined
}

/** A file with bytes of ours behind its own. */
class ExtendedFile extends yauzl.RandomAccessReader {
  readonly #path: string
  readonly #size: number
  readonly #behind: Buffer
  constructor(path: string, size: number, behind: Buffer) {
    super()
    this.#path = path
    this.#size = size
    this.#behind = behind
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#range(start, end), { objectMode: false })
  }
  async *#range(start: number, end: number): AsyncGenerator<Buffer> {
    const size = this.#size
    if (start < size) yield* createReadStream(this.#path, { start, end: Math.min(end, size) - 1 })
    if (end > size) yield this.#behind.subarray(Math.max(0, start - size), end - size)
  }
}

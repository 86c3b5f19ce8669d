/** Zips in memory, without ZIP64: what an exporter writes, and (for tests) what no exporter should. */
import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipFile {
  readonly name: string
  readonly content: string | Uint8Array
  /** What the zip is to say of the file, where that is not the truth. */
  /** Written as by a program that learns sizes and checksum only while it writes: they stand behind the bytes. */
  readonly streamed?: true
  readonly claim?: { readonly bytes?: number; readonly crc?: number; readonly flags?: number }
}

/** Format: PKWARE APPNOTE 6.3.10, local headers (4.3.7), data descriptors (4.3.9), central directory (4.3.12), end record (4.3.16). */
export function writeZip(files: ReadonlyArray<ZipFile>): Buffer {
  const locals: Array<Buffer> = []
  const directory: Array<Buffer> = []
  let offset = 0
  for (const { name, content, streamed, claim } of files) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes)
    const nameBytes = Buffer.from(name)
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0) // version needed
    about.writeUInt16LE(claim?.flags ?? (streamed ? utf8Names | hasDescriptor : utf8Names), 2)
    about.writeUInt16LE(deflated, 4)
    about.writeUInt32LE(firstOfJanuary1980, 6)
    about.writeUInt32LE(claim?.crc ?? crc32(bytes), 10)
    about.writeUInt32LE(packed.length, 14)
    about.writeUInt32LE(claim?.bytes ?? bytes.length, 18)
    about.writeUInt16LE(nameBytes.length, 22)
    const announced = Buffer.from(about)
    if (streamed) announced.fill(0, 10, 22)
    const descriptor = streamed ? [signature(0x0807_4b50), about.subarray(10, 22)] : []
    const local = Buffer.concat([signature(0x0403_4b50), announced, nameBytes, packed, ...descriptor])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(signature(0x0201_4b50), Buffer.from([20, 0]), about, rest, nameBytes)
    locals.push(local)
    offset += local.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(listing.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, listing, signature(0x0605_4b50), end])
}

const utf8Names = 0x800
const hasDescriptor = 0x8
const deflated = 8
const firstOfJanuary1980 = 0x0021_0000

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

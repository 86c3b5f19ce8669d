/**
 * A zip as a set of files that are read one at a time into memory. Nothing is ever written to disk under a name from
 * the archive, so names matter only as keys and on the terminal; they are checked all the same.
 */
import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import yauzl from 'yauzl'
import { Defect } from '../../core/base/defect.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { forTerminal, hasControls } from './clean-text.ts'
import { salvageZip } from './zip-salvage.ts'

export interface ZipLimits {
  /** One file, unpacked: all of it is in memory while it is read. */
  readonly fileBytes: number
  readonly files: number
  /** All files together, unpacked, per byte of the zip. Chat in JSON packs 5 to 20 times, a bomb 1,000 times. */
  readonly ratio: number
  /** Together, unpacked, these many bytes do no harm, whatever the ratio. */
  readonly harmlessBytes: number
  readonly nameLength: number
}

export const defaultZipLimits: ZipLimits = {
  fileBytes: 256 * 1_048_576,
  files: 500_000,
  ratio: 200,
  harmlessBytes: 64 * 1_048_576,
  nameLength: 300,
}

export type ZipFailure =
  | { readonly kind: 'unreadable'; readonly detail: string }
  | { readonly kind: 'too-many-files'; readonly found: number; readonly limit: number }
  /** Unpacks to so much more than its size that it cannot be meant well. */
  | { readonly kind: 'bomb'; readonly bytes: number }

export type ZipEntryFailure =
  | { readonly kind: 'encrypted' }
  | { readonly kind: 'too-large'; readonly bytes: number; readonly limit: number }
  | { readonly kind: 'damaged'; readonly detail: string }

export interface ZipArchive {
  /** Names of files, not of folders, in the order of the archive; relative, with `/`, without `.` and `..`. */
  readonly names: ReadonlyArray<string>
  /** The list of files was lost, as in a download that broke off: `names` are those that were found without it. */
  readonly isTorn: boolean
  /** Entries passed over for their names, as they can be shown on a terminal. */
  readonly refused: ReadonlyArray<{ readonly name: string; readonly why: NameFault | 'twice' }>
  /** Unpacked, as the archive says. */
  readonly sizeOf: (name: string) => number
  readonly read: (name: string) => Promise<Result<Buffer, ZipEntryFailure>>
  readonly close: () => void
}

export type NameFault = 'outside' | 'control' | 'too-long'

export async function openZip(path: string, limits: ZipLimits): Promise<Result<ZipArchive, ZipFailure>> {
  let whole: Result<ZipArchive, ZipFailure>
  try {
    whole = await openListed(await yauzl.openPromise(path, zipOptions), limits, false)
  } catch (error) {
    whole = fail({ kind: 'unreadable', detail: messageOf(error) })
  }
  if (whole.ok || whole.failure.kind !== 'unreadable') return whole
  const found = await salvageZip(path, limits.fileBytes)
  if (found === undefined) return whole
  const { reader, size } = found
  return openListed(await yauzl.fromRandomAccessReaderPromise(reader, size, zipOptions), limits, true)
}

/** Names are decoded here: yauzl would give up the whole archive for one bad name. */
const zipOptions = { autoClose: false, lazyEntries: true, decodeStrings: false }

async function openListed(
  zip: yauzl.ZipFile,
  limits: ZipLimits,
  isTorn: boolean,
): Promise<Result<ZipArchive, ZipFailure>> {
  const listed = await listEntries(zip, limits)
  if (!listed.ok) {
    zip.close()
    return listed
  }
  const { entries, refused } = listed.value
  return ok({
    names: [...entries.keys()],
    isTorn,
    refused,
    sizeOf: (name) => entryOf(entries, name).uncompressedSize,
    read: (name) => readEntry(zip, entryOf(entries, name), limits),
    close: () => zip.close(),
  })
}

function entryOf(entries: ReadonlyMap<string, yauzl.Entry>, name: string): yauzl.Entry {
  const entry = entries.get(name)
  if (entry === undefined) throw new Defect(`not in the zip: ${name}`)
  return entry
}

type Refused = ZipArchive['refused'][number]

async function listEntries(
  zip: yauzl.ZipFile,
  limits: ZipLimits,
): Promise<Result<{ entries: Map<string, yauzl.Entry>; refused: ReadonlyArray<Refused> }, ZipFailure>> {
  if (zip.entryCount > limits.files) {
    return fail({ kind: 'too-many-files', found: zip.entryCount, limit: limits.files })
  }
  const entries = new Map<string, yauzl.Entry>()
  const refused: Array<Refused> = []
  let bytes = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry)
      const fault = nameFault(name, limits.nameLength)
      const why = fault ?? (entries.has(name) ? 'twice' : undefined)
      bytes += entry.uncompressedSize
      if (why !== undefined) refused.push({ name: forTerminal(name), why })
      else if (!name.endsWith('/')) entries.set(name, entry)
    }
  } catch (error) {
    return fail({ kind: 'unreadable', detail: messageOf(error) })
  }
  // Entries may share their bytes, so the sum is what counts, not each entry's own ratio.
  if (bytes > Math.max(zip.fileSize * limits.ratio, limits.harmlessBytes))
    return fail({ kind: 'bomb', bytes })
  return ok({ entries, refused })
}

const nameOf = (entry: yauzl.Entry): string =>
  yauzl
    .getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false)
    .replaceAll('\\', '/')

/** Why a name is passed over; undefined for a harmless one. @internal */
export function nameFault(name: string, limit: number): NameFault | undefined {
  if (name.length > limit) return 'too-long'
  if (hasControls(name)) return 'control'
  if (name.startsWith('/') || /^[a-z]:/i.test(name)) return 'outside'
  const parts = name.split('/')
  return parts.some((part) => part === '..' || part === '.') || name === '' ? 'outside' : undefined
}

async function readEntry(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  { fileBytes: limit }: ZipLimits,
): Promise<Result<Buffer, ZipEntryFailure>> {
  if (entry.isEncrypted()) return fail({ kind: 'encrypted' })
  if (!entry.canDecodeFileData()) {
    return fail({ kind: 'damaged', detail: `unknown compression method ${entry.compressionMethod}` })
  }
  const declared = entry.uncompressedSize
  if (declared > limit) return fail({ kind: 'too-large', bytes: declared, limit })
  try {
    // yauzl ends the stream with an error if it brings another number of bytes than declared.
    const bytes = await buffer(await zip.openReadStreamPromise(entry))
    if (crc32(bytes) !== entry.crc32) return fail({ kind: 'damaged', detail: 'checksum differs' })
    return ok(bytes)
  } catch (error) {
    return fail({ kind: 'damaged', detail: messageOf(error) })
  }
}

const messageOf = (error: unknown): string =>
  forTerminal(error instanceof Error ? error.message : String(error), 200)

/** What to tell a person about a zip that cannot be opened. */
export function zipFailureText(failure: ZipFailure): string {
  switch (failure.kind) {
    case 'unreadable':
      return `This zip cannot be read (${failure.detail}). Download or export it again.`
    case 'too-many-files':
      return `This zip holds ${failure.found} files, more than the ${failure.limit} that are allowed.`
    case 'bomb':
      return `This zip would unpack to ${failure.bytes} bytes, far more than any chat does. It is not opened.`
  }
}

/**
 * Reads a ZIP that lies in memory, of whoever. Names only choose what is read: nothing is unpacked to any place. Format: PKWARE
 * APPNOTE 6.3.10, local headers (4.3.7), central directory (4.3.12), end record (4.3.16); without ZIP64, encryption and ways to pack
 * other than stored and deflated.
 */

export interface ZipEntry {
  readonly name: string
  /** Unpacked, piece by piece. Throws when the budget is spent, and where it is damaged or cannot be unpacked. */
  readonly pieces: (budget: Budget) => AsyncGenerator<Uint8Array, void, undefined>
}

/** Of bytes that may yet be unpacked. */
export interface Budget {
  left: number
}

/** What is packed grows by up to a thousand times, and each piece of this is unpacked before that is known. */
const packedPiece = 8_192
const maxEntries = 10_000
const maxEndBytes = 65_557

/** Undefined for what is no ZIP. Of two entries of one name the first counts. */
export function openZip(bytes: Uint8Array<ArrayBuffer>): ReadonlyMap<string, ZipEntry> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = endRecordIn(view)
  if (end === undefined) return undefined
  const entries = new Map<string, ZipEntry>()
  let at = view.getUint32(end + 16, true)
  for (let count = 0; count < maxEntries && at + 46 <= end; count++) {
    if (view.getUint32(at, true) !== 0x0201_4b50) break
    const nameEnd = at + 46 + view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, nameEnd))
    const header = { view, at }
    if (!entries.has(name)) entries.set(name, { name, pieces: (budget) => unpack(bytes, header, budget) })
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function endRecordIn(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - maxEndBytes)
  for (let at = view.byteLength - 22; at >= first; at--)
    if (view.getUint32(at, true) === 0x0605_4b50) return at
  return undefined
}

async function* unpack(
  bytes: Uint8Array<ArrayBuffer>,
  { view, at }: { readonly view: DataView; readonly at: number },
  budget: Budget,
): AsyncGenerator<Uint8Array, void, undefined> {
  const isEncrypted = (view.getUint16(at + 8, true) & 1) === 1
  const method = view.getUint16(at + 10, true)
  const local = view.getUint32(at + 42, true)
  if (isEncrypted || (method !== stored && method !== deflated)) throw new Error('packed in another way')
  if (local + 30 > bytes.length || view.getUint32(local, true) !== 0x0403_4b50)
    throw new Error('no file there')
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  const packed = bytes.subarray(start, start + view.getUint32(at + 20, true))
  const pieces = streamOf(packed)
  const unpacked = method === stored ? pieces : pieces.pipeThrough(new DecompressionStream('deflate-raw'))
  const reader = unpacked.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      budget.left -= next.value.length
      if (budget.left < 0) throw new Error('more than may be unpacked')
      yield next.value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

const stored = 0
const deflated = 8

function streamOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0
  return new ReadableStream(
    {
      pull: (controller) => {
        if (at >= bytes.length) return controller.close()
        controller.enqueue(bytes.subarray(at, at + packedPiece))
        at += packedPiece
      },
    },
    { highWaterMark: 0 },
  )
}

/**
 * How a file lies on the relay (FI1, FI2):
 *
 *   sealed = chunk*      chunk = secretstream push (plain up to 65,536 bytes) = plain + 17 bytes
 *
 * The plain text is the file and after it zeros, up to `paddedLength` of its size: the relay sees no exact size. Each chunk but
 * the last is full; the last, and no other, has TAG_FINAL. Associated data of a chunk: its index u64 big-endian ‖ id of the
 * file 16. Key and header of the stream are not here: they travel in the message.
 */
import { idToBytes, type AttachmentId } from '../protocol/ids.ts'
import { paddedLength } from './padding.ts'

export const fileChunkBytes = 65_536
/** What sealing adds to a chunk: a tag byte and a sum. */
export const fileChunkOverhead = 17
/** Padding can tell no larger ones. What may be uploaded is less, and the relay's to say. */
export const maxSealedFileSize = 2 ** 30

/** How many bytes of a file of `size` bytes, up to `maxSealedFileSize`, lie on the relay. */
export function sealedFileSize(size: number): number {
  const padded = paddedLength(size)
  return padded + Math.ceil(padded / fileChunkBytes) * fileChunkOverhead
}

export function chunkPlace(index: number, file: AttachmentId): Uint8Array {
  const place = new Uint8Array(24)
  new DataView(place.buffer).setBigUint64(0, BigInt(index))
  place.set(idToBytes(file), 8)
  return place
}

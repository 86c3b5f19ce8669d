import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'

const pieceBytes = 1_048_576

/** SHA-256 and length of a file of any size. */
export function hashFile(file: string): { readonly size: number; readonly hash: Uint8Array } {
  const handle = openSync(file, 'r')
  try {
    const hash = createHash('sha256')
    const piece = new Uint8Array(pieceBytes)
    for (let size = 0; ;) {
      const read = readSync(handle, piece)
      if (read === 0) return { size, hash: new Uint8Array(hash.digest()) }
      hash.update(piece.subarray(0, read))
      size += read
    }
  } finally {
    closeSync(handle)
  }
}

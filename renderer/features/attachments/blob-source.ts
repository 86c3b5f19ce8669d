import type { FileSource } from '../../../core/engine/over-bridge/hand-over.ts'

/** A folder cannot be read, nor a file that has gone or changed. */
export const blobSource = (blob: Blob): FileSource => ({
  size: blob.size,
  read: async (at, length) => {
    try {
      return new Uint8Array(await blob.slice(at, at + length).arrayBuffer())
    } catch {
      return undefined
    }
  },
})

/** Reads blocks and keeps what was made of them lately, up to a bound. */
import type { StoreFailure } from '../storage/local-store.ts'
import type { BlockStore } from './block-store.ts'

/** Undefined: a block of the run is not there, does not open, or does not decode; or the store cannot be read. */
export type BlockReader<Decoded> = (
  names: ReadonlyArray<string>,
) => Promise<ReadonlyArray<Decoded> | undefined>

export interface BlockReaderDeps<Decoded> {
  readonly blocks: BlockStore
  readonly decode: (bytes: Uint8Array, name: string) => Decoded | undefined
  /** Bytes of blocks, as they are stored, that are kept. */
  readonly maxBytes: number
  readonly damaged: (name: string) => undefined
  readonly failed: (failure: StoreFailure) => undefined
}

export function createBlockReader<Decoded>({
  blocks,
  decode,
  maxBytes,
  damaged,
  failed,
}: BlockReaderDeps<Decoded>): BlockReader<Decoded> {
  /** The least recent first. */
  const kept = new Map<string, { readonly decoded: Decoded; readonly bytes: number }>()
  let keptBytes = 0

  const keep = (name: string, decoded: Decoded, bytes: number): void => {
    if (!kept.has(name)) keptBytes += bytes
    kept.delete(name)
    kept.set(name, { decoded, bytes })
    for (const [oldest, { bytes: freed }] of kept) {
      if (keptBytes <= maxBytes) return
      kept.delete(oldest)
      keptBytes -= freed
    }
  }
  return async (names) => {
    const found = new Map<string, Decoded>()
    const missing: Array<string> = []
    for (const name of names) {
      const known = kept.get(name)
      if (known === undefined) missing.push(name)
      else {
        keep(name, known.decoded, known.bytes)
        found.set(name, known.decoded)
      }
    }
    if (missing.length > 0) {
      const read = await blocks.read(missing)
      if (!read.ok) return failed(read.failure)
      for (const [index, name] of missing.entries()) {
        const bytes = read.value[index]
        const decoded = bytes && decode(bytes, name)
        if (bytes === undefined || decoded === undefined) return damaged(name)
        found.set(name, decoded)
        keep(name, decoded, bytes.length)
      }
    }
    const all: Array<Decoded> = []
    for (const name of names) {
      const decoded = found.get(name)
      if (decoded !== undefined) all.push(decoded)
    }
    return all
  }
}

/**
 * The heads of the last places of a sealed log: whoever writes says which head they had seen, and that is checked. Older ones
 * are not asked for (SL33), so that what is kept does not grow with the log.
 */
import { headBytes } from '../../core/protocol/log.ts'
import { seenWindow } from '../../core/sealed/limits.ts'

/** Heads in one stored block. */
const blockHeads = 128

export interface HeadWindow {
  /** Undefined for a place before the window or after its end. */
  readonly at: (seq: number) => Uint8Array | undefined
  /** The place after the last one; a gap empties the window. */
  readonly push: (seq: number, head: Uint8Array) => void
  /** Blocks that have changed since the last call, and those that are out of the window: `undefined`. */
  readonly changed: () => ReadonlyArray<{ readonly block: number; readonly heads: Uint8Array | undefined }>
}

/** `stored` gives back what `changed` gave out; `seq` is the last place. */
export function createHeadWindow(stored: (block: number) => Uint8Array | undefined, seq: number): HeadWindow {
  const blocks = new Map<number, Block>()
  const dirty = new Set<number>()
  let last = seq
  for (let block = blockOf(Math.max(1, seq - seenWindow)); seq > 0 && block <= blockOf(seq); block++) {
    const heads = stored(block)
    if (heads !== undefined) blocks.set(block, roomFor(heads))
  }
  return {
    at: (wanted) => {
      const block = wanted > last || wanted < 1 ? undefined : blocks.get(blockOf(wanted))
      const from = placeIn(wanted)
      return block !== undefined && from + headBytes <= block.length
        ? block.heads.subarray(from, from + headBytes)
        : undefined
    },
    push: (next, head) => {
      if (next !== last + 1) for (const block of blocks.keys()) drop(block)
      last = next
      const block = blockOf(next)
      const kept = blocks.get(block) ?? roomFor(new Uint8Array())
      kept.heads.set(head, placeIn(next))
      kept.length = placeIn(next) + headBytes
      blocks.set(block, kept)
      dirty.add(block)
      const oldest = blockOf(Math.max(1, next - seenWindow))
      for (const old of blocks.keys()) if (old < oldest) drop(old)
    },
    changed: () => {
      const found = Array.from(dirty, (block) => {
        const kept = blocks.get(block)
        return { block, heads: kept?.heads.slice(0, kept.length) }
      })
      dirty.clear()
      return found
    },
  }
  function drop(block: number): void {
    blocks.delete(block)
    dirty.add(block)
  }
}

/** Heads and room for those to come; `length` is of what counts. */
interface Block {
  readonly heads: Uint8Array
  length: number
}

function roomFor(heads: Uint8Array): Block {
  const room = new Uint8Array(Math.max(heads.length, blockHeads * headBytes))
  room.set(heads)
  return { heads: room, length: heads.length }
}

const blockOf = (seq: number): number => Math.floor((seq - 1) / blockHeads)
const placeIn = (seq: number): number => ((seq - 1) % blockHeads) * headBytes

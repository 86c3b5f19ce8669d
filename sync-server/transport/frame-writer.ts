/**
 * Writes binary WebSocket frames (RFC 6455 §5.2, unmasked, as a server does) past ws, which would make a head for each reader
 * of the same frame and a write of each frame. What a socket gets in one turn of the event loop leaves in one write.
 */
import type { Duplex } from 'node:stream'

export interface FrameWriter {
  readonly send: (payload: Uint8Array) => void
  /** Bytes that wait for the end of the turn. */
  readonly waiting: () => number
  /** Writes now. */
  readonly flush: () => void
}

/** The same payload goes to one reader after the other: it is framed once. */
let newest: { readonly payload: Uint8Array; readonly framed: Buffer } | undefined
const dirty = new Set<() => void>()

function flushAll(): void {
  newest = undefined
  const due = [...dirty]
  dirty.clear()
  for (const flush of due) flush()
}

export function createFrameWriter(stream: Duplex): FrameWriter {
  let frames: Array<Buffer> = []
  let bytes = 0
  const flush = (): void => {
    const [first] = frames
    if (first === undefined) return
    if (!stream.writableEnded && !stream.destroyed)
      stream.write(frames.length === 1 ? first : Buffer.concat(frames, bytes))
    frames = []
    bytes = 0
  }
  return {
    send: (payload) => {
      if (newest?.payload !== payload) newest = { payload, framed: framedOf(payload) }
      if (frames.length === 0) {
        if (dirty.size === 0) setImmediate(flushAll)
        dirty.add(flush)
      }
      frames.push(newest.framed)
      bytes += newest.framed.length
    },
    waiting: () => bytes,
    flush,
  }
}

const finalBinary = 0x82

function framedOf(payload: Uint8Array): Buffer {
  const { length } = payload
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const framed = Buffer.allocUnsafe(head + length)
  framed[0] = finalBinary
  if (length < 126) framed[1] = length
  else if (length < 65_536) {
    framed[1] = 126
    framed.writeUInt16BE(length, 2)
  } else {
    framed[1] = 127
    framed.writeBigUInt64BE(BigInt(length), 2)
  }
  framed.set(payload, head)
  return framed
}

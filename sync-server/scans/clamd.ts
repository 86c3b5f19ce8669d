/**
 * Asks a scanner in clamd's protocol (https://docs.clamav.net/manual/Usage/Scanning.html#clamd, INSTREAM):
 *
 *   to the scanner    zINSTREAM\0, then chunks: length u32 big-endian ‖ bytes; a length of 0 ends them
 *   from the scanner  stream: OK\0, or stream: <name> FOUND\0, or anything else: a failure
 *
 * One connection a file. What it says before it was sent all of the file is believed only where it found something.
 */
import net from 'node:net'
import { type Clock, millis } from '../../core/base/clock.ts'

export type ScannerAddress =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string }

export type Verdict =
  | { readonly kind: 'clean' }
  /** What it calls what it found. */
  | { readonly kind: 'infected'; readonly name: string }
  /** It did not answer, or with something else. In a few words, for the log. */
  | { readonly kind: 'failed'; readonly detail: string }

/** Rejects with what `bytes` throws. */
export type Scan = (bytes: AsyncIterable<Uint8Array>, signal: AbortSignal) => Promise<Verdict>

export interface ClamdDeps {
  readonly address: ScannerAddress
  readonly clock: Pick<Clock, 'after'>
}

/** Without a byte going either way. A large archive takes a scanner a while. @internal */
export const scannerPatienceMs = 120_000
const maxAnswerLength = 1_024
const maxNameLength = 100

export const createClamd =
  ({ address, clock }: ClamdDeps): Scan =>
  async (bytes, signal) => {
    const line = openLine(address, clock, signal)
    try {
      let isAllSent = await line.send(Buffer.from('zINSTREAM\0'))
      for await (const part of bytes) {
        if (!isAllSent) break
        for (let at = 0; at < part.length && isAllSent; at += maxChunkBytes) {
          const chunk = part.subarray(at, at + maxChunkBytes)
          isAllSent = await line.send(Buffer.concat([lengthOf(chunk.length), chunk]))
        }
      }
      if (isAllSent) isAllSent = await line.send(lengthOf(0))
      const answer = await line.answer
      return typeof answer === 'string' ? readAnswer(answer, isAllSent) : answer
    } finally {
      line.close()
    }
  }

const maxChunkBytes = 262_144

function lengthOf(length: number): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(length)
  return head
}

function readAnswer(answer: string, isAllSent: boolean): Verdict {
  const found = /^stream: (.+) FOUND$/.exec(answer)?.[1]
  if (found !== undefined) {
    return { kind: 'infected', name: found.replaceAll(/[^\x21-\x7e]/g, '_').slice(0, maxNameLength) }
  }
  if (answer === 'stream: OK' && isAllSent) return { kind: 'clean' }
  const isTooLarge = answer.startsWith('INSTREAM size limit exceeded')
  return { kind: 'failed', detail: isTooLarge ? 'larger than the scanner takes' : 'a strange answer' }
}

interface Line {
  /** False once the scanner has answered or gone: nothing more need be sent. */
  readonly send: (bytes: Uint8Array) => Promise<boolean>
  /** Without its end; a failure where there is none. Never rejects. */
  readonly answer: Promise<string | Extract<Verdict, { readonly kind: 'failed' }>>
  readonly close: () => void
}

function openLine(address: ScannerAddress, clock: ClamdDeps['clock'], signal: AbortSignal): Line {
  const socket = net.connect(address.kind === 'tcp' ? address : { path: address.path })
  let stopTimer: (() => void) | undefined
  let isOver = false
  let wake: (() => void) | undefined
  let settle: (answer: Awaited<Line['answer']>) => void = () => {}
  const answer: Line['answer'] = new Promise((resolve) => {
    settle = resolve
  })
  const end = (outcome: Awaited<Line['answer']>): void => {
    if (isOver) return
    isOver = true
    stopTimer?.()
    signal.removeEventListener('abort', stop)
    settle(outcome)
    wake?.()
    socket.destroy()
  }
  const failed = (detail: string): void => end({ kind: 'failed', detail })
  const stop = (): void => failed('stopped')
  const moved = (): void => {
    stopTimer?.()
    if (!isOver) stopTimer = clock.after(millis(scannerPatienceMs), () => failed('no answer'))
  }
  let heard = ''
  socket.setEncoding('latin1')
  socket.on('data', (text: string) => {
    moved()
    heard += text
    const at = heard.search(/[\0\n]/)
    if (at >= 0) end(heard.slice(0, at))
    else if (heard.length > maxAnswerLength) failed('a strange answer')
  })
  socket.on('drain', () => {
    moved()
    wake?.()
  })
  socket.on('error', (error: NodeJS.ErrnoException) => failed(error.code ?? 'unreachable'))
  socket.on('close', () => failed('no answer'))
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  else moved()
  return {
    answer,
    close: stop,
    send: async (bytes) => {
      if (isOver) return false
      if (socket.write(bytes)) moved()
      else await new Promise<void>((resolve) => (wake = resolve))
      return !isOver
    },
  }
}

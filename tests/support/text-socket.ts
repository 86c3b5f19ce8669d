/** A bare WebSocket of the JSON gateway, as wscat is one. */
import * as v from 'valibot'
import { WebSocket } from 'ws'

export interface TextSocket {
  readonly say: (frame: object) => void
  readonly socket: WebSocket
  /** All frames so far. */
  readonly frames: ReadonlyArray<Readonly<Record<string, unknown>>>
  /** Resolves with the first frame, come or to come, that has these fields. */
  readonly until: (fields: Readonly<Record<string, unknown>>) => Promise<Readonly<Record<string, unknown>>>
  /** Resolves with the code that it was closed with. */
  readonly closed: Promise<number>
}

const anyFrame = v.record(v.string(), v.unknown())
const open = new Set<WebSocket>()

export function openText(url: string, headers: Readonly<Record<string, string>> = {}): TextSocket {
  const socket = new WebSocket(url, { headers })
  open.add(socket)
  socket.on('error', () => {})
  const frames: Array<Readonly<Record<string, unknown>>> = []
  const waiting = new Set<() => void>()
  socket.on('message', (data) => {
    if (data instanceof Buffer) frames.push(v.parse(anyFrame, JSON.parse(data.toString('utf8'))))
    for (const look of waiting) look()
  })
  // Not `once`, which rejects with the error that comes before the end of a socket that was never opened.
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  return {
    socket,
    frames,
    say: (frame) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame))
      else socket.once('open', () => socket.send(JSON.stringify(frame)))
    },
    until: (fields) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = frames.find((frame) =>
            Object.entries(fields).every(([key, value]) => frame[key] === value),
          )
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    closed,
  }
}

/** With which HTTP status the relay answers in place of a socket. */
export function refusedWith(url: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  const socket = new WebSocket(url, { headers })
  socket.on('error', () => {})
  return new Promise((resolve) => {
    socket.on('unexpected-response', (_request, response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
  })
}

export function closeTexts(): void {
  for (const socket of open) socket.terminate()
  open.clear()
}

/** What the doors for others' clients (rooms, JSON gateway) ask of a WebSocket beside sending. */
import type { WebSocket } from 'ws'
import { closeGraceMs } from './sockets.ts'

export interface SocketEnds {
  /** Bytes that wait in the process. */
  readonly buffered: () => number
  readonly ping: () => void
  readonly setReading: (isReading: boolean) => void
  /** Says why; who does not answer in time is cut off. */
  readonly close: (code: number, reason: string) => void
  readonly cut: () => void
}

export const endsOf = (socket: WebSocket): SocketEnds => ({
  buffered: () => socket.bufferedAmount,
  ping: () => {
    if (socket.readyState === socket.OPEN) socket.ping()
  },
  setReading: (isReading) => (isReading ? socket.resume() : socket.pause()),
  close: (code, reason) => {
    socket.resume() // to hear the answer
    socket.close(code, reason)
    const timer = setTimeout(() => socket.terminate(), closeGraceMs)
    socket.once('close', () => clearTimeout(timer))
  },
  cut: () => socket.terminate(),
})

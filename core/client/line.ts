/** The socket of a chat client: opened, opened again after it was lost, and closed for good. */
import { type Clock, millis } from '../base/clock.ts'
import type { Random } from '../base/random.ts'
import { type Cell, createCell, type Readable } from '../base/readable.ts'
import { gatewayCloseCodes } from '../protocol/json-gateway.ts'
import { reconnectPolicy, retryDelay } from '../sync/retry.ts'
import { type ChatAnswer, readAnswer } from './answers.ts'

/** What browsers, Node and the package ws call WebSocket. */
export interface ChatSocket {
  addEventListener(type: 'open', listener: () => void): void
  addEventListener(type: 'error', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close', listener: (event: { readonly code: number }) => void): void
  send(text: string): void
  close(): void
}

/** `stopped`: the relay will not have this client back as it is, or it was closed. */
export type ConnectionState = 'connecting' | 'online' | 'offline' | 'stopped'

export interface Line {
  readonly state: Readable<ConnectionState>
  /** Does nothing while offline. */
  readonly send: (frame: object) => void
  /** Gives the socket up and opens another. */
  readonly renew: () => void
  readonly close: () => void
}

export interface LineDeps {
  /** The gateway's address for a token. */
  readonly address: (token: string) => string
  readonly token: () => string | Promise<string>
  readonly openSocket: (address: string) => ChatSocket
  readonly clock: Clock
  readonly random: Random
}

export interface LineEvents {
  readonly opened: () => void
  readonly heard: (answer: ChatAnswer) => void
}

/** After these the same client would only be sent away again. */
const forGood: ReadonlySet<number> = new Set([
  gatewayCloseCodes['protocol-error'],
  gatewayCloseCodes['signed-out'],
])

export function createLine(deps: LineDeps, events: LineEvents): Line {
  const state: Cell<ConnectionState> = createCell<ConnectionState>('connecting')
  let socket: ChatSocket | undefined
  let attempt = 0
  let stopWaiting = (): void => {}

  /** Of the socket that is in use now; of another nobody hears any more. */
  const lost = (from: ChatSocket | undefined, code: number): void => {
    if (from !== socket || state.read() === 'stopped') return
    socket = undefined
    if (forGood.has(code)) return state.write('stopped')
    state.write('offline')
    stopWaiting = deps.clock.after(retryDelay(attempt++, reconnectPolicy, deps.random), () => void open())
  }
  const use = (made: ChatSocket): void => {
    socket = made
    made.addEventListener('open', () => {
      if (made !== socket) return
      state.write('online')
      events.opened()
    })
    made.addEventListener('message', ({ data }) => {
      const answer = readAnswer(data)
      if (made !== socket || answer === undefined) return
      attempt = 0 // it is no relay that takes sockets only to drop them
      events.heard(answer)
    })
    made.addEventListener('error', () => {}) // `close` follows
    made.addEventListener('close', ({ code }) => lost(made, code))
  }
  const open = async (): Promise<void> => {
    if (state.read() === 'stopped') return
    state.write('connecting')
    try {
      const token = await deps.token()
      // Closed meanwhile, or opened by somebody else.
      if (state.read() === 'connecting' && socket === undefined) use(deps.openSocket(deps.address(token)))
    } catch {
      lost(undefined, 0) // whoever hands out tokens is out of reach too
    }
  }
  void open()
  return {
    state,
    send: (frame) => {
      if (state.read() === 'online') socket?.send(JSON.stringify(frame))
    },
    renew: () => {
      const old = socket
      lost(old, 0)
      old?.close()
    },
    close: () => {
      stopWaiting()
      const old = socket
      state.write('stopped')
      socket = undefined
      old?.close()
    },
  }
}

/** As long as an answer may take before the socket is held to be dead. */
export const answerMs = millis(20_000)

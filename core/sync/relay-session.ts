/** One connection to the relay, from the token to the end. What comes after an end is the link's business. */
import type { TokenFailure } from '../bridge/contract.ts'
import { millis, type Clock, type Millis } from '../base/clock.ts'
import type { Result } from '../base/result.ts'
import { encodeClientFrame } from '../protocol/client-frame-codec.ts'
import type { GoodbyeCode } from '../protocol/codes.ts'
import type { ClientFrame, RelayFrame } from '../protocol/frame.ts'
import { pingIntervalMs, protocolVersion } from '../protocol/limits.ts'
import { decodeRelayFrame } from '../protocol/relay-frame-codec.ts'
import type { ConnectRelay, RelaySocket } from './relay-socket.ts'
import type { Report } from './report.ts'

type FrameOf<Kind extends RelayFrame['kind']> = Extract<RelayFrame, { readonly kind: Kind }>
export type Hello = Extract<ClientFrame, { readonly kind: 'hello' }>
export type Greeting = Omit<Hello, 'kind' | 'protocol' | 'token'>
export type Welcome = FrameOf<'welcome'>
/** What is left for others once the session has had its share. */
export type WorkFrame = Exclude<RelayFrame, { readonly kind: 'welcome' | 'goodbye' | 'pong' }>

export type SessionEnd =
  | { readonly kind: 'no-token'; readonly failure: TokenFailure }
  /** The socket closed, fell silent or brought nonsense. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'goodbye'; readonly code: GoodbyeCode; readonly reconnectAfter: Millis }

export interface SessionDeps {
  readonly clock: Clock
  readonly url: string
  readonly connect: ConnectRelay
  readonly accessToken: () => Promise<Result<string, TokenFailure>>
  /** Read when the socket is open. */
  readonly greeting: () => Greeting
  readonly report: Report
  readonly welcomed: (welcome: Welcome) => void
  readonly received: (frame: WorkFrame) => void
  /** Any sign of life after welcome, pongs included. */
  readonly heard: () => void
  /** Once; nothing follows. Not called after `close`. */
  readonly ended: (end: SessionEnd) => void
}

export interface RelaySession {
  /** False before welcome and after the end; nothing is kept. */
  readonly send: (frame: ClientFrame) => boolean
  /** Asks for a sign of life within `probeMs`: after a sleep the socket may be dead without knowing. */
  readonly probe: () => void
  readonly close: () => void
}

/** From the first byte of the connection to welcome. */
export const welcomeTimeoutMs = 15_000
export const probeMs = 5_000

export function createRelaySession(deps: SessionDeps): RelaySession {
  let phase: 'greeting' | 'welcomed' | 'over' = 'greeting'
  let socket: RelaySocket | undefined
  let cancelTimer = (): void => undefined
  const after = (delay: number, run: () => void): void => {
    cancelTimer()
    cancelTimer = deps.clock.after(millis(delay), run)
  }
  const finish = (): boolean => {
    if (phase === 'over') return false
    phase = 'over'
    cancelTimer()
    socket?.close()
    return true
  }
  const end = (how: SessionEnd): void => {
    if (finish()) deps.ended(how)
  }
  const lost = (): void => end({ kind: 'lost' })
  const write = (frame: ClientFrame): void => socket?.send(encodeClientFrame(frame))
  const ping = (): void => write({ kind: 'ping', now: deps.clock.now() })
  /** Silence for one interval asks, silence for two ends. */
  const listen = (): void =>
    after(pingIntervalMs, () => {
      ping()
      after(pingIntervalMs, lost)
    })

  const receive = (bytes: Uint8Array): void => {
    if (phase === 'over') return
    const frame = decodeRelayFrame(bytes)
    if (!frame.ok) {
      deps.report({ kind: 'frame-refused', why: frame.failure.kind })
      return lost()
    }
    const { value } = frame
    if (value.kind === 'goodbye') {
      return end({ kind: 'goodbye', code: value.code, reconnectAfter: value.reconnectAfter })
    }
    if ((phase === 'greeting') !== (value.kind === 'welcome')) {
      deps.report({ kind: 'frame-refused', why: `${value.kind} out of turn` })
      return lost()
    }
    listen()
    if (value.kind === 'welcome') {
      phase = 'welcomed'
      deps.welcomed(value)
    } else if (value.kind !== 'pong') deps.received(value)
    deps.heard()
  }

  const start = async (): Promise<void> => {
    const token = await deps.accessToken()
    if (phase === 'over') return
    if (!token.ok) return end({ kind: 'no-token', failure: token.failure })
    after(welcomeTimeoutMs, lost)
    socket = deps.connect(deps.url, {
      opened: () => {
        if (phase !== 'greeting') return
        write({ kind: 'hello', protocol: protocolVersion, token: token.value, ...deps.greeting() })
      },
      received: receive,
      closed: lost,
    })
  }
  void start()

  return {
    send: (frame) => {
      if (phase !== 'welcomed') return false
      write(frame)
      return true
    },
    probe: () => {
      if (phase !== 'welcomed') return
      ping()
      after(probeMs, lost)
    },
    close: () => void finish(),
  }
}

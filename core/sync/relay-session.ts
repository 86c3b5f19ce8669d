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

interface SessionCore {
  readonly deps: SessionDeps
  phase: 'greeting' | 'welcomed' | 'over'
  socket: RelaySocket | undefined
  cancelTimer: () => void
}

export function createRelaySession(deps: SessionDeps): RelaySession {
  const core: SessionCore = { deps, phase: 'greeting', socket: undefined, cancelTimer: () => undefined }
  void start(core)
  return {
    send: (frame) => {
      if (core.phase !== 'welcomed') return false
      write(core, frame)
      return true
    },
    probe: () => {
      if (core.phase !== 'welcomed') return
      ping(core)
      after(core, probeMs, () => lose(core))
    },
    close: () => void finish(core),
  }
}

async function start(core: SessionCore): Promise<void> {
  const { accessToken, connect, url, greeting } = core.deps
  const token = await accessToken()
  if (core.phase === 'over') return
  if (!token.ok) return end(core, { kind: 'no-token', failure: token.failure })
  after(core, welcomeTimeoutMs, () => lose(core))
  core.socket = connect(url, {
    opened: () => {
      if (core.phase !== 'greeting') return
      write(core, { kind: 'hello', protocol: protocolVersion, token: token.value, ...greeting() })
    },
    received: (bytes) => receive(core, bytes),
    closed: () => lose(core),
  })
}

function receive(core: SessionCore, bytes: Uint8Array): void {
  const { deps } = core
  if (core.phase === 'over') return
  const frame = decodeRelayFrame(bytes)
  if (!frame.ok) return refuse(core, frame.failure.kind)
  const { value } = frame
  if (value.kind === 'goodbye') return end(core, value)
  if ((core.phase === 'greeting') !== (value.kind === 'welcome'))
    return refuse(core, `${value.kind} out of turn`)
  listen(core)
  if (value.kind === 'welcome') {
    core.phase = 'welcomed'
    deps.welcomed(value)
  } else if (value.kind !== 'pong') deps.received(value)
  deps.heard()
}

/** Silence for one interval asks for a sign of life, silence for two ends. */
function listen(core: SessionCore): void {
  after(core, pingIntervalMs, () => {
    ping(core)
    after(core, pingIntervalMs, () => lose(core))
  })
}

const write = ({ socket }: SessionCore, frame: ClientFrame): void => socket?.send(encodeClientFrame(frame))
const ping = (core: SessionCore): void => write(core, { kind: 'ping', now: core.deps.clock.now() })

function after(core: SessionCore, delay: number, run: () => void): void {
  core.cancelTimer()
  core.cancelTimer = core.deps.clock.after(millis(delay), run)
}

function refuse(core: SessionCore, why: string): void {
  core.deps.report({ kind: 'frame-refused', why })
  lose(core)
}

const lose = (core: SessionCore): void => end(core, { kind: 'lost' })

function end(core: SessionCore, how: SessionEnd): void {
  if (finish(core)) core.deps.ended(how)
}

/** False if it was over already. */
function finish(core: SessionCore): boolean {
  if (core.phase === 'over') return false
  core.phase = 'over'
  core.cancelTimer()
  core.socket?.close()
  return true
}

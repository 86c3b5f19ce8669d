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
  | {
      readonly kind: 'goodbye'
      readonly code: GoodbyeCode
      readonly reconnectAfter: Millis
      readonly detail: string
    }

export interface SessionDeps {
  readonly clock: Clock
  readonly url: string
  readonly connect: ConnectRelay
  readonly accessToken: () => Promise<Result<string, TokenFailure>>
  /** Read when the socket is open. */
  readonly greeting: () => Greeting
  readonly report: Report
  readonly welcomed: (welcome: Welcome) => void
  /** `bytes`: the length of the frame. */
  readonly received: (frame: WorkFrame, bytes: number) => void
  /** Any sign of life after welcome, pongs included. */
  readonly heard: () => void
  /** Once; nothing follows. Not called after `close`. */
  readonly ended: (end: SessionEnd) => void
}

export interface RelaySession {
  /** False before welcome and after the end; nothing is kept. */
  readonly send: (frame: ClientFrame) => boolean
  /**
   * Asks for a sign of life within `probeMs`: after a sleep the socket may be dead without knowing. Asking again while an
   * answer is due changes nothing: a network that comes and goes must not put off the end for ever.
   */
  readonly probe: () => void
  readonly close: () => void
}

/** From the first byte of the connection to welcome. */
const welcomeTimeoutMs = 15_000
const probeMs = 5_000

interface SessionCore {
  readonly deps: SessionDeps
  phase: 'greeting' | 'welcomed' | 'over'
  socket: RelaySocket | undefined
  /** Runs out when the relay has been silent for too long. */
  cancelDeadline: () => void
  isProbing: boolean
  cancelPing: () => void
}

export function createRelaySession(deps: SessionDeps): RelaySession {
  const none = (): void => undefined
  const core: SessionCore = {
    deps,
    phase: 'greeting',
    socket: undefined,
    cancelDeadline: none,
    isProbing: false,
    cancelPing: none,
  }
  void start(core)
  return {
    send: (frame) => {
      if (core.phase !== 'welcomed') return false
      write(core, frame)
      return true
    },
    probe: () => {
      if (core.phase !== 'welcomed' || core.isProbing) return
      core.isProbing = true
      ping(core)
      giveUpAfter(core, probeMs)
    },
    close: () => void finish(core),
  }
}

async function start(core: SessionCore): Promise<void> {
  const { accessToken, connect, url, greeting } = core.deps
  const token = await accessToken()
  if (core.phase === 'over') return
  if (!token.ok) return end(core, { kind: 'no-token', failure: token.failure })
  giveUpAfter(core, welcomeTimeoutMs)
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
  core.isProbing = false
  giveUpAfter(core, 2 * pingIntervalMs)
  if (value.kind === 'welcome') {
    core.phase = 'welcomed'
    keepPinging(core)
    deps.welcomed(value)
  } else if (value.kind !== 'pong') deps.received(value, bytes.length)
  deps.heard()
}

/** Pings whatever comes in: the relay too wants to hear something. */
function keepPinging(core: SessionCore): void {
  core.cancelPing = core.deps.clock.after(millis(pingIntervalMs), () => {
    ping(core)
    keepPinging(core)
  })
}

const write = ({ socket }: SessionCore, frame: ClientFrame): void => socket?.send(encodeClientFrame(frame))
const ping = (core: SessionCore): void => write(core, { kind: 'ping', now: core.deps.clock.now() })

function giveUpAfter(core: SessionCore, delay: number): void {
  core.cancelDeadline()
  core.cancelDeadline = core.deps.clock.after(millis(delay), () => lose(core))
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
  core.cancelDeadline()
  core.cancelPing()
  core.socket?.close()
  return true
}

/** Keeps a session with the relay going: when to try, when to wait, when to stop. Rules CR1 to CR8 in SPEC.md. */
import type { TokenFailure } from '../bridge/contract.ts'
import { millis, type Clock, type Millis } from '../base/clock.ts'
import type { Random } from '../base/random.ts'
import { createCell, type Readable } from '../base/readable.ts'
import type { Result } from '../base/result.ts'
import { goodbyeCodes, type GoodbyeCode } from '../protocol/codes.ts'
import type { ClientFrame } from '../protocol/frame.ts'
import {
  createRelaySession,
  type Greeting,
  type RelaySession,
  type SessionEnd,
  type Welcome,
  type WorkFrame,
} from './relay-session.ts'
import type { ConnectRelay } from './relay-socket.ts'
import type { Report } from './report.ts'
import { reconnectPolicy, retryDelay } from './retry.ts'

export type StopReason = 'device-revoked' | 'version-unsupported' | 'replaced'

export type LinkState =
  /** On the way to be online, for the first time or right after having been so. */
  | { readonly kind: 'connecting' }
  | { readonly kind: 'online' }
  /** `retryAt` is undefined while an attempt is under way. */
  | { readonly kind: 'offline'; readonly retryAt: Millis | undefined }
  | { readonly kind: 'signed-out' }
  /** `detail` is what the relay adds, where it does: an address with a newer app. */
  | { readonly kind: 'stopped'; readonly why: StopReason; readonly detail: string }

export interface RelayLinkDeps {
  readonly clock: Clock
  readonly random: Random
  readonly url: string
  readonly connect: ConnectRelay
  /** Given the one that the relay refused it gets another, or hears that there is none. */
  readonly accessToken: (refused?: string) => Promise<Result<string, TokenFailure>>
  readonly greeting: () => Greeting
  readonly report: Report
  readonly up: (welcome: Welcome) => void
  readonly received: (frame: WorkFrame, bytes: number) => void
  readonly heard: () => void
  /** After each `up`, once: whatever was under way on the socket will not be answered. */
  readonly down: () => void
}

export interface RelayLink {
  readonly state: Readable<LinkState>
  readonly start: () => void
  /** False unless online; nothing is kept. */
  readonly send: (frame: ClientFrame) => boolean
  /** Tries at once, or asks a connection that looks alive for a sign of life. */
  readonly wake: () => void
  /** Gives this connection up and starts anew, after a delay like after any loss. */
  readonly reset: () => void
  readonly close: () => void
}

/** A connection that held this long counts as a success; one that keeps breaking sooner is waited for ever longer. */
const stableMs = 10_000

interface LinkCore {
  readonly deps: RelayLinkDeps
  readonly state: ReturnType<typeof createCell<LinkState>>
  session: RelaySession | undefined
  isUp: boolean
  isClosed: boolean
  /** Attempts in a row that came to nothing lasting. */
  failures: number
  /** Renewed tokens in a row that came to nothing. */
  renewals: number
  /** The token of the session under way, and whether the relay has refused it. */
  token: string | undefined
  isTokenRefused: boolean
  cancelTimer: () => void
}

export function createRelayLink(deps: RelayLinkDeps): RelayLink {
  const core: LinkCore = {
    deps,
    state: createCell<LinkState>({ kind: 'connecting' }),
    session: undefined,
    isUp: false,
    isClosed: false,
    failures: 0,
    renewals: 0,
    token: undefined,
    isTokenRefused: false,
    cancelTimer: () => undefined,
  }
  return {
    state: core.state,
    start: () => begin(core),
    send: (frame) => core.session?.send(frame) ?? false,
    wake: () => {
      if (core.isClosed || core.state.read().kind === 'stopped') return
      if (core.session !== undefined) return core.session.probe()
      core.failures = 0
      core.renewals = 0
      begin(core)
    },
    reset: () => {
      if (core.session === undefined) return
      core.session.close()
      ended(core, { kind: 'lost' })
    },
    close: () => {
      core.isClosed = true
      core.cancelTimer()
      core.session?.close()
      core.session = undefined
      wentDown(core)
    },
  }
}

function begin(core: LinkCore): void {
  const { deps, state } = core
  core.cancelTimer()
  const before = state.read()
  if (before.kind === 'online') state.write({ kind: 'connecting' })
  if (before.kind === 'offline') state.write({ kind: 'offline', retryAt: undefined })
  core.session = createRelaySession({
    ...deps,
    accessToken: () => takeToken(core),
    welcomed: (welcome) => {
      core.isUp = true
      core.renewals = 0
      core.cancelTimer = deps.clock.after(millis(stableMs), () => (core.failures = 0))
      state.write({ kind: 'online' })
      deps.up(welcome)
    },
    ended: (end) => ended(core, end),
  })
}

async function takeToken(core: LinkCore): Promise<Result<string, TokenFailure>> {
  const refused = core.isTokenRefused ? core.token : undefined
  const token = await core.deps.accessToken(refused)
  core.isTokenRefused = false
  core.token = token.ok ? token.value : undefined
  return token
}

function ended(core: LinkCore, end: SessionEnd): void {
  core.session = undefined
  core.cancelTimer()
  wentDown(core)
  if (core.isClosed) return
  switch (end.kind) {
    case 'lost':
      return retryAfter(core, 0)
    case 'no-token':
      return withoutToken(core, end.failure)
    case 'goodbye':
      return sentAway(core, end)
  }
}

function wentDown(core: LinkCore): void {
  if (!core.isUp) return
  core.isUp = false
  core.deps.down()
}

/** Network state is never an authentication event: only main's word that the session has expired is. */
function withoutToken(core: LinkCore, failure: TokenFailure): void {
  switch (failure.kind) {
    case 'expired':
    case 'locked':
      return core.state.write({ kind: 'signed-out' })
    case 'too-many-requests':
      return retryAfter(core, failure.retryAfterSeconds * 1_000)
    case 'unreachable':
    case 'server-error':
    case 'by-policy': // which may be lifted while the app runs
      return retryAfter(core, 0)
  }
}

function sentAway(
  core: LinkCore,
  { code, reconnectAfter, detail }: Extract<SessionEnd, { readonly kind: 'goodbye' }>,
): void {
  if (isStop(code)) return core.state.write({ kind: 'stopped', why: code, detail })
  core.isTokenRefused = goodbyeCodes[code] === 'renew'
  if (core.isTokenRefused && core.renewals === 0) {
    core.renewals += 1
    return begin(core)
  }
  retryAfter(core, reconnectAfter)
}

const isStop = (code: GoodbyeCode): code is StopReason => goodbyeCodes[code] === 'stop'

function retryAfter(core: LinkCore, atLeast: number): void {
  const { clock, random } = core.deps
  const delay = millis(Math.max(atLeast, retryDelay(core.failures, reconnectPolicy, random)))
  core.failures += 1
  core.cancelTimer = clock.after(delay, () => begin(core))
  core.state.write({ kind: 'offline', retryAt: millis(clock.now() + delay) })
}

/**
 * One socket, from the connection to its end. `greeting`: nothing but a hello may come. `welcoming`: the relay finds out
 * who it is, the client waits. `open`: from the welcome on requests come and entries go.
 */
import { millis } from '../../core/base/clock.ts'
import { bytesToHex } from '../../core/base/bytes.ts'
import { decodeClientFrame } from '../../core/protocol/client-frame-codec.ts'
import { idBytes } from '../../core/protocol/ids.ts'
import { helloTimeoutMs, maxHelloBytes } from '../../core/protocol/limits.ts'
import { encodeRelayFrame } from '../../core/protocol/relay-frame-codec.ts'
import { StoreTrouble } from '../store/store.ts'
import type { Connection, ConnectionEvents } from './connection.ts'
import { deadBeats, quietBeats } from './heartbeat.ts'
import { closeQueue, createReaderQueue, put, sendFree } from './reader-queue.ts'
import { answer, createRequests, type Requests } from './requests.ts'
import { reconnectAfterTrouble, type SessionContext, type SessionDeps } from './session-context.ts'
import { type Guest, leave, welcome } from './welcome.ts'

export interface Session extends ConnectionEvents {
  readonly goodbye: SessionContext['goodbye']
  /** To be called once a second (heartbeat.ts). */
  readonly beat: () => void
}

/** `ended` is called once, when the session is over. */
export function createSession(
  deps: SessionDeps,
  connection: Connection,
  ended: (session: Session) => void,
): Session {
  let phase: 'greeting' | 'welcoming' | 'open' | 'closed' = 'greeting'
  let guest: Guest | undefined
  let requests: Requests | undefined
  const greetBy = deps.clock.now() + helloTimeoutMs
  let silence = 0 // beats since something was heard

  deps.tallies.sockets++
  const end = (): void => {
    if (phase === 'closed') return
    phase = 'closed'
    deps.tallies.sockets--
    closeQueue(context.queue)
    if (guest !== undefined) leave(guest, deps)
    ended(session)
  }
  const context = createContext(deps, connection, { isClosed: () => phase === 'closed', end })
  const violated = (): void => context.goodbye('protocol-error', reconnectAfterTrouble)
  const heard = (): void => {
    silence = 0
  }
  const beat = (): void => {
    const now = deps.clock.now()
    if (phase === 'greeting' && now >= greetBy) return violated()
    if (guest !== undefined && now >= guest.expires) return context.goodbye('token-expired')
    silence++
    if (silence === quietBeats) connection.ping()
    if (silence <= deadBeats) return
    end()
    connection.cut()
  }
  const received = (bytes: Uint8Array): void => {
    if (phase === 'closed') return
    heard()
    if (phase === 'greeting' && bytes.length > maxHelloBytes) return violated()
    const frame = decodeClientFrame(bytes)
    if (!frame.ok) return violated()
    if (frame.value.kind !== 'hello') {
      if (guest === undefined) return violated()
      requests ??= createRequests(context, guest)
      return answer(frame.value, requests)
    }
    if (phase !== 'greeting') return violated()
    const hello = frame.value
    phase = 'welcoming'
    const admit = (admitted: Guest): void => {
      guest = admitted
      phase = 'open'
    }
    void context.guard(() => welcome(hello, context, admit))
  }
  const session: Session = { received, heard, violated, closed: end, goodbye: context.goodbye, beat }
  return session
}

function createContext(
  deps: SessionDeps,
  connection: Connection,
  { isClosed, end }: { readonly isClosed: () => boolean; readonly end: () => void },
): SessionContext {
  const name = deps.random.bytes(idBytes)
  const session = bytesToHex(name)
  const goodbye: SessionContext['goodbye'] = (code, reconnectAfter = millis(0)) => {
    if (isClosed()) return
    deps.tallies.goodbyes.sync[code]++
    deps.log.debug({ code, session }, 'goodbye')
    const detail = code === 'version-unsupported' ? (deps.updateUrl ?? '') : ''
    connection.send(encodeRelayFrame({ kind: 'goodbye', code, reconnectAfter, detail }))
    end()
    connection.close()
  }
  const guard: SessionContext['guard'] = (run) => endOnTrouble(run, deps, goodbye, session)
  const queue = createReaderQueue({
    connection,
    clock: deps.clock,
    logs: deps.store.logs,
    guard,
    isClosed,
    tooSlow: () => goodbye('too-slow', reconnectAfterTrouble),
  })
  return {
    deps,
    connection,
    queue,
    name,
    isClosed,
    goodbye,
    guard,
    send: (frame) => {
      if (isClosed()) return
      if (frame.kind === 'refuse') deps.tallies.refusals.sync[frame.code]++
      sendFree(queue, encodeRelayFrame(frame))
    },
    put: async (frame) => {
      if (!isClosed()) await put(queue, encodeRelayFrame(frame))
    },
  }
}

async function endOnTrouble(
  run: () => Promise<void>,
  { log, tallies }: Pick<SessionDeps, 'log' | 'tallies'>,
  goodbye: SessionContext['goodbye'],
  session: string,
): Promise<void> {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof StoreTrouble)) throw error
    tallies.storeTroubles++
    log.error({ error, session }, 'a session ends: the store cannot be read')
    goodbye('draining', reconnectAfterTrouble)
  }
}

/** One socket in a room: who it is, what it is sent, what it says one after the other, and how it ends. */
import { type Clock, millis } from '../../core/base/clock.ts'
import { type RoomCloseCode, roomCloseCodes } from '../../core/protocol/rooms.ts'
import type { WorkspaceId } from '../../core/protocol/ids.ts'
import type { AccessGrant } from '../identity/access-tokens.ts'
import type { Logger } from '../logger.ts'
import type { Tallies } from '../metrics/tallies.ts'
import { maxUnreadBytes } from '../relay/reader-queue.ts'
import type { Audience } from '../store/log-store.ts'
import { StoreTrouble } from '../store/store.ts'
import { createBeat } from './beat.ts'
import { writeAwareness } from './messages.ts'
import { createReadingLine } from './reading-line.ts'

/** A socket as a room sees it. Adapters: ws (../transport), and queues that a test moves by hand. */
export interface RoomConnection {
  /** Does nothing once closed. */
  readonly send: (message: Uint8Array) => void
  /** Bytes that were sent and have not left yet. */
  readonly buffered: () => number
  /** Resolves when little is left to leave, or the connection is gone. */
  readonly flushed: () => Promise<void>
  readonly ping: () => void
  /** Reads no more of what comes in, or goes on: the network holds it back meanwhile. */
  readonly setReading: (isReading: boolean) => void
  /** Closes once what was sent has left, within a few seconds. */
  readonly close: (code: number, reason: string) => void
  /** Closes now. */
  readonly cut: () => void
}

/** Where a person stands, whatever room they are in. */
export interface Standing {
  /** Of the room. */
  readonly workspace: WorkspaceId
  /** All that they belong to. */
  readonly audiences: ReadonlyArray<Audience>
}

export interface Member {
  readonly grant: AccessGrant
  readonly workspace: WorkspaceId
  /** As `Author.mayWrite`. Nothing once the relay has closed the socket for cause: what it sent before counts no more. */
  readonly mayWrite: (audience: Audience) => boolean
  /** The directory has changed: this holds from now on. */
  readonly stand: (standing: Standing) => void
  readonly isOpen: () => boolean
  readonly send: (message: Uint8Array) => void
  readonly flushed: () => Promise<void>
  /** Anything came in. */
  readonly heard: () => void
  /**
   * Runs after what came in before, also when the client has gone since: it may never send it again. What the store cannot
   * do ends the socket, which comes back later.
   */
  readonly enqueue: (run: () => Promise<void>) => void
  /** The socket is over at once: nothing that still comes in counts; what waits does if the end is nobody's fault. */
  readonly end: (code: RoomCloseCode, detail?: string) => void
  /** The socket is gone, whoever closed it. */
  readonly closed: () => void
  /** Resolves when nothing waits any more. */
  readonly idle: () => Promise<void>
}

export interface MemberDeps {
  readonly clock: Clock
  readonly log: Logger
  readonly tallies: Pick<Tallies, 'goodbyes' | 'storeTroubles'>
}

export interface MemberPlace {
  readonly grant: AccessGrant
  readonly standing: Standing
  /** Once, when the socket is gone and nothing of it waits. */
  readonly leave: () => void
}

/** Ends that say nothing against what the socket had sent before. */
const innocent: ReadonlySet<RoomCloseCode> = new Set(['draining', 'token-expired', 'too-slow'])
/** What a close frame has room for (RFC 6455), in bytes; details are ASCII. */
const maxReasonLength = 120

export function createMember(
  { clock, log, tallies }: MemberDeps,
  { grant, standing, leave }: MemberPlace,
  connection: RoomConnection,
): Member {
  const socket = crypto.randomUUID()
  let isOpen = true
  let isWelcome = true
  let { audiences } = standing

  const closed = (): void => {
    if (!isOpen) return
    isOpen = false
    stopExpiry()
    beat.stop()
    void line.idle().then(leave)
  }
  const end: Member['end'] = (code, detail) => {
    if (!isOpen) return
    tallies.goodbyes.rooms[code]++
    log.debug({ code, socket }, 'a room closes a socket') // the detail may repeat what came in
    isWelcome = innocent.has(code)
    closed()
    connection.close(roomCloseCodes[code], reasonOf(code, detail))
  }
  const send = (message: Uint8Array): void => {
    if (!isOpen) return
    connection.send(message)
    if (connection.buffered() > maxUnreadBytes) end('too-slow')
  }
  // A stock client reconnects when it hears nothing for 30 s, and it does not hear pings: an awareness of nobody says
  // that the room is there.
  const sayHere = (): void => {
    connection.ping()
    send(writeAwareness([]))
  }
  const line = createReadingLine(connection.setReading, (work) =>
    guard({ log, tallies, socket, end }, async () => {
      if (isWelcome) await work()
    }),
  )
  const stopExpiry = clock.after(millis(grant.expires - clock.now()), () => end('token-expired'))
  const beat = createBeat(clock, sayHere, () => {
    closed()
    connection.cut()
  })
  return {
    grant,
    workspace: standing.workspace,
    mayWrite: (audience) => isWelcome && audiences.includes(audience),
    stand: (now) => void ({ audiences } = now),
    isOpen: () => isOpen,
    send,
    flushed: connection.flushed,
    heard: beat.heard,
    enqueue: line.enqueue,
    end,
    closed,
    idle: line.idle,
  }
}

async function guard(
  {
    log,
    tallies,
    socket,
    end,
  }: Omit<MemberDeps, 'clock'> & Pick<Member, 'end'> & { readonly socket: string },
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof StoreTrouble)) throw error
    tallies.storeTroubles++
    log.error({ error, socket }, 'a room cannot go on: the store is in trouble')
    end('unavailable')
  }
}

const reasonOf = (code: RoomCloseCode, detail: string | undefined): string =>
  (detail === undefined ? code : `${code}: ${detail}`).slice(0, maxReasonLength)

/** The relay proper: sessions, logs and the way between them. Knows neither ws nor HTTP nor a database. */
import { millis } from '../../core/base/clock.ts'
import { fraction } from '../../core/base/random.ts'
import type { ConversationId, DeviceId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { Verifier } from '../../core/sealed/signed-text.ts'
import { fullWorkspaces } from '../directory/full-workspaces.ts'
import type { LogSummary } from '../store/log-store.ts'
import { StoreTrouble } from '../store/store.ts'
import { type AppendQueueDeps, createAppendQueue } from './append-queue.ts'
import type { AppendRequest, Author, Commit } from './append.ts'
import type { AcceptConnection } from './connection.ts'
import { createConversations } from './conversations.ts'
import { createHeartbeat } from './heartbeat.ts'
import { createHub, type Subscriber } from './hub.ts'
import { createLastSeen, type LastSeen } from './last-seen.ts'
import { createMarks } from './marks.ts'
import { createPresence, type Presence } from './presence.ts'
import { createReceipts } from './receipts.ts'
import { createSealedFacts, type SealedFacts } from './sealed-facts.ts'
import { type Seat, takeSeat } from './seat.ts'
import type { SessionDeps } from './session-context.ts'
import { createSession, type Session } from './session.ts'

type Made = 'appends' | 'hub' | 'conversations' | 'marks' | 'presence' | 'receipts' | 'lastSeen'
export type RelayDeps = Omit<SessionDeps, Made> &
  Pick<AppendQueueDeps, 'pace' | 'entryRate'> &
  Pick<Verifier, 'verify'>

export interface Relay {
  readonly accept: AcceptConnection
  /** Appends as the relay itself, by the same rules as any client. */
  readonly append: (request: AppendRequest) => void
  /** Takes part through another door. */
  readonly join: (subscriber: Subscriber) => Seat
  /** `user` has read up to there: durable and told once this resolves. */
  readonly markRead: (user: UserId, conversation: ConversationId, seq: number) => Promise<void>
  /** Something was given up: the store's journal is emptied of it within a minute (ER3). */
  readonly forget: () => void
  /** Told of each commit, in the order of the logs, after the sessions. */
  readonly follow: (committed: (commits: ReadonlyArray<Commit>) => void) => void
  /** Resolves once all sessions concerned may do what they now may. */
  readonly directoryChanged: (workspace: WorkspaceId, user?: UserId) => Promise<void>
  /**
   * To be called when a conversation was archived, opened again or deleted, or `out` is a member no more: nobody reads or
   * writes there from then on who may not. Before `directoryChanged`.
   */
  readonly conversationChanged: (
    log: Pick<LogSummary, 'conversation' | 'audience'>,
    out?: UserId | 'all',
  ) => void
  /** To be called when the user has another device list, before anybody is told. */
  readonly listChanged: (user: UserId, version: number) => void
  readonly signOut: (device: DeviceId) => void
  /** When the devices of a user were connected last. */
  readonly seen: LastSeen['of']
  /** Who is there, for those without a socket. */
  readonly presence: Pick<Presence, 'sayFor' | 'own' | 'shown'> & { readonly flush: LastSeen['flush'] }
  /** The device's user has revoked it: its socket ends. */
  readonly revoke: (device: DeviceId) => void
  /** Says goodbye to all, spread over time, and waits until what was under way is committed. */
  readonly drain: () => Promise<void>
}

/** A restarted relay takes some two hundred clients a second without anybody waiting for it. */
const reconnectSpreadPerSession = 5
const minReconnectSpread = 500

export function createRelay(deps: RelayDeps): Relay {
  const followers: Array<(commits: ReadonlyArray<Commit>) => void> = []
  const {
    stop,
    ask: forget,
    listChanged,
    ...parts
  } = createParts(deps, (commits) => {
    for (const committed of followers) committed(commits)
  })
  const { appends, hub, marks, presence, lastSeen } = parts
  const sessionDeps: SessionDeps = { ...deps, ...parts }
  const sessions = createHeartbeat<Session>(deps.clock, (session) => session.beat())
  /** How many have to find another relay, or this one again. */
  let leaving: number | undefined

  const sendAway = (session: Session, count: number): void => {
    const spread = Math.max(minReconnectSpread, count * reconnectSpreadPerSession)
    session.goodbye('draining', millis(fraction(deps.random) * spread))
  }

  return {
    accept: (connection) => {
      const session = createSession(sessionDeps, connection, sessions.remove)
      sessions.add(session)
      if (leaving !== undefined) sendAway(session, leaving)
      return session
    },
    append: appends.submit,
    join: (subscriber) => takeSeat(sessionDeps, subscriber),
    follow: (committed) => void followers.push(committed),
    directoryChanged: async (workspace, user) => {
      await hub.directoryChanged(workspace, user)
      if (user === undefined || presence.own(user).status === 'offline') return
      presence.moved(user, await fullWorkspaces(deps.store.directory, user))
    },
    conversationChanged: ({ conversation, audience }, out) => {
      appends.forget()
      parts.conversations.forget(conversation)
      if (out !== undefined) hub.expel(audience, conversation, out === 'all' ? undefined : out)
    },
    markRead: async (user, conversation, seq) => {
      await marks.mark(gatewayFor(deps.store.identity.gatewayDevice, user), conversation, seq)
      await marks.flush()
    },
    forget,
    listChanged,
    signOut: hub.signOut,
    seen: lastSeen.of,
    presence: { ...presence, flush: lastSeen.flush },
    revoke: hub.revoke,
    drain: async () => {
      leaving = sessions.members.size
      await appends.idle()
      for (const session of sessions.members) sendAway(session, leaving)
      await appends.idle()
      presence.stop()
      await Promise.all([marks.flush(), lastSeen.flush()])
      stop() // closing the store empties its journal
    },
  }
}

/** Whoever asks has found out before that `user` may read it. */
const gatewayFor = (device: DeviceId, user: UserId): Author => ({
  device,
  user,
  gateway: false,
  mayWrite: () => true,
  stalled: undefined,
})

function createParts(
  deps: RelayDeps,
  committed: (commits: ReadonlyArray<Commit>) => void,
): Pick<SessionDeps, Made> & Forgetting & Pick<SealedFacts, 'listChanged'> {
  const { store, clock, log, tallies } = deps
  const hub = createHub()
  const onTrouble = (error: StoreTrouble): void => {
    tallies.storeTroubles++
    log.error({ error }, 'nothing can be written')
  }
  const conversations = createConversations(store.logs)
  const sealedFacts = createSealedFacts(store)
  const receipts = createReceipts(store.identity)
  const forgetting = createForgetting(deps, onTrouble)
  const lastSeen = createLastSeen({ store: store.accounts, hub, clock, onTrouble })
  return {
    ...forgetting,
    listChanged: sealedFacts.listChanged,
    hub,
    conversations,
    appends: createAppendQueue({
      store: store.logs,
      sealed: { facts: sealedFacts, verify: deps.verify },
      clock,
      pace: deps.pace,
      entryRate: deps.entryRate,
      receipts,
      tallies,
      publish: (commits) => {
        hub.publish(commits)
        committed(commits)
      },
      onTrouble,
      onErased: forgetting.ask,
    }),
    marks: createMarks({ store: store.marks, conversations, hub, clock, onTrouble }),
    presence: createPresence({ clock, hub, tallies, gone: lastSeen.gone }),
    lastSeen,
    receipts,
  }
}

/** How long the bytes of what was erased may lie in the store's journal; moving them out costs several syncs (ER3). @internal */
export const forgetAfterMs = 60_000

interface Forgetting {
  /** Makes sure that the store's journal is emptied within `forgetAfterMs`. */
  readonly ask: () => void
  readonly stop: () => void
}

function createForgetting(
  { store, clock }: RelayDeps,
  onTrouble: (trouble: StoreTrouble) => void,
): Forgetting {
  let stop: (() => void) | undefined
  const forget = async (): Promise<void> => {
    stop = undefined
    try {
      await store.checkpoint()
    } catch (error) {
      if (!(error instanceof StoreTrouble)) throw error
      onTrouble(error)
    }
  }
  return {
    ask: () => {
      stop ??= clock.after(millis(forgetAfterMs), () => void forget())
    },
    stop: () => stop?.(),
  }
}

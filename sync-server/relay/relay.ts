/** The relay proper: sessions, logs and the way between them. Knows neither ws nor HTTP nor a database. */
import { type Millis, millis } from '../../core/base/clock.ts'
import { fraction } from '../../core/base/random.ts'
import type { DeviceId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import { type AppendQueueDeps, createAppendQueue } from './append-queue.ts'
import type { AppendRequest, Commit } from './append.ts'
import type { AcceptConnection } from './connection.ts'
import { createHub } from './hub.ts'
import type { SessionDeps } from './session-context.ts'
import { createSession, type Session } from './session.ts'

export type RelayDeps = Omit<SessionDeps, 'appends' | 'hub'> & Pick<AppendQueueDeps, 'soon'>

export interface Relay {
  readonly accept: AcceptConnection
  /** Appends as the relay itself, by the same rules as any client. */
  readonly append: (request: AppendRequest) => void
  /** Told of each commit, in the order of the logs, after the sessions. */
  readonly follow: (committed: (commits: ReadonlyArray<Commit>) => void) => void
  /** Resolves once all sessions concerned may do what they now may. */
  readonly directoryChanged: (workspace: WorkspaceId, user?: UserId) => Promise<void>
  readonly signOut: (device: DeviceId) => void
  /** Says goodbye to all, spread over time, and waits until what was under way is committed. */
  readonly drain: () => Promise<void>
}

/** A restarted relay takes some two hundred clients a second without anybody waiting for it. */
const reconnectSpreadPerSession = 5
const minReconnectSpread = 500

export function createRelay(deps: RelayDeps): Relay {
  const hub = createHub()
  const followers: Array<(commits: ReadonlyArray<Commit>) => void> = []
  const appends = createAppendQueue({
    store: deps.store.logs,
    clock: deps.clock,
    soon: deps.soon,
    publish: (commits) => {
      hub.publish(commits)
      for (const committed of followers) committed(commits)
    },
    onTrouble: (error) => deps.log.error({ error }, 'nothing can be written'),
  })
  const sessions = new Set<Session>()
  let draining = false

  const reconnectAfter = (): Millis =>
    millis(fraction(deps.random) * Math.max(minReconnectSpread, sessions.size * reconnectSpreadPerSession))

  return {
    accept: (connection) => {
      const session = createSession({ ...deps, appends, hub }, connection)
      sessions.add(session)
      if (draining) session.goodbye('draining', reconnectAfter())
      return {
        ...session,
        closed: () => {
          sessions.delete(session)
          session.closed()
        },
      }
    },
    append: appends.submit,
    follow: (committed) => void followers.push(committed),
    directoryChanged: hub.directoryChanged,
    signOut: hub.signOut,
    drain: async () => {
      draining = true
      await appends.idle()
      for (const session of sessions) session.goodbye('draining', reconnectAfter())
      await appends.idle()
    },
  }
}

/** A place beside the log for who comes through another door than a session: presence, typing, news. */
import type { PresenceChange, PresenceStatus } from '../../core/protocol/frame.ts'
import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import { millis } from '../../core/base/clock.ts'
import type { Audience } from '../store/log-store.ts'
import { tellOthers } from './ephemerals.ts'
import type { Subscriber } from './hub.ts'
import type { SessionDeps } from './session-context.ts'

export interface Seat {
  /** From now on it hears of these audiences, and the workspaces among them of its person. */
  readonly place: (audiences: ReadonlyArray<Audience>, workspaces: ReadonlyArray<WorkspaceId>) => void
  readonly say: (status: PresenceStatus) => void
  readonly others: () => ReadonlyArray<PresenceChange>
  /** Passed on and gone (EP1). */
  readonly passOn: (conversation: ConversationId, body: Uint8Array) => Promise<void>
  readonly leave: () => void
}

export function takeSeat(
  { hub, presence, conversations }: Pick<SessionDeps, 'hub' | 'presence' | 'conversations'>,
  subscriber: Subscriber,
): Seat {
  let isGone = false
  hub.add(subscriber)
  return {
    place: (audiences, workspaces) => {
      if (isGone) return
      hub.subscribe(subscriber, audiences, workspaces)
      const own = workspaces.filter((workspace) => audiences.includes(workspace))
      presence.placed(subscriber, own) // guests take no part in presence (CM4)
    },
    say: (status) => presence.say(subscriber, status, millis(0)),
    others: () => presence.others(subscriber),
    passOn: (conversation, body) =>
      tellOthers(
        { conversation, body },
        { deps: { hub, conversations }, isClosed: () => isGone },
        subscriber.author,
      ),
    leave: () => {
      if (isGone) return
      isGone = true
      presence.leave(subscriber)
      hub.remove(subscriber)
    },
  }
}

/** A place beside the log for who comes through another door than a session: presence, typing, news. */
import type { ConversationId } from '../../core/protocol/ids.ts'
import type { PresenceChange, PresenceStatus } from '../../core/protocol/frame.ts'
import type { WorkspaceId } from '../../core/protocol/ids.ts'
import { millis } from '../../core/base/clock.ts'
import { tellOthers } from './ephemerals.ts'
import type { Subscriber } from './hub.ts'
import type { SessionDeps } from './session-context.ts'

export interface Seat {
  /** From now on it hears of these workspaces, and they of its person. */
  readonly place: (workspaces: ReadonlyArray<WorkspaceId>) => void
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
    place: (workspaces) => {
      if (isGone) return
      hub.subscribe(subscriber, workspaces)
      presence.placed(subscriber, workspaces)
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

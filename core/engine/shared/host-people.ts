/** Names and presence as one guest asked for them: told when asked, and again when they are others. Rules WN2 and WN8. */
import type { UserId, WorkspaceId } from '../../protocol/ids.ts'
import type { Readable } from '../../base/readable.ts'
import { coalesce } from '../coalesce.ts'
import type { Engine, Member, Presence } from '../engine.ts'
import type { HostMessage } from './messages.ts'

export interface HostPeople {
  readonly askMembers: (workspace: WorkspaceId, users: ReadonlyArray<UserId>) => void
  /** Names may be others. */
  readonly directoryChanged: () => void
  readonly watch: (users: ReadonlyArray<UserId>) => void
  readonly close: () => void
}

interface Watched {
  readonly presence: Readable<Presence>
  told: Presence | undefined
  readonly stop: () => void
}

export function createHostPeople(
  engine: Pick<Engine, 'member' | 'presence'>,
  tell: (message: HostMessage) => void,
): HostPeople {
  const members = new Map<WorkspaceId, Map<UserId, Member | undefined>>()
  const watched = new Map<UserId, Watched>()
  const presenceChanged = coalesce(() => tellPresence(watched, tell))
  return {
    askMembers: (workspace, users) => {
      const asked = members.get(workspace) ?? new Map<UserId, Member | undefined>()
      members.set(workspace, asked)
      const found = users.map((user) => ({ user, member: engine.member(workspace, user) }))
      for (const { user, member } of found) asked.set(user, member)
      tell({ kind: 'members', workspace, members: found })
    },
    directoryChanged: () => tellMembers(members, engine, tell),
    watch: (users) => {
      for (const user of users) {
        if (watched.has(user)) continue
        const presence = engine.presence(user)
        watched.set(user, { presence, told: undefined, stop: presence.listen(presenceChanged) })
      }
      presenceChanged()
    },
    close: () => {
      for (const { stop } of watched.values()) stop()
      watched.clear()
    },
  }
}

/** Those that are others now. */
function tellMembers(
  members: ReadonlyMap<WorkspaceId, Map<UserId, Member | undefined>>,
  engine: Pick<Engine, 'member'>,
  tell: (message: HostMessage) => void,
): void {
  for (const [workspace, asked] of members) {
    const changed = Array.from(asked.keys(), (user) => ({
      user,
      member: engine.member(workspace, user),
    })).filter(({ user, member }) => asked.get(user) !== member)
    for (const { user, member } of changed) asked.set(user, member)
    if (changed.length > 0) tell({ kind: 'members', workspace, members: changed })
  }
}

function tellPresence(watched: ReadonlyMap<UserId, Watched>, tell: (message: HostMessage) => void): void {
  const people: Array<{ readonly user: UserId; readonly presence: Presence }> = []
  for (const [user, each] of watched) {
    const presence = each.presence.read()
    if (presence === each.told) continue
    each.told = presence
    people.push({ user, presence })
  }
  if (people.length > 0) tell({ kind: 'presence', people })
}

/** Whom a window shows: names and presence are asked of the host as they are shown. Rules WN2 and WN8. */
import { createCell, type Cell } from '../../base/readable.ts'
import type { UserId, WorkspaceId } from '../../protocol/ids.ts'
import { coalesce } from '../coalesce.ts'
import type { Engine, Member, Presence } from '../engine.ts'
import type { GuestMessage, HostMessage } from './messages.ts'

export interface GuestPeople {
  readonly member: Engine['member']
  readonly members: Engine['members']
  readonly presence: Engine['presence']
  /** A host is there, the first or the next one; `host` is its engine where it is this very window. */
  readonly attach: (host: KnownPeople | undefined) => void
  readonly takeMembers: (message: Extract<HostMessage, { kind: 'members' }>) => void
  readonly takeListed: (message: Extract<HostMessage, { kind: 'listed' }>) => void
  readonly takePresence: (message: Extract<HostMessage, { kind: 'presence' }>) => void
}

type KnownPeople = Pick<Engine, 'member' | 'presence'>

interface AskedList {
  readonly workspace: WorkspaceId
  readonly settle: (members: ReadonlyArray<Member>) => void
}

interface PeopleCore {
  readonly tell: (message: GuestMessage) => void
  readonly members: Map<WorkspaceId, Map<UserId, Member | undefined>>
  /** Members to be asked for at the end of the turn. */
  readonly wanted: Map<WorkspaceId, Set<UserId>>
  readonly people: Map<UserId, Cell<Presence>>
  /** People to be watched from the end of the turn on. */
  readonly unwatched: Set<UserId>
  readonly ask: () => void
  /** Lists that were asked for and have not come. */
  readonly lists: Map<number, AskedList>
  lastList: number
  host: KnownPeople | undefined
}

const unknown: Presence = { status: 'unknown', lastSeen: undefined }

/** `tell` reaches nobody as long as there is no host. */
export function createGuestPeople(tell: (message: GuestMessage) => void): GuestPeople {
  const core: PeopleCore = {
    tell,
    members: new Map(),
    wanted: new Map(),
    people: new Map(),
    unwatched: new Set(),
    ask: coalesce(() => tellWanted(core)),
    lists: new Map(),
    lastList: 0,
    host: undefined,
  }
  return {
    member: (workspace, user) => memberOf(core, workspace, user),
    members: (workspace) =>
      new Promise((settle) => {
        core.lastList += 1
        core.lists.set(core.lastList, { workspace, settle })
        tell({ kind: 'list', call: core.lastList, workspace })
      }),
    presence: (user) => presenceOf(core, user),
    attach: (host) => attach(core, host),
    takeMembers: ({ workspace, members }) => {
      const known = membersIn(core, workspace)
      for (const { user, member } of members) known.set(user, member)
    },
    takeListed: ({ call, members }) => {
      core.lists.get(call)?.settle(members)
      core.lists.delete(call)
    },
    takePresence: ({ people }) => {
      for (const { user, presence } of people) core.people.get(user)?.write(presence)
    },
  }
}

function attach(core: PeopleCore, host: KnownPeople | undefined): void {
  core.host = host
  core.unwatched.clear()
  for (const [call, { workspace }] of core.lists) core.tell({ kind: 'list', call, workspace })
  if (core.people.size > 0) core.tell({ kind: 'watch', users: [...core.people.keys()] })
  for (const [workspace, known] of core.members) {
    if (known.size > 0 && host === undefined)
      core.tell({ kind: 'members', workspace, users: [...known.keys()] })
  }
}

function membersIn(core: PeopleCore, workspace: WorkspaceId): Map<UserId, Member | undefined> {
  const known = core.members.get(workspace) ?? new Map<UserId, Member | undefined>()
  core.members.set(workspace, known)
  return known
}

function memberOf(core: PeopleCore, workspace: WorkspaceId, user: UserId): Member | undefined {
  if (core.host !== undefined) return core.host.member(workspace, user)
  const known = membersIn(core, workspace)
  if (!known.has(user)) {
    known.set(user, undefined)
    core.wanted.set(workspace, (core.wanted.get(workspace) ?? new Set()).add(user))
    core.ask()
  }
  return known.get(user)
}

function presenceOf(core: PeopleCore, user: UserId): Cell<Presence> {
  const known = core.people.get(user)
  if (known !== undefined) return known
  const presence = createCell(core.host?.presence(user).read() ?? unknown)
  core.people.set(user, presence)
  core.unwatched.add(user)
  core.ask()
  return presence
}

function tellWanted({ tell, wanted, unwatched }: PeopleCore): void {
  for (const [workspace, users] of wanted) tell({ kind: 'members', workspace, users: [...users] })
  wanted.clear()
  if (unwatched.size > 0) tell({ kind: 'watch', users: [...unwatched] })
  unwatched.clear()
}

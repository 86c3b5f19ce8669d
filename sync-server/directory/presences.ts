/** Who is there, for those without a socket: what the relay's frames say, with names (PR5, PR6). */
import { type Clock, millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { Access, Forbidden } from '../access/access.ts'
import { may } from '../../core/protocol/permissions.ts'
import type { OwnPresence, SaidElsewhere } from '../relay/presence.ts'
import type { Relay } from '../relay/relay.ts'
import type { DirectoryStore, MemberContact, NotFound } from '../store/directory-store.ts'
import { fullWorkspaces } from './full-workspaces.ts'

export interface PresencesDeps {
  readonly store: Pick<DirectoryStore, 'contacts' | 'workspacesOf' | 'audiencesOf' | 'role'>
  readonly access: Pick<Access, 'inWorkspace'>
  readonly relay: Pick<Relay, 'presence'>
  readonly clock: Clock
}

export interface PresentPerson {
  readonly id: UserId
  readonly name: string
  readonly username: string
  /** Undefined: none of the asker's business. */
  readonly email?: string | null
  readonly status: 'online' | 'away' | 'busy' | 'offline'
  readonly lastSeen?: number
}

export interface Presences {
  readonly own: (user: UserId) => OwnPresence
  readonly say: (user: UserId, status: SaidElsewhere['status'], seconds: number) => Promise<void>
  /** Everybody in the workspace who has an account. */
  readonly inWorkspace: (
    user: UserId,
    workspace: WorkspaceId,
  ) => Promise<Result<ReadonlyArray<PresentPerson>, NotFound | Forbidden>>
  /** Everybody who is there and in a workspace with the user, each once. */
  readonly active: (user: UserId) => Promise<ReadonlyArray<PresentPerson>>
}

export function createPresences({ store, access, relay: { presence }, clock }: PresencesDeps): Presences {
  const list = async (user: UserId, workspace: WorkspaceId): Promise<ReadonlyArray<PresentPerson>> => {
    const role = await store.role(workspace, user)
    if (role === undefined) return []
    await presence.flush()
    const seesAll = may('workspace.contacts', { workspace: role })
    const contacts = await store.contacts(workspace)
    return contacts.map((contact) =>
      shownTo(contact, presence.shown(contact.user), seesAll || contact.user === user),
    )
  }
  return {
    own: presence.own,
    say: async (user, status, seconds) => {
      const workspaces = await fullWorkspaces(store, user)
      presence.sayFor({ user, workspaces, status, until: millis(clock.now() + seconds * 1_000) })
    },
    inWorkspace: async (user, workspace) => {
      const allowed = await access.inWorkspace(user, workspace, 'workspace.people')
      return allowed.ok ? ok(await list(user, workspace)) : fail(allowed.failure)
    },
    active: async (user) => {
      const workspaces = await fullWorkspaces(store, user)
      const found = new Map<UserId, PresentPerson>()
      for (const workspace of workspaces) {
        for (const person of await list(user, workspace)) {
          // Where one may see more of somebody, that counts.
          if (person.status !== 'offline') found.set(person.id, { ...found.get(person.id), ...person })
        }
      }
      return [...found.values()]
    },
  }
}

const shownTo = (
  { user, name, username, email, gone }: MemberContact,
  status: PresentPerson['status'],
  seesEmail: boolean,
): PresentPerson => ({
  id: user,
  name,
  username,
  ...(seesEmail && { email: email ?? null }),
  status,
  ...(status === 'offline' && gone > 0 && { lastSeen: gone }),
})

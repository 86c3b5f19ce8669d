/** Open conversations: what people may change of them and of who is in them, and that others hear of it. */
import type { Clock } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { NotifyLevel } from '../../core/protocol/directory.ts'
import {
  type ConversationId,
  conversationId,
  randomId,
  type UserId,
  type WorkspaceId,
} from '../../core/protocol/ids.ts'
import type { Access, Forbidden, ReaderStanding, Sealed } from '../access/access.ts'
import type { Action, ConversationRole } from '../../core/protocol/permissions.ts'
import type { Relay } from '../relay/relay.ts'
import type { ConversationMember, ConversationRow, ConversationStore } from '../store/conversation-store.ts'
import type { IdTaken, NameTaken, NotFound } from '../store/directory-store.ts'
import type { DirectoryDeps } from './directory.ts'

export interface ConversationsDeps {
  readonly store: ConversationStore
  readonly access: Access
  readonly relay: Pick<Relay, 'conversationChanged'>
  readonly changed: DirectoryDeps['changed']
  readonly clock: Clock
  readonly random: Random
}

type Refused = NotFound | Forbidden | Sealed
/** Somebody has to look after a private conversation. */
export interface LastAdmin {
  readonly kind: 'last-admin'
}

export interface NewConversation {
  /** Chosen by who asks, so that they may ask again; else by the relay. */
  readonly id?: ConversationId
  readonly workspace: WorkspaceId
  readonly name: string
  readonly topic: string
  readonly icon: string
  readonly private: boolean
  readonly members: ReadonlyArray<UserId>
}

export interface Conversations {
  /** What this person has made under the same id before is the answer. `not-found`, too, where somebody who is to be a member is not in the workspace. */
  readonly create: (
    user: UserId,
    conversation: NewConversation,
  ) => Promise<Result<ConversationId, NameTaken | IdTaken | NotFound | Forbidden>>
  readonly list: (
    user: UserId,
    workspace: WorkspaceId,
  ) => Promise<Result<ReadonlyArray<ConversationRow>, NotFound | Forbidden>>
  readonly get: (user: UserId, id: ConversationId) => Promise<Result<ConversationRow, Refused>>
  readonly update: (
    user: UserId,
    id: ConversationId,
    change: {
      readonly name?: string | undefined
      readonly topic?: string | undefined
      readonly icon?: string | undefined
    },
  ) => Promise<Result<void, Refused | NameTaken>>
  /** Nothing can be written in it from then on, or again. */
  readonly archive: (user: UserId, id: ConversationId, archived: boolean) => Promise<Result<void, Refused>>
  /** With all that was said in it. */
  readonly remove: (user: UserId, id: ConversationId) => Promise<Result<void, Refused>>
  readonly members: (
    user: UserId,
    id: ConversationId,
  ) => Promise<Result<ReadonlyArray<ConversationMember>, Refused>>
  /** Adds them, or gives them another role. */
  readonly setMember: (
    user: UserId,
    id: ConversationId,
    member: UserId,
    role: ConversationRole,
  ) => Promise<Result<void, Refused | LastAdmin>>
  readonly removeMember: (
    user: UserId,
    id: ConversationId,
    member: UserId,
  ) => Promise<Result<void, Refused | LastAdmin>>
  readonly join: (user: UserId, id: ConversationId) => Promise<Result<void, Refused>>
  readonly leave: (user: UserId, id: ConversationId) => Promise<Result<void, Refused | LastAdmin>>
  /** Of what the user wants to be told. */
  readonly setLevel: (user: UserId, id: ConversationId, level: NotifyLevel) => Promise<Result<void, Refused>>
}

export function createConversations(deps: ConversationsDeps): Conversations {
  const { store, access, changed, clock, random } = deps
  return {
    create: async (user, conversation) => {
      const allowed = await access.inWorkspace(user, conversation.workspace, 'conversation.create')
      if (!allowed.ok) return allowed
      const { id = randomId(conversationId, random) } = conversation
      const created = await store.create({ ...conversation, id, createdBy: user, now: clock.now() })
      if (!created.ok)
        return created.failure.kind === 'name-taken' ? taken(store, user, { ...conversation, id }) : created
      await changed(conversation.workspace)
      return ok(id)
    },
    list: async (user, workspace) => {
      const allowed = await access.inWorkspace(user, workspace, 'workspace.read')
      return allowed.ok ? ok(await store.readable(workspace, user)) : allowed
    },
    get: async (user, id) => {
      const allowed = await access.inConversation(user, id, 'conversation.read')
      if (!allowed.ok) return allowed
      const found = await store.conversation(id)
      return found === undefined ? fail({ kind: 'not-found' }) : ok(found)
    },
    members: async (user, id) => {
      const allowed = await access.inConversation(user, id, 'conversation.read')
      return allowed.ok ? ok(await store.members(id)) : allowed
    },
    ...createChanges(deps),
    ...createMemberships(deps),
  }
}

function createChanges({
  store,
  access,
  relay,
  changed,
}: ConversationsDeps): Pick<Conversations, 'update' | 'archive' | 'remove'> {
  return {
    update: async (user, id, change) => {
      const allowed = await access.inConversation(user, id, 'conversation.update')
      if (!allowed.ok) return allowed
      const updated = await store.update(id, change)
      if (updated.ok) await changed(allowed.value.workspace)
      return updated
    },
    archive: async (user, id, archived) => {
      const allowed = await access.inConversation(user, id, 'conversation.archive')
      if (!allowed.ok) return allowed
      const updated = await store.update(id, { archived })
      if (!updated.ok) return fail({ kind: 'not-found' }) // no name was changed: none is taken
      relay.conversationChanged(audienceOf(id, allowed.value))
      await changed(allowed.value.workspace)
      return ok(undefined)
    },
    remove: async (user, id) => {
      const allowed = await access.inConversation(user, id, 'conversation.delete')
      if (!allowed.ok) return allowed
      const removed = await store.remove(id)
      if (!removed.ok) return removed
      relay.conversationChanged(audienceOf(id, allowed.value), 'all')
      await changed(allowed.value.workspace)
      return ok(undefined)
    },
  }
}

const audienceOf = (
  conversation: ConversationId,
  place: { readonly private: boolean; readonly workspace: WorkspaceId },
) => ({ conversation, audience: place.private ? conversation : place.workspace })

/** The store does not take it: for its id, which may be this very one, asked for again, or for its name. */
async function taken(
  store: ConversationStore,
  user: UserId,
  { id, workspace, private: isPrivate }: NewConversation & { readonly id: ConversationId },
): Promise<Result<ConversationId, NameTaken | IdTaken>> {
  const there = await store.conversation(id)
  const isThis = there?.createdBy === user && there.workspace === workspace && there.private === isPrivate
  if (isThis) return ok(id)
  return fail({ kind: (await store.workspaceOf(id)) === undefined ? 'name-taken' : 'id-taken' })
}

type Membership = Pick<Conversations, 'setMember' | 'removeMember' | 'join' | 'leave' | 'setLevel'>

function createMemberships({ store, access, relay, changed, clock }: ConversationsDeps): Membership {
  const isLastAdmin = async (id: ConversationId, user: UserId): Promise<boolean> => {
    const admins = (await store.members(id)).filter(({ role }) => role === 'admin')
    return admins.length === 1 && admins[0]?.user === user
  }
  const takeOut = async (
    by: UserId,
    id: ConversationId,
    member: UserId,
    action: Action,
  ): Promise<Result<void, Refused | LastAdmin>> => {
    const allowed = await access.inConversation(by, id, action)
    if (!allowed.ok) return allowed
    const { workspace, ...place } = allowed.value
    if (place.private && (await isLastAdmin(id, member))) return fail({ kind: 'last-admin' })
    const removed = await store.removeMember(id, member, clock.now())
    if (!removed.ok) return removed
    // A public channel is still read by who has left it.
    if (place.private) relay.conversationChanged({ conversation: id, audience: id }, member)
    await changed(workspace, member)
    return ok(undefined)
  }
  const set = async (
    { workspace }: ReaderStanding,
    id: ConversationId,
    member: UserId,
    change: { readonly role?: ConversationRole; readonly level?: NotifyLevel },
  ): Promise<Result<void, NotFound>> => {
    const done = await store.setMember(id, member, { ...change, now: clock.now() })
    if (done.ok) await changed(workspace, member)
    return done
  }
  const setOwn = async (
    user: UserId,
    id: ConversationId,
    action: Action,
    change: Parameters<typeof set>[3],
  ): Promise<Result<void, Refused>> => {
    const allowed = await access.inConversation(user, id, action)
    return allowed.ok ? set(allowed.value, id, user, change) : allowed
  }
  return {
    setMember: async (user, id, member, role) => {
      const allowed = await access.inConversation(user, id, 'conversation.members')
      if (!allowed.ok) return allowed
      const isLosing = role !== 'admin' && allowed.value.private && (await isLastAdmin(id, member))
      return isLosing ? fail({ kind: 'last-admin' }) : set(allowed.value, id, member, { role })
    },
    removeMember: (user, id, member) => takeOut(user, id, member, 'conversation.members'),
    join: (user, id) => setOwn(user, id, 'conversation.join', {}),
    leave: (user, id) => takeOut(user, id, user, 'conversation.leave'),
    setLevel: (user, id, level) => setOwn(user, id, 'conversation.settings', { level }),
  }
}

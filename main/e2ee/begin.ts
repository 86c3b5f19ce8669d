/** Begins conversations and changes who is in them: written down at once, in effect with the next epoch. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { BeginFailure, MembersChange, MembersFailure } from '../../core/bridge/people.ts'
import type { ConversationId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import { dmConversationId, groupConversationId } from '../../core/sealed/conversation-id.ts'
import { saltBytes } from '../../core/sealed/epoch-body.ts'
import { maxMembers } from '../../core/sealed/limits.ts'
import { stillThere } from '../../core/sealed/sealed-log.ts'
import { isBeyondRules, type Plan } from './plans.ts'
import { rowOf } from './sealed-core.ts'
import type { SealedService } from './sealed-service.ts'

/**
 * Nobody else: notes to oneself. One other, and no group wanted: the one direct message with that person, which may be there
 * already. Works without a network from keys that are here.
 */
export async function beginConversation(
  service: SealedService,
  workspace: WorkspaceId,
  others: ReadonlyArray<UserId>,
  isGroup: boolean,
): Promise<Result<ConversationId, BeginFailure>> {
  const { core, own } = service
  const users = [...new Set([own.user, ...others])]
  const isDm = users.length <= 2 && !isGroup
  const tended = await own.tend()
  if (own.state() === 'entering') {
    // Which were there already a backup has told, without who is in them.
    const { id } = planDm(service, workspace, users)
    return isDm && core.keeper.known().includes(id) ? ok(id) : fail({ kind: 'unreachable' })
  }
  if (own.state() !== 'ready')
    return fail({ kind: !tended.ok && tended.failure.kind === 'unreachable' ? 'unreachable' : 'not-linked' })
  if (users.length > maxMembers) return fail({ kind: 'too-many', limit: maxMembers })
  const known = await haveKeys(service, users)
  if (!known.ok) return known
  const { id, plan } = isDm ? planDm(service, workspace, users) : planGroup(service, workspace, users)
  if (rowOf(core, id) !== undefined) return ok(id)
  const planned = await service.plan(id, plan)
  return planned.ok ? ok(id) : fail({ kind: 'not-kept', detail: planned.failure.detail })
}

async function haveKeys(
  { people }: SealedService,
  users: ReadonlyArray<UserId>,
): Promise<Result<void, BeginFailure>> {
  const lack = (): ReadonlyArray<UserId> => users.filter((user) => people.person(user) === undefined)
  if (lack().length === 0) return ok(undefined)
  const asked = await people.refresh(lack())
  const lacking = lack()
  if (lacking.length === 0) return ok(undefined)
  return fail({ kind: asked.ok ? 'no-keys' : 'keys-not-seen', users: lacking })
}

interface Planned {
  readonly id: ConversationId
  readonly plan: Plan
}

function planDm({ own }: SealedService, workspace: WorkspaceId, users: ReadonlyArray<UserId>): Planned {
  const members = users.map((user) => ({ user, role: 'admin' as const }))
  const other = users.find((user) => user !== own.user) ?? own.user
  return {
    id: dmConversationId(workspace, own.user, other),
    plan: {
      kind: 'create',
      type: 'dm',
      workspace,
      salt: new Uint8Array(saltBytes),
      members,
      isUrgent: false,
    },
  }
}

function planGroup(
  { own, core }: SealedService,
  workspace: WorkspaceId,
  users: ReadonlyArray<UserId>,
): Planned {
  const salt = core.primitives.random(saltBytes)
  const members = users.map((user) => ({
    user,
    role: user === own.user ? ('admin' as const) : ('member' as const),
  }))
  return {
    id: groupConversationId(workspace, own.device, salt),
    plan: { kind: 'create', type: 'group', workspace, salt, members, isUrgent: true },
  }
}

/** Of a group, by one of its admins; anybody may leave. One change at a time: the one before has to be in the log. */
export async function changeMembers(
  service: SealedService,
  conversation: ConversationId,
  change: MembersChange,
): Promise<Result<void, MembersFailure>> {
  const { core, own } = service
  const { epoch } = core.keeper.log(conversation).record.log
  if (epoch === undefined || epoch.kind === 'dm') return fail({ kind: 'no-group' })
  const there = stillThere(epoch)
  const self = there.find(({ user }) => user === own.user)
  if (self === undefined) return fail({ kind: 'not-a-member' })
  if (change.kind !== 'leave' && self.role !== 'admin') return fail({ kind: 'not-admin' })
  if (core.plans.of(conversation) !== undefined) return fail({ kind: 'busy' })
  if (isBeyondRules(change, there, own.user)) return fail({ kind: 'last-admin' })
  if (change.kind === 'add') {
    if (there.length + change.users.length > maxMembers) return fail({ kind: 'too-many', limit: maxMembers })
    const known = await haveKeys(service, change.users)
    if (!known.ok) return fail({ kind: 'no-keys', users: change.users })
  }
  const planned = await service.plan(conversation, { ...change, isUrgent: true })
  return planned.ok ? ok(undefined) : fail({ kind: 'not-kept', detail: planned.failure.detail })
}

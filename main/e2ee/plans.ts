/** Who is to be in a conversation from its next epoch on: kept until the log says so. */
import * as v from 'valibot'
import type { Result } from '../../core/base/result.ts'
import type { MembersChange } from '../../core/bridge/people.ts'
import {
  type ConversationId,
  conversationId,
  idToBytes,
  isIdText,
  type UserId,
  userId,
  type WorkspaceId,
  workspaceId,
} from '../../core/protocol/ids.ts'
import { bytesOf, decodeCanonical, encodeCanonical, idOf } from '../../core/sealed/canonical.ts'
import { type MemberRole, saltBytes, type SealedKind } from '../../core/sealed/epoch-body.ts'
import { withHeir } from '../../core/sealed/membership-rules.ts'
import { type CurrentEpoch, stillThere } from '../../core/sealed/sealed-log.ts'
import type { Keyring, KeyringFailure } from '../keyring/keyring.ts'

export interface PlannedMember {
  readonly user: UserId
  readonly role: MemberRole
}

/** `isUrgent`: it goes up though nobody writes. */
export type Plan = { readonly isUrgent: boolean } & (
  | {
      readonly kind: 'create'
      readonly type: SealedKind
      readonly workspace: WorkspaceId
      readonly salt: Uint8Array
      readonly members: ReadonlyArray<PlannedMember>
    }
  /** One kind of change at a time, as an epoch says it. */
  | MembersChange
)

export interface Plans {
  readonly of: (conversation: ConversationId) => Plan | undefined
  /** Takes the place of what was planned before. */
  readonly set: (conversation: ConversationId, plan: Plan) => Promise<Result<void, KeyringFailure>>
  readonly done: (conversation: ConversationId) => Promise<void>
  readonly all: () => ReadonlyArray<ConversationId>
}

const role = v.picklist(['admin', 'member'])
const user = idOf(userId)
const isUrgent = v.boolean()
const schema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('create'),
    isUrgent,
    type: v.picklist(['dm', 'group']),
    workspace: idOf(workspaceId),
    salt: bytesOf(saltBytes),
    members: v.array(v.strictObject({ user, role })),
  }),
  v.strictObject({ kind: v.literal('add'), isUrgent, users: v.array(user) }),
  v.strictObject({ kind: v.literal('remove'), isUrgent, users: v.array(user) }),
  v.strictObject({ kind: v.literal('role'), isUrgent, user, role }),
  v.strictObject({ kind: v.literal('leave'), isUrgent }),
])

const maxBytes = 16_384
const prefix = 'plan/'
const keyOf = (conversation: ConversationId): string => `${prefix}${conversation}`

export function createPlans(keyring: Keyring): Plans {
  return {
    of: (conversation) => {
      const bytes = keyring.get(keyOf(conversation))
      return bytes && decodeCanonical(schema, bytes, maxBytes)
    },
    set: (conversation, plan) => keyring.write([{ key: keyOf(conversation), value: encodePlan(plan) }]),
    done: async (conversation) => {
      if (keyring.get(keyOf(conversation)) === undefined) return
      await keyring.write([{ key: keyOf(conversation), value: undefined }])
    },
    all: () =>
      keyring.keys(prefix).flatMap((key) => {
        const id = key.slice(prefix.length)
        return isIdText(id) ? [conversationId(id)] : []
      }),
  }
}

function encodePlan(plan: Plan): Uint8Array {
  switch (plan.kind) {
    case 'create': {
      const members = plan.members.map((member) => ({ ...member, user: idToBytes(member.user) }))
      return encodeCanonical({ ...plan, workspace: idToBytes(plan.workspace), members })
    }
    case 'add':
    case 'remove':
      return encodeCanonical({ ...plan, users: plan.users.map(idToBytes) })
    case 'role':
      return encodeCanonical({ ...plan, user: idToBytes(plan.user) })
    case 'leave':
      return encodeCanonical(plan)
  }
}

/** Whether it would leave nobody who may change anything, or is about whoever plans it: no epoch can say that. */
export function isBeyondRules(
  plan: MembersChange,
  there: ReadonlyArray<PlannedMember>,
  self: UserId,
): boolean {
  if (plan.kind === 'remove') return plan.users.includes(self)
  if (plan.kind !== 'role') return false
  const after = there.map((member) => (member.user === plan.user ? plan : member))
  return !after.some(({ role }) => role === 'admin')
}

/** Whether the log has come to what was planned, or made it moot: a plan that nobody could carry out holds up all that is written. */
export function isFulfilled(plan: Plan, epoch: CurrentEpoch, self: UserId): boolean {
  const there = withHeir(stillThere(epoch))
  if (plan.kind === 'add' || plan.kind === 'remove' || plan.kind === 'role') {
    const isAdmin = there.some((member) => member.user === self && member.role === 'admin')
    if (!isAdmin || isBeyondRules(plan, there, self)) return true
  }
  const has = (user: UserId): boolean => there.some((member) => member.user === user)
  switch (plan.kind) {
    case 'create':
      return true
    case 'add':
      return plan.users.every((user) => has(user) || epoch.left.includes(user))
    case 'remove':
      return !plan.users.some(has)
    case 'role':
      return there.every((member) => member.user !== plan.user || member.role === plan.role)
    case 'leave':
      return !has(self)
  }
}

/** Whom a new epoch may be for. */
export function usersOf(
  members: ReadonlyArray<Pick<PlannedMember, 'user'>> | undefined,
  plan: Plan | undefined,
): ReadonlyArray<UserId> {
  const planned = plan?.kind === 'create' ? plan.members.map(({ user }) => user) : []
  const added = plan?.kind === 'add' ? plan.users : []
  return [...new Set([...(members ?? []).map(({ user }) => user), ...planned, ...added])]
}

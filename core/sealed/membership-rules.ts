/** Who may change who is in a conversation, from one epoch to the next (SPEC.md, SE10 to SE15). */
import type { UserId } from '../protocol/ids.ts'
import type { EpochMember, EpochReason, MemberRole } from './epoch-body.ts'
import type { SealedEpoch } from './epoch-entry.ts'
import { dmConversationId, groupConversationId } from './conversation-id.ts'
import { firstOf, type Objection, unless } from './judgement.ts'
import { type CurrentEpoch, stillThere } from './sealed-log.ts'

/** The first epoch: its members make the conversation's id, and `by` is an admin of it. */
export function createObjection(entry: SealedEpoch, by: UserId): Objection {
  const { kind, workspace, salt, members, reason } = entry.body
  const [one, other = one] = members.map(({ user }) => user)
  const isDm = kind === 'dm'
  const id = isDm
    ? one && other && dmConversationId(workspace, one, other)
    : groupConversationId(workspace, entry.device, salt)
  return firstOf(
    () => unless(reason === 'create', 'invalid', 'reason'),
    () => unless(!isDm || (members.length <= 2 && salt.every((byte) => byte === 0)), 'invalid', 'dm-members'),
    () => unless(!isDm || members.every(({ role }) => role === 'admin'), 'invalid', 'dm-members'),
    () => unless(entry.conversation === id, 'invalid', 'conversation-id'),
    () =>
      unless(
        members.every(({ since }) => since === 0),
        'invalid',
        'since',
      ),
    () => unless(roleOf(members, by) === 'admin', 'forbidden', 'not-admin'),
  )
}

/** A later epoch, written by a device of `by`. */
export function changeObjection(before: CurrentEpoch, entry: SealedEpoch, by: UserId): Objection {
  const { body } = entry
  const staying = withHeir(stillThere(before))
  const stays = new Map(staying.map((member) => [member.user, member]))
  const added = body.members.filter(({ user }) => !stays.has(user))
  const removed = staying.filter(({ user }) => roleOf(body.members, user) === undefined)
  const turned = body.members.filter(({ user, role }) => (stays.get(user)?.role ?? role) !== role)
  const kept = (member: EpochMember): number => stays.get(member.user)?.since ?? entry.epoch
  const changes = [
    ...(added.length > 0 ? ['add' as const] : []),
    ...(removed.length > 0 ? ['remove' as const] : []),
    ...(turned.length > 0 ? ['role' as const] : []),
  ]
  return firstOf(
    () =>
      unless(
        added.every(({ user }) => !before.left.includes(user)),
        'invalid',
        'left-back',
      ),
    () => unless(before.kind === 'group' || changes.length === 0, 'forbidden', 'dm-members'),
    () => unless(changes.length === 0 || roleOf(before.members, by) === 'admin', 'forbidden', 'not-admin'),
    () => unless(fits(body.reason, changes, before.left.length > 0), 'invalid', 'reason'),
    () =>
      unless(
        body.members.every((member) => member.since === kept(member)),
        'invalid',
        'since',
      ),
    () =>
      unless(
        body.members.some(({ role }) => role === 'admin'),
        'forbidden',
        'no-admin',
      ),
  )
}

/** One change an epoch, and it says which: so that what people are told of it is what happened. */
function fits(reason: EpochReason, changes: ReadonlyArray<EpochReason>, someLeft: boolean): boolean {
  if (changes.length > 1) return false
  const [change] = changes
  if (change !== undefined) return reason === change
  if (someLeft) return reason === 'leave'
  return reason === 'device' || reason === 'time' || reason === 'count' || reason === 'leaf'
}

/**
 * The members, with an admin among them: where the last one has left, whoever has been here longest (of several the lowest id)
 * is one from the next epoch on.
 */
export function withHeir(staying: ReadonlyArray<EpochMember>): ReadonlyArray<EpochMember> {
  if (staying.some(({ role }) => role === 'admin')) return staying
  const longest = Math.min(...staying.map(({ since }) => since))
  const heir = staying.find(({ since }) => since === longest)
  return staying.map((member) => (member === heir ? { ...member, role: 'admin' } : member))
}

const roleOf = (members: ReadonlyArray<EpochMember>, user: UserId): MemberRole | undefined =>
  members.find((member) => member.user === user)?.role

/** Messages that devices take back or mask by what they write into the log themselves: lines for the audit (AL4). */
import type { Millis } from '../../core/base/clock.ts'
import { maxHlcLead } from '../../core/conversation/hlc.ts'
import type { ConversationId, DeviceId, OpId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import { auditText } from '../audit/audit.ts'
import type { AuditNote } from '../store/audit-store.ts'
import type { WorkOp } from './work-ops.ts'

export interface Removal {
  readonly action: 'removeMessage' | 'maskMessage'
  readonly message: OpId
  readonly user: UserId
  readonly device: DeviceId
  readonly isAllowed: boolean
  /** The message was gone before the relay had read it: whose it was, and whether its time was over, is not known. */
  readonly isUnread: boolean
  /** Of the entry that brought it. */
  readonly seq: number
}

/**
 * Of one message, whose ops these are: one a person. Of a message that the relay never read what was first said to take it back. None
 * for what its author says its time took, if that was over.
 */
export function removalsOf(
  ops: ReadonlyArray<WorkOp>,
  moderators: ReadonlySet<UserId>,
): ReadonlyArray<Removal> {
  const posts = ops.filter(({ kind }) => kind === 'post')
  const authors = new Set(posts.map(({ by }) => by))
  const isUnread = posts.length === 0
  if (isUnread && ops.some(({ kind, stored }) => kind === 'redact' && stored !== undefined)) return []
  const found = new Map<string, Removal>()
  for (const { fresh, counts, topic: message, by: user, seq } of ops) {
    if (fresh === undefined || !counts) continue
    const { op, device } = fresh
    if (op.kind !== 'redact' && op.kind !== 'mask') continue
    if (op.kind === 'mask' && isUnread) continue
    if (op.kind === 'redact' && op.expired === true && posts.some((post) => wasOver(post, fresh.time, user)))
      continue
    const isAllowed = moderators.has(user) || (op.kind === 'redact' && (isUnread || authors.has(user)))
    const action = op.kind === 'redact' ? 'removeMessage' : 'maskMessage'
    const key = `${action}/${user}`
    if (!found.has(key)) found.set(key, { action, message, user, device, isAllowed, isUnread, seq })
  }
  return isUnread ? [...found.values()].slice(0, 1) : [...found.values()]
}

/** Whether the time of what `user` posted was over by `now`, if their clock may run ahead as far as is believed; or somebody had taken it back. */
function wasOver({ by, shownAt, fresh, stored }: WorkOp, now: Millis, user: UserId): boolean {
  if (by !== user) return false
  if (stored?.view?.state === 'taken-back') return true
  const op = fresh?.op
  const lasts = op?.kind === 'post' ? op.expiresAfter : undefined
  const expiresAt =
    stored?.view?.expiresAt ?? (lasts === undefined ? undefined : shownAt.time + lasts * 1_000)
  return expiresAt !== undefined && expiresAt <= now + maxHlcLead
}

/**
 * One line each; of what somebody tried in an entry and may not, one for all, and so of messages that nobody knows of: whoever
 * writes a thousand of them fills nothing.
 */
export function notesOf(
  where: { readonly conversation: ConversationId; readonly workspace: WorkspaceId },
  removals: ReadonlyArray<Removal>,
  time: Millis,
): ReadonlyArray<AuditNote> {
  const lines: Array<AuditNote> = []
  const together = new Map<string, Array<Removal>>()
  for (const each of removals) {
    const { action, user, seq, isAllowed, isUnread } = each
    const key = `${action}/${user}/${seq}/${isAllowed}`
    if (isAllowed && !isUnread) lines.push(noteOf(where, each, time, 1))
    else together.set(key, [...(together.get(key) ?? []), each])
  }
  for (const all of together.values())
    lines.push(...all.slice(0, 1).map((each) => noteOf(where, each, time, all.length)))
  return lines
}

const noteOf = (
  { conversation, workspace }: Parameters<typeof notesOf>[0],
  { action, message, user, device, isAllowed, isUnread, seq }: Removal,
  time: Millis,
  messages: number,
): AuditNote => ({
  scope: workspace,
  time,
  line: auditText({
    action,
    user,
    device,
    from: 'log',
    outcome: isAllowed ? 'done' : 'forbidden',
    target: { conversation, message },
    details: { seq, ...(isUnread && { unread: true }), ...(messages > 1 && { messages }) },
  }),
})

/** Messages that devices take back or mask by what they write into the log themselves: lines for the audit (AL4). */
import type { Millis } from '../../core/base/clock.ts'
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
  /** Of the entry that brought it. */
  readonly seq: number
}

/** Of one message, whose ops these are: one a person. None for a message that is not there, and none for what its author says its time took. */
export function removalsOf(
  ops: ReadonlyArray<WorkOp>,
  moderators: ReadonlySet<UserId>,
): ReadonlyArray<Removal> {
  const authors = new Set(ops.filter(({ kind }) => kind === 'post').map(({ by }) => by))
  if (authors.size === 0) return []
  const found = new Map<string, Removal>()
  for (const { fresh, counts, topic: message, by: user, seq } of ops) {
    if (fresh === undefined || !counts) continue
    const { op, device } = fresh
    if (op.kind !== 'redact' && op.kind !== 'mask') continue
    if (op.kind === 'redact' && op.expired === true && authors.has(user)) continue
    const isAllowed = moderators.has(user) || (op.kind === 'redact' && authors.has(user))
    const action = op.kind === 'redact' ? 'removeMessage' : 'maskMessage'
    const key = `${action}/${user}`
    if (!found.has(key)) found.set(key, { action, message, user, device, isAllowed, seq })
  }
  return [...found.values()]
}

/** One line each; of what somebody tried in an entry and may not, one for all: whoever writes a thousand of them fills nothing. */
export function notesOf(
  where: { readonly conversation: ConversationId; readonly workspace: WorkspaceId },
  removals: ReadonlyArray<Removal>,
  time: Millis,
): ReadonlyArray<AuditNote> {
  const lines: Array<AuditNote> = []
  const tried = new Map<string, Array<Removal>>()
  for (const each of removals) {
    const key = `${each.action}/${each.user}/${each.seq}`
    if (each.isAllowed) lines.push(noteOf(where, each, time, 1))
    else tried.set(key, [...(tried.get(key) ?? []), each])
  }
  for (const all of tried.values())
    lines.push(...all.slice(0, 1).map((each) => noteOf(where, each, time, all.length)))
  return lines
}

const noteOf = (
  { conversation, workspace }: Parameters<typeof notesOf>[0],
  { action, message, user, device, isAllowed, seq }: Removal,
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
    details: { seq, ...(messages > 1 && { messages }) },
  }),
})

/** Who did what to what, and from where. Never what somebody wrote, and no secret. */
import type { Clock } from '../../core/base/clock.ts'
import type { DeviceId, UserId } from '../../core/protocol/ids.ts'
import type { AuditScope, AuditStore } from '../store/audit-store.ts'

export interface AuditLine {
  /** The operation of the API, or the command of `tidings-admin`. */
  readonly action: string
  /** Undefined for the administrator of the relay and for who is not signed in. */
  readonly user: UserId | undefined
  readonly device: DeviceId | undefined
  /** The address it came from; `console`, `rules`, or `log` for what a device wrote there by itself. */
  readonly from: string
  /** `done`, or the code of the refusal. */
  readonly outcome: string
  /** Ids of what it was done to. */
  readonly target: Readonly<Record<string, string>>
  /** Roles, counts and the like. */
  readonly details?: Readonly<Record<string, string | number | boolean>>
}

export interface Audit {
  /** Resolves once the line is on the disk. */
  readonly record: (scope: AuditScope, line: AuditLine) => Promise<void>
}

export const createAudit = (store: AuditStore, clock: Clock): Audit => ({
  record: (scope, line) => store.add(scope, clock.now(), auditText(line)),
})

export const auditText = ({ user, device, ...line }: AuditLine): string =>
  JSON.stringify({ ...line, ...(user && { user }), ...(device && { device }) })

/** Lines in the audit log of the relay of what its administrator did, whether a relay is running or not (TA6). */
import { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../../core/base/clock.ts'
import { type AuditLine, createAudit } from '../audit/audit.ts'
import { createSqliteAudit } from '../store/sqlite/audit-store.ts'
import { versionGap } from '../store/sqlite/open.ts'

/** A relay that is writing is waited for. */
const patienceMs = 10_000

/** Nothing where the database is of another version: an update backs up before it changes anything. */
export async function noteInAudit(
  databaseFile: string,
  clock: Clock,
  action: string,
  details: NonNullable<AuditLine['details']>,
): Promise<void> {
  const database = new DatabaseSync(databaseFile, { timeout: patienceMs })
  try {
    if (versionGap(database) !== 0) return
    database.exec('PRAGMA synchronous = FULL')
    const line = { user: undefined, device: undefined, from: 'console', outcome: 'done', target: {} }
    await createAudit(createSqliteAudit(database), clock).record('relay', { ...line, action, details })
  } finally {
    database.close()
  }
}

/** Keys of workspaces, and the sealing of what older versions have stored in plain, as `migrations.ts` adds them. */
import type { DatabaseSync } from 'node:sqlite'
import { type WorkspaceId, workspaceId } from '../../../core/protocol/ids.ts'
import { createAtRest } from '../../at-rest/workspace-keys.ts'
import type { Migration } from './migration.ts'
import { bytes, id, integer } from './rows.ts'
import { sealAllInPlace } from './seal-in-place.ts'
import { createKeyRows, receiptSeedPlace } from './workspace-key-rows.ts'

export const atRestTable: Migration = {
  sql: `
  CREATE TABLE workspace_keys (
    workspace INTEGER NOT NULL REFERENCES workspaces (number),
    number INTEGER NOT NULL, -- 0 keys the tokens of search, the others seal
    wrapped BLOB NOT NULL,
    PRIMARY KEY (workspace, number)
  ) STRICT, WITHOUT ROWID;
  -- 0: what lay here in plain is sealed by now, but may have left traces in free pages and in the journal.
  ALTER TABLE relay ADD COLUMN swept INTEGER NOT NULL DEFAULT 1;
  `,
  fill: (database, random, master) => {
    const keys = createKeyRows(database, { master, random })
    for (const workspace of workspaces(database)) keys.make(workspace.number, workspace.id)
    const seed = bytes(database.prepare('SELECT receipt_seed FROM relay').get() ?? {}, 'receipt_seed')
    database.prepare('UPDATE relay SET receipt_seed = ?').run(master.wrap(receiptSeedPlace, seed))
    const atRest = createAtRest({ master, random, load: keys.load })
    sealAllInPlace(database, { read: (_workspace, _place, plain) => plain, write: atRest.seal })
    const isFilled = integer(database.prepare('SELECT count(*) AS n FROM entries').get() ?? {}, 'n') > 0
    database.prepare('UPDATE relay SET swept = ?').run(isFilled ? 0 : 1)
  },
}

function workspaces(
  database: DatabaseSync,
): ReadonlyArray<{ readonly number: number; readonly id: WorkspaceId }> {
  const rows = database.prepare('SELECT number, id FROM workspaces').all()
  return rows.map((row) => ({ number: integer(row, 'number'), id: id(workspaceId, row, 'id') }))
}

/**
 * Leaves nothing of what was there before in free pages and in the journal. Comes after the transaction of the migration,
 * and again at the next start if that was cut off.
 */
export function sweepIfNeeded(database: DatabaseSync): void {
  if (integer(database.prepare('SELECT swept FROM relay').get() ?? {}, 'swept') === 1) return
  database.exec('VACUUM')
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  database.exec('UPDATE relay SET swept = 1')
}

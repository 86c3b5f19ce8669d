/** Other keys for what lies in the database (AR5). For a database that no relay holds open. */
import type { DatabaseSync } from 'node:sqlite'
import type { Random } from '../../../core/base/random.ts'
import { workspaceId } from '../../../core/protocol/ids.ts'
import type { MasterKey } from '../../at-rest/master-key.ts'
import { createAtRest, firstKeyNumber, newWrappedKey, rewrap } from '../../at-rest/workspace-keys.ts'
import { transaction } from './database.ts'
import { rewrapLetters } from './letter-store.ts'
import { forgetProjections } from './message-tables.ts'
import { bytes, id, integer } from './rows.ts'
import { sealAllInPlace, sealReportsInPlace, sealWebhooksInPlace } from './seal-in-place.ts'
import { createKeyRows, receiptSeedPlace } from './workspace-key-rows.ts'

/** All that the one master key has wrapped is wrapped by the other. Answers how many keys that were. */
export function rotateMasterKey(
  database: DatabaseSync,
  { from, to, random }: { readonly from: MasterKey; readonly to: MasterKey; readonly random: Random },
): number {
  const { put } = createKeyRows(database, { master: to, random })
  return transaction(database, () => {
    const keys = database
      .prepare(
        'SELECT k.workspace, k.number, k.wrapped, w.id FROM workspace_keys k JOIN workspaces w ON w.number = k.workspace',
      )
      .all()
    for (const row of keys) {
      const key = { number: integer(row, 'number'), wrapped: bytes(row, 'wrapped') }
      put(integer(row, 'workspace'), rewrap({ from, to }, id(workspaceId, row, 'id'), key))
    }
    const row = database.prepare('SELECT receipt_seed FROM relay').get() ?? {}
    const seed = from.unwrap(receiptSeedPlace, bytes(row, 'receipt_seed'))
    database.prepare('UPDATE relay SET receipt_seed = ?').run(to.wrap(receiptSeedPlace, seed))
    rewrapLetters(database, { from, to })
    return keys.length + 1
  })
}

/**
 * Each workspace gets a new key, all that is sealed is sealed anew under it, and the keys before go. In one transaction; then
 * nothing of what was sealed under them stays in a journal or a free page.
 */
export function rotateWorkspaceKeys(
  database: DatabaseSync,
  { master, random }: { readonly master: MasterKey; readonly random: Random },
): number {
  const keys = createKeyRows(database, { master, random })
  const drop = database.prepare(
    'DELETE FROM workspace_keys WHERE workspace = ? AND number >= ? AND number < ?',
  )
  const rotated = transaction(database, () => {
    const workspaces = database
      .prepare(
        'SELECT w.number, w.id, max(k.number) AS newest FROM workspaces w JOIN workspace_keys k ON k.workspace = w.number GROUP BY w.number',
      )
      .all()
    for (const row of workspaces) {
      keys.put(
        integer(row, 'number'),
        newWrappedKey({ master, random }, id(workspaceId, row, 'id'), integer(row, 'newest') + 1),
      )
    }
    const { open: read, seal: write } = createAtRest({ master, random, load: keys.load })
    sealAllInPlace(database, { read, write })
    sealReportsInPlace(database, { read, write })
    sealWebhooksInPlace(database, { read, write })
    forgetProjections(database) // made again from the logs, under the new keys
    for (const row of workspaces) drop.run(integer(row, 'number'), firstKeyNumber, integer(row, 'newest') + 1)
    database.exec('UPDATE relay SET swept = 0')
    return workspaces.length
  })
  return rotated
}

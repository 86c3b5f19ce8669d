import type { DatabaseSync } from 'node:sqlite'
import { idToBytes, type WorkspaceId } from '../../../core/protocol/ids.ts'
import { firstKeys, type WorkspaceKeysDeps, type WrappedKey } from '../../at-rest/workspace-keys.ts'
import { bytes, integer } from './rows.ts'

/** The key of receipts is wrapped as well; that it unwraps is also how a wrong master key shows. */
export const receiptSeedPlace = 'receipt seed'

export interface KeyRows {
  readonly load: WorkspaceKeysDeps['load']
  /** The first keys of a workspace; within the transaction that makes it. */
  readonly make: (number: number, workspace: WorkspaceId) => void
  /** Takes the place of the key of that number, or is a further one. */
  readonly put: (workspace: number, key: WrappedKey) => void
}

export function createKeyRows(
  database: DatabaseSync,
  deps: Pick<WorkspaceKeysDeps, 'master' | 'random'>,
): KeyRows {
  const all = database.prepare(
    `SELECT k.number, k.wrapped FROM workspace_keys k JOIN workspaces w ON w.number = k.workspace WHERE w.id = ?
     ORDER BY k.number`,
  )
  const insert = database.prepare('INSERT OR REPLACE INTO workspace_keys VALUES (?, ?, ?)')
  const put: KeyRows['put'] = (workspace, { number, wrapped }) => void insert.run(workspace, number, wrapped)
  return {
    load: (workspace) =>
      all
        .all(idToBytes(workspace))
        .map((row) => ({ number: integer(row, 'number'), wrapped: bytes(row, 'wrapped') })),
    make: (number, workspace) => {
      for (const key of firstKeys(deps, workspace)) put(number, key)
    },
    put,
  }
}

/** Reads every sealed body of the database and writes it anew: to seal what lay in plain, or under a newer key (AR4, AR5). */
import type { DatabaseSync } from 'node:sqlite'
import {
  conversationId,
  documentId,
  reportId,
  webhookId,
  type WorkspaceId,
  workspaceId,
} from '../../../core/protocol/ids.ts'
import { entryPlace, reportPlace, updatePlace, webhookPlace } from '../sealed-places.ts'
import { bytes, id, integer, type Row } from './rows.ts'

export interface Rewriting {
  /** The body as it is to be. */
  readonly read: (workspace: WorkspaceId, place: string, stored: Uint8Array) => Uint8Array
  readonly write: (workspace: WorkspaceId, place: string, plain: Uint8Array) => Uint8Array
}

/** Bodies reach 256 KiB: so many of them are in memory at once. */
const sliceRows = 64

/** What was there when sealing began. Within a transaction of the caller: all of it, or nothing. */
export function sealAllInPlace(database: DatabaseSync, rewriting: Rewriting): void {
  const entries = `SELECT e.row, e.seq, e.body, c.id AS owner, w.id AS workspace
    FROM entries e JOIN channels c ON c.number = e.conversation JOIN workspaces w ON w.number = c.workspace
    WHERE e.row > ? AND c.sealed IS NULL ORDER BY e.row LIMIT ${sliceRows}`
  const entryOf = (row: Row): string => entryPlace(id(conversationId, row, 'owner'), integer(row, 'seq'))
  rewrite(database, rewriting, { table: 'entries', select: entries, placeOf: entryOf })
  const updates = `SELECT u.row, u.body, d.id AS owner, w.id AS workspace
    FROM document_updates u JOIN documents d ON d.number = u.document JOIN workspaces w ON w.number = d.workspace
    WHERE u.row > ? ORDER BY u.row LIMIT ${sliceRows}`
  const updateOf = (row: Row): string => updatePlace(id(documentId, row, 'owner'), integer(row, 'row'))
  rewrite(database, rewriting, { table: 'document_updates', select: updates, placeOf: updateOf })
}

/** The same for what people have reported. */
export function sealReportsInPlace(database: DatabaseSync, rewriting: Rewriting): void {
  const reports = `SELECT r.row, r.body, r.id AS owner, w.id AS workspace
    FROM reports r JOIN workspaces w ON w.number = r.workspace
    WHERE r.row > ? AND r.body IS NOT NULL ORDER BY r.row LIMIT ${sliceRows}`
  const reportOf = (row: Row): string => reportPlace(id(reportId, row, 'owner'))
  rewrite(database, rewriting, { table: 'reports', select: reports, placeOf: reportOf })
}

/** The same for addresses and secrets of webhooks. */
export function sealWebhooksInPlace(database: DatabaseSync, rewriting: Rewriting): void {
  const webhooks = `SELECT h.row, h.body, h.id AS owner, w.id AS workspace
    FROM webhooks h JOIN workspaces w ON w.number = h.workspace WHERE h.row > ? ORDER BY h.row LIMIT ${sliceRows}`
  const webhookOf = (row: Row): string => webhookPlace(id(webhookId, row, 'owner'))
  rewrite(database, rewriting, { table: 'webhooks', select: webhooks, placeOf: webhookOf })
}

function rewrite(
  database: DatabaseSync,
  { read, write }: Rewriting,
  of: { readonly table: string; readonly select: string; readonly placeOf: (row: Row) => string },
): void {
  const next = database.prepare(of.select)
  const set = database.prepare(`UPDATE ${of.table} SET body = ? WHERE row = ?`)
  for (let after = 0; ;) {
    const rows = next.all(after)
    for (const row of rows) {
      const workspace = id(workspaceId, row, 'workspace')
      const place = of.placeOf(row)
      after = integer(row, 'row')
      set.run(write(workspace, place, read(workspace, place, bytes(row, 'body'))), after)
    }
    if (rows.length === 0) return
  }
}

/** The proof of what lies beside the logs: keys, reports, webhooks and letters open, and pictures are those of their hashes. */
import type { DatabaseSync } from 'node:sqlite'
import { bytesEqual } from '../../../core/base/bytes.ts'
import { reportId, userId, webhookId, type WorkspaceId, workspaceId } from '../../../core/protocol/ids.ts'
import type { AtRest } from '../../at-rest/at-rest.ts'
import type { MasterKey } from '../../at-rest/master-key.ts'
import { sha256 } from '../../sha256.ts'
import { openLetter } from './letter-store.ts'
import { createSqliteModeration } from './moderation-store.ts'
import { bytes, id, integer } from './rows.ts'
import { createWebhookRows } from './webhook-rows.ts'

/** Each is to be done; what rejects is a finding about its subject. */
export interface Attempt {
  readonly subject: string
  readonly run: () => Promise<unknown>
}

/** For a database whose structure is sound. */
export function* attemptsBesideLogs(
  database: DatabaseSync,
  { atRest, master }: { readonly atRest: AtRest; readonly master: MasterKey },
): Iterable<Attempt> {
  for (const row of database.prepare('SELECT id FROM workspaces').all()) {
    const workspace = id(workspaceId, row, 'id')
    yield { subject: `The keys of workspace ${workspace}`, run: async () => atRest.tokenKey(workspace) }
  }
  const moderation = createSqliteModeration(database, atRest)
  for (const { own, workspace } of ofWorkspaces(database, 'reports')) {
    const report = reportId(own)
    yield { subject: `Report ${report}`, run: () => moderation.report(workspace, report) }
  }
  const webhooks = createWebhookRows(database, atRest)
  for (const { own, workspace } of ofWorkspaces(database, 'webhooks')) {
    const webhook = webhookId(own)
    yield { subject: `Webhook ${webhook}`, run: () => webhooks.webhook(workspace, webhook) }
  }
  for (const row of database.prepare('SELECT row, body FROM letters').iterate()) {
    yield { subject: `Letter ${integer(row, 'row')}`, run: async () => openLetter(master, row) }
  }
}

function ofWorkspaces(
  database: DatabaseSync,
  table: 'reports' | 'webhooks',
): ReadonlyArray<{ readonly own: string; readonly workspace: WorkspaceId }> {
  const rows = database
    .prepare(
      `SELECT lower(hex(t.id)) AS own, w.id FROM ${table} t JOIN workspaces w ON w.number = t.workspace ORDER BY t.row`,
    )
    .all()
  return rows.map((row) => ({ own: String(row['own']), workspace: id(workspaceId, row, 'id') }))
}

/** A picture without a hash is shown to nobody, so that it is none. */
export function* pictureFindings(database: DatabaseSync): Iterable<string> {
  const shown = `SELECT id, avatar AS hash, 'person' AS kind FROM users WHERE avatar IS NOT NULL
    UNION ALL SELECT id, picture, 'workspace' FROM workspaces WHERE picture IS NOT NULL`
  const find = database.prepare('SELECT bytes FROM pictures WHERE owner = ?')
  for (const row of database.prepare(shown).all()) {
    const found = find.get(bytes(row, 'id'))
    if (found !== undefined && bytesEqual(sha256(bytes(found, 'bytes')), bytes(row, 'hash'))) continue
    const isWorkspace = row['kind'] === 'workspace'
    const owner = isWorkspace ? `workspace ${id(workspaceId, row, 'id')}` : `person ${id(userId, row, 'id')}`
    yield `The picture of ${owner} is ${found === undefined ? 'missing' : 'damaged'}.`
  }
}

import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { fail, ok } from '../../../core/base/result.ts'
import {
  conversationId,
  idToBytes,
  opId,
  type ReportId,
  reportId,
  userId,
  type WorkspaceId,
} from '../../../core/protocol/ids.ts'
import type { AtRest } from '../../at-rest/at-rest.ts'
import { damaged } from '../../at-rest/gcm.ts'
import type { ModerationStore, NewReport, ReportRow } from '../moderation-store.ts'
import { reportPlace } from '../sealed-places.ts'
import { method, transaction } from './database.ts'
import { bytes, id, integer, type Row, text, time } from './rows.ts'

export const createSqliteModeration = (database: DatabaseSync, atRest: AtRest): ModerationStore => ({
  ...createRules(database),
  ...createReports(database, atRest),
})

type Rules = Pick<ModerationStore, 'rules' | 'putRules' | 'judgeAll' | 'unjudged' | 'setJudged'>

function createRules(database: DatabaseSync): Rules {
  const find = database.prepare(
    `SELECT r.rules, r.changed_by FROM moderation_rules r JOIN workspaces w ON w.number = r.workspace WHERE w.id = ?`,
  )
  const put = database.prepare(
    `INSERT INTO moderation_rules SELECT number, ?2, ?3, ?4 FROM workspaces WHERE id = ?1
     ON CONFLICT DO UPDATE SET rules = excluded.rules, changed = excluded.changed, changed_by = excluded.changed_by`,
  )
  const drop = database.prepare(
    'DELETE FROM moderation_rules WHERE workspace = (SELECT number FROM workspaces WHERE id = ?)',
  )
  const allJudged = database.prepare(
    `INSERT OR REPLACE INTO judged SELECT c.number, l.seq FROM channels c JOIN logs l ON l.conversation = c.number
     JOIN workspaces w ON w.number = c.workspace WHERE w.id = ? AND c.sealed IS NULL`,
  )
  const unjudged = database.prepare(
    `SELECT c.id, coalesce(j.seq, 0) AS judged, l.seq FROM moderation_rules r JOIN channels c ON c.workspace = r.workspace
     JOIN logs l ON l.conversation = c.number LEFT JOIN judged j ON j.conversation = c.number
     WHERE c.sealed IS NULL AND c.deleted = 0 AND l.seq > coalesce(j.seq, 0) LIMIT ?`,
  )
  const unjudgedAnywhere = database.prepare(
    `SELECT c.id, coalesce(j.seq, 0) AS judged, l.seq FROM channels c
     JOIN logs l ON l.conversation = c.number LEFT JOIN judged j ON j.conversation = c.number
     WHERE c.sealed IS NULL AND c.deleted = 0 AND l.seq > coalesce(j.seq, 0) LIMIT ?`,
  )
  const { judgesAll, judgeAll } = createJudgingOfAll(database)
  const setJudged = database.prepare(
    `INSERT INTO judged SELECT number, ?2 FROM channels WHERE id = ?1
     ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq)`,
  )
  return {
    rules: method((workspace) => {
      const row = find.get(idToBytes(workspace))
      return row && { rules: text(row, 'rules'), changedBy: id(userId, row, 'changed_by') }
    }),
    putRules: method((workspace, given) =>
      transaction(database, () => {
        const place = idToBytes(workspace)
        if (given === undefined) return void drop.run(place)
        if (find.get(place) === undefined && !judgesAll()) allJudged.run(place)
        put.run(place, given.rules, given.now, idToBytes(given.changedBy))
      }),
    ),
    judgeAll: method(judgeAll),
    unjudged: method((most) =>
      (judgesAll() ? unjudgedAnywhere : unjudged).all(most).map((row) => ({
        conversation: id(conversationId, row, 'id'),
        after: integer(row, 'judged'),
        upTo: integer(row, 'seq'),
      })),
    ),
    setJudged: method((conversation, seq) => void setJudged.run(idToBytes(conversation), seq)),
  }
}

function createJudgingOfAll(database: DatabaseSync): {
  readonly judgesAll: () => boolean
  readonly judgeAll: (wanted: boolean) => void
} {
  const find = database.prepare('SELECT judges_all FROM relay')
  const set = database.prepare('UPDATE relay SET judges_all = ?')
  const allJudged = database.prepare(
    `INSERT OR REPLACE INTO judged SELECT c.number, l.seq FROM channels c JOIN logs l ON l.conversation = c.number
     WHERE c.sealed IS NULL AND NOT EXISTS (SELECT 1 FROM moderation_rules r WHERE r.workspace = c.workspace)`,
  )
  const judgesAll = (): boolean => integer(find.get() ?? {}, 'judges_all') === 1
  return {
    judgesAll,
    judgeAll: (wanted) =>
      transaction(database, () => {
        if (wanted === judgesAll()) return
        if (wanted) allJudged.run()
        set.run(wanted ? 1 : 0)
      }),
  }
}

const columns =
  'id, conversation, message, person, reporter, reason, created, body, resolution, resolved, resolved_by'

const saidSchema = v.object({ note: v.string(), text: v.string() })

function createReports(database: DatabaseSync, atRest: AtRest): Omit<ModerationStore, keyof Rules> {
  const insert = database.prepare(
    `INSERT INTO reports (id, workspace, conversation, message, person, reporter, reason, created, body)
     SELECT ?, number, ?, ?, ?, ?, ?, ?, ? FROM workspaces WHERE id = ?`,
  )
  const same = database.prepare(
    `SELECT id FROM reports WHERE workspace = (SELECT number FROM workspaces WHERE id = ?) AND person = ?
     AND conversation IS ? AND message IS ? AND reporter IS ? AND resolution IS NULL`,
  )
  const ofWorkspace = 'FROM reports WHERE workspace = (SELECT number FROM workspaces WHERE id = ?)'
  const one = database.prepare(`SELECT ${columns} ${ofWorkspace} AND id = ?`)
  const place = database.prepare(`SELECT row ${ofWorkspace} AND id = ?`)
  const page = database.prepare(
    `SELECT ${columns} ${ofWorkspace} AND (resolution IS NULL) = ? AND row < ? ORDER BY row DESC LIMIT ?`,
  )
  const resolve = database.prepare(
    `UPDATE reports SET resolution = ?, resolved = ?, resolved_by = ?, body = NULL
     WHERE workspace = (SELECT number FROM workspaces WHERE id = ?) AND id = ? AND resolution IS NULL`,
  )
  const read = (workspace: WorkspaceId) => (row: Row) => toReport(workspace, row, atRest)
  return {
    addReport: method((report) =>
      transaction(database, () => {
        const { workspace, person, about, reporter } = report
        const [conversation, message] = about
          ? [idToBytes(about.conversation), idToBytes(about.message)]
          : [null, null]
        const by = reporter === undefined ? null : idToBytes(reporter)
        const known = same.get(idToBytes(workspace), idToBytes(person), conversation, message, by)
        if (known !== undefined) return id(reportId, known, 'id')
        const head = [idToBytes(report.id), conversation, message, idToBytes(person), by] as const
        const body = sealSaid(report, atRest)
        insert.run(...head, report.reason, report.created, body, idToBytes(workspace))
        return report.id
      }),
    ),
    report: method((workspace, report) => {
      const row = one.get(idToBytes(workspace), idToBytes(report))
      return row && read(workspace)(row)
    }),
    reports: method((workspace, { open, before, limit }) => {
      const last = before && place.get(idToBytes(workspace), idToBytes(before))
      if (before !== undefined && last === undefined) return []
      const below = last === undefined ? Number.MAX_SAFE_INTEGER : integer(last, 'row')
      return page.all(idToBytes(workspace), open ? 1 : 0, below, limit).map(read(workspace))
    }),
    resolve: method((workspace, report, { action, by, at }) => {
      const given = [action, at, idToBytes(by), idToBytes(workspace), idToBytes(report)] as const
      return resolve.run(...given).changes === 1 ? ok(undefined) : fail({ kind: 'not-found' })
    }),
  }
}

const sealSaid = ({ workspace, id: report, note, text: said }: NewReport, atRest: AtRest): Uint8Array =>
  atRest.seal(workspace, reportPlace(report), new TextEncoder().encode(JSON.stringify({ note, text: said })))

function openSaid(workspace: WorkspaceId, report: ReportId, body: Uint8Array, atRest: AtRest) {
  const json = new TextDecoder().decode(atRest.open(workspace, reportPlace(report), body))
  const said = v.safeParse(saidSchema, JSON.parse(json))
  if (!said.success) throw damaged('a report')
  return said.output
}

function toReport(workspace: WorkspaceId, row: Row, atRest: AtRest): ReportRow {
  const report = id(reportId, row, 'id')
  const isOfMessage = row['message'] !== null
  return {
    id: report,
    workspace,
    about: isOfMessage
      ? { conversation: id(conversationId, row, 'conversation'), message: id(opId, row, 'message') }
      : undefined,
    person: id(userId, row, 'person'),
    reporter: row['reporter'] === null ? undefined : id(userId, row, 'reporter'),
    reason: text(row, 'reason'),
    created: time(row, 'created'),
    said: row['body'] === null ? undefined : openSaid(workspace, report, bytes(row, 'body'), atRest),
    resolution:
      row['resolution'] === null
        ? undefined
        : { action: text(row, 'resolution'), by: id(userId, row, 'resolved_by'), at: time(row, 'resolved') },
  }
}

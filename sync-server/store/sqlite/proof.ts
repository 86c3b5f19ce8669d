/** Proves a database: that it is whole, that every log is the one that was acknowledged, that all that is sealed opens. */
import type { DatabaseSync } from 'node:sqlite'
import { bytesEqual } from '../../../core/base/bytes.ts'
import type { Random } from '../../../core/base/random.ts'
import { entryIdOf } from '../../../core/protocol/entry.ts'
import {
  attachmentId,
  type AttachmentId,
  conversationId,
  documentId,
  workspaceId,
} from '../../../core/protocol/ids.ts'
import { emptyHead, nextHead } from '../../../core/protocol/log.ts'
import type { MasterKey } from '../../at-rest/master-key.ts'
import { verifyChain } from '../../audit/chain.ts'
import { createAtRest } from '../../at-rest/workspace-keys.ts'
import { sha256 } from '../../sha256.ts'
import { StoreTrouble } from '../store.ts'
import { createSqliteAudit } from './audit-store.ts'
import { createSqliteDocuments } from './document-store.ts'
import { createEntryBodies, type EntryBodies } from './entry-bodies.ts'
import { attemptsBesideLogs, pictureFindings } from './row-findings.ts'
import { bytes, id, integer, type Row } from './rows.ts'
import { createKeyRows, receiptSeedPlace } from './workspace-key-rows.ts'

export interface Proof {
  readonly logs: number
  readonly entries: number
  readonly documents: number
  /** Those that are to be there in whole. */
  readonly files: ReadonlyArray<FileToProve>
  /** Sentences; none if all is well. */
  readonly findings: ReadonlyArray<string>
}

export interface FileToProve {
  readonly id: AttachmentId
  readonly size: number
  readonly hash: Uint8Array
}

const receiptSeedBytes = 32
/** One damaged page can make a thousand of them. */
const mostFindings = 50

/** Reads everything once. Within a transaction of the caller, so that what is read belongs together. */
export async function proveDatabase(
  database: DatabaseSync,
  { master, random }: { readonly master: MasterKey; readonly random: Random },
): Promise<Proof> {
  const findings: Array<string> = [...structureFindings(database)]
  const { load } = createKeyRows(database, { master, random })
  const atRest = createAtRest({ master, random, load })
  const bodies = createEntryBodies(database, atRest)
  if (!hasReceiptKey(database, master)) findings.push('The key of receipts is missing or damaged.')
  let [logs, entries] = [0, 0]
  for (const row of database
    .prepare(`SELECT c.id, l.* FROM logs l JOIN channels c ON c.number = l.conversation WHERE c.deleted = 0`)
    .all()) {
    const log = proveLog(database, row, bodies)
    if (log.finding !== undefined) findings.push(log.finding)
    logs++
    entries += log.entries
  }
  const documents = database.prepare('SELECT id FROM documents').all()
  const { updates } = createSqliteDocuments(database, atRest)
  for (const row of documents) {
    const document = id(documentId, row, 'id')
    const finding = await updates(document).then(() => undefined, findingOf(`Document ${document}`))
    if (finding !== undefined) findings.push(finding)
  }
  for (const { subject, run } of attemptsBesideLogs(database, { atRest, master })) {
    const finding = await run().then(() => undefined, findingOf(subject))
    if (finding !== undefined) findings.push(finding)
  }
  findings.push(...pictureFindings(database), ...(await auditFindings(database)))
  const files = readFilesToProve(database)
  return { logs, entries, documents: documents.length, files, findings: findings.slice(0, mostFindings) }
}

function* structureFindings(database: DatabaseSync): Iterable<string> {
  for (const row of database.prepare(`PRAGMA integrity_check(${mostFindings})`).all()) {
    const said = String(row['integrity_check'])
    if (said !== 'ok') yield `The database is damaged: ${said.replaceAll(/\s+/g, ' ')}.`
  }
  for (const row of database.prepare('PRAGMA foreign_key_check').iterate()) {
    yield `A row of ${String(row['table'])} points at a row of ${String(row['parent'])} that is not there.`
  }
}

/** Whoever changes, takes out or reorders an audit line breaks its chain. */
async function auditFindings(database: DatabaseSync): Promise<ReadonlyArray<string>> {
  const scopes = database.prepare('SELECT scope FROM audit_heads UNION SELECT scope FROM audit_lines').all()
  const audit = createSqliteAudit(database)
  const findings: Array<string> = []
  for (const row of scopes) {
    const isRelay = bytes(row, 'scope').length === 0
    const scope = isRelay ? 'relay' : id(workspaceId, row, 'scope')
    const proof = await verifyChain(audit, scope)
    const name = isRelay ? 'the relay' : `workspace ${scope}`
    if (proof.kind === 'broken')
      findings.push(`The audit log of ${name}: line ${proof.number} is ${proof.fault}.`)
  }
  return findings
}

function hasReceiptKey(database: DatabaseSync, master: MasterKey): boolean {
  try {
    const row = database.prepare('SELECT receipt_seed FROM relay').get() ?? {}
    return master.unwrap(receiptSeedPlace, bytes(row, 'receipt_seed')).length === receiptSeedBytes
  } catch {
    return false
  }
}

/** Recomputes the chain from the bodies and compares each head, and the last with what the log says of itself. */
function proveLog(
  database: DatabaseSync,
  log: Row,
  { fromStored }: EntryBodies,
): { readonly entries: number; readonly finding: string | undefined } {
  const conversation = id(conversationId, log, 'id')
  const rows = database.prepare(
    'SELECT seq, head, body, erased FROM entries WHERE conversation = ? ORDER BY seq',
  )
  const open = fromStored(conversation)
  let [seq, head] = [0, emptyHead]
  try {
    for (const row of rows.iterate(integer(log, 'conversation'))) {
      if (integer(row, 'seq') !== seq + 1) throw unlike(`entry ${seq + 1} is missing`)
      seq++
      const body = open(seq, bytes(row, 'body'))
      const entry = row['erased'] === null ? entryIdOf(body, sha256) : bytes(row, 'erased')
      head = nextHead(head, seq, entry, sha256)
      if (!bytesEqual(head, bytes(row, 'head'))) throw unlike(`the chain breaks at entry ${seq}`)
    }
    if (seq !== integer(log, 'seq'))
      throw unlike(`it has ${seq} entries and should have ${integer(log, 'seq')}`)
    if (!bytesEqual(head, bytes(log, 'head'))) throw unlike('its head is not that of its last entry')
    return { entries: seq, finding: undefined }
  } catch (error) {
    return {
      entries: seq,
      finding: findingOf(`The log of conversation ${conversation}, after entry ${seq}`)(error),
    }
  }
}

const unlike = (what: string): StoreTrouble => new StoreTrouble('damaged', new Error(what))

const findingOf =
  (subject: string) =>
  (error: unknown): string => {
    if (!(error instanceof StoreTrouble)) throw error
    const { cause } = error
    return `${subject}: ${cause instanceof Error ? cause.message : 'it cannot be read'}.`
  }

/** All files that are to be there in whole. */
export function readFilesToProve(database: DatabaseSync): ReadonlyArray<FileToProve> {
  const rows = database.prepare('SELECT id, size, hash FROM files WHERE hash IS NOT NULL ORDER BY id').all()
  return rows.map((row) => ({
    id: id(attachmentId, row, 'id'),
    size: integer(row, 'size'),
    hash: bytes(row, 'hash'),
  }))
}

/** Whether the row of a file is there still: one that was taken away meanwhile is no loss. */
export function isFileKnown(database: DatabaseSync, file: AttachmentId): boolean {
  return database.prepare('SELECT 1 FROM files WHERE hex(id) = upper(?)').get(file) !== undefined
}

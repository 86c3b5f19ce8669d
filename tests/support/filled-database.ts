/** A relay's database as each of its versions has left it: rows in every table, and something in every column. */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { millis } from '../../core/base/clock.ts'
import { Defect } from '../../core/base/defect.ts'
import { entryIdOf } from '../../core/protocol/entry.ts'
import {
  attachmentId,
  conversationId,
  deviceId,
  idFromBytes,
  reportId,
  userId,
  webhookId,
  workspaceId,
} from '../../core/protocol/ids.ts'
import { emptyHead, nextHead } from '../../core/protocol/log.ts'
import { createMasterKey, type MasterKey } from '../../sync-server/at-rest/master-key.ts'
import { createAtRest } from '../../sync-server/at-rest/workspace-keys.ts'
import { chainHash, noLine } from '../../sync-server/audit/chain.ts'
import { sha256 } from '../../sync-server/sha256.ts'
import { eraseEntry } from '../../sync-server/store/entry-place.ts'
import { letterPlace, reportPlace, webhookPlace } from '../../sync-server/store/sealed-places.ts'
import { migrations } from '../../sync-server/store/sqlite/migrations.ts'
import { bytes } from '../../sync-server/store/sqlite/rows.ts'
import { createKeyRows } from '../../sync-server/store/sqlite/workspace-key-rows.ts'
import { systemRandom } from '../../sync-server/system.ts'
import { createEntryWriter } from './entry-writer.ts'
import { testMasterKey } from './master-key.ts'

interface Filling {
  readonly database: DatabaseSync
  readonly master: MasterKey
  readonly put: (table: string, row: Readonly<Record<string, SQLInputValue>>) => void
}

const idOf = (number: number): Uint8Array => new Uint8Array(16).fill(number)
const hash = (of: string): Uint8Array => sha256(new TextEncoder().encode(of))
const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))

const ada = idOf(1)
const bob = idOf(2)
const imported = idOf(3)
const bot = idOf(4)
const gone = idOf(5)
/** Whose account was erased while pictures still stayed behind. */
export const erased = idOf(6)
const [laptop, phone, token] = [idOf(11), idOf(12), idOf(13)]
const quay = idOf(21)
const general = idOf(31)
const sealed = idOf(32)
const hidden = idOf(33)
const message = idOf(41)
const file = idOf(42)
const report = idOf(43)
const webhook = idOf(44)
const plan = idOf(45)
/** Bytes of a file that the database names, as they are to lie beside it. */
export const filledFile = { id: idFromBytes(attachmentId, file), bytes: new TextEncoder().encode('file') }
/** Numbers of the conversations. */
const [inGeneral, inSealed, inHidden] = [1, 2, 3] as const
/** Words that lie in plain in databases from before they were sealed. */
const said = ['where is the crane', 'by the third shed', 'a word that was taken back']

/** Of each step of the schema: what a relay of that version writes that one before could not. */
const rowsOfSteps: ReadonlyArray<(filling: Filling) => void> = [
  fillFirst,
  ({ put }) => {
    put('documents', { number: 1, id: plan, workspace: 1, title: 'Plan', created_by: ada, created: 5 })
    for (const text of ['minutes', 'more minutes']) {
      put('document_updates', { document: 1, body: new TextEncoder().encode(text) })
    }
  },
  ({ database, put }) => {
    put('marks', { conversation: inGeneral, user: ada, seq: 2 })
    const body = bytes(database.prepare('SELECT body FROM entries WHERE seq = 4').get() ?? {}, 'body')
    const erase = database.prepare('UPDATE entries SET body = ?, erased = ? WHERE seq = 4')
    erase.run(eraseEntry(body), entryIdOf(body, sha256))
  },
  () => {}, // the next counters come from the entries
  fillSealed,
  ({ put }) => {
    const common = { conversation: inGeneral, user: ada, size: filledFile.bytes.length }
    put('files', { id: file, ...common, hash: sha256(filledFile.bytes), touched: 9 })
    put('files', { id: idOf(46), ...common, hash: null, touched: 10 })
  },
  ({ put }) => {
    for (const scope of [new Uint8Array(), quay]) {
      let before: Uint8Array = noLine
      for (const number of [1, 2]) {
        const line = JSON.stringify({ action: 'login', number })
        before = chainHash(before, number, millis(number), line)
        put('audit_lines', { scope, number, time: number, line, hash: before })
      }
      put('audit_heads', { scope, number: 2, hash: before })
    }
  },
  ({ put }) => {
    const channel = { workspace: 1, name: 'hidden', topic: 'hush', created_version: 4, version: 4 }
    const made = { private: 1, icon: '🕯', archived: 1, deleted: 0, created_by: ada, created: 7 }
    put('channels', { number: inHidden, id: hidden, ...channel, ...made })
    put('logs', { conversation: inHidden, seq: 0, head: emptyHead, newest_segment: -1, time: 0 })
    const member = { conversation: inHidden, role: 'admin', level: 'all', joined: 8, joined_version: 4 }
    put('conversation_members', { ...member, user: ada, version: 4, left_version: null })
    put('conversation_members', { ...member, user: bob, version: 5, left_version: 5 })
    put('users', { id: gone, name: 'Eve', username: 'eve', created: 3 })
    put('former_members', { workspace: 1, user: gone, version: 6 })
  },
  ({ database }) => database.exec('UPDATE devices SET seen = 77'),
  // Keys of workspaces are made by the step itself; this one has swept its traces away at its first start.
  ({ database }) => database.exec('UPDATE relay SET swept = 1'),
  () => {}, // the conversations of documents, too
  fillIdentity,
  fillMessages,
  fillModeration,
  ({ put }) => put('retention', { workspace: 1, days: 30 }),
  ({ put }) => {
    put('users', { id: bot, name: 'Tide bot', username: 'tide-bot', created: 4 })
    put('devices', { id: token, user: bot, name: 'token', active: 1, created: 4 })
    put('bots', { user: bot, workspace: 1, created_by: ada, created: 4 })
    const scopes = 'messages:read messages:write'
    const held = { device: token, user: bot, hash: hash('token'), name: 'harbour' }
    put('bot_tokens', { ...held, scopes, created: 4, expires: 99 })
  },
  fillWebhooks,
  ({ database }) => database.exec('UPDATE users SET gone = 66'),
  ({ put }) => put('quotas', { workspace: 1, file_bytes: 1_000_000, people: 40 }),
  ({ database }) => database.exec('UPDATE relay SET judges_all = 1'),
  ({ put }) => {
    put('scanned', { conversation: inGeneral, seq: 3 })
    const named = { file, message, author: ada, conversation: inGeneral, seq: 2, tries: 0 }
    put('file_scans', { ...named, opener: hash('key'), state: 'infected', due: null, tries: 1 })
    put('file_scans', { ...named, opener: hash('other'), state: 'waiting', due: 12 })
  },
  ({ put, master }) => {
    const letter = { kind: 'password-changed', to: 'ada@engines.example', displayName: 'Ada' }
    put('letters', { row: 1, body: master.wrap(letterPlace(1), json(letter)), tries: 2, due: 50 })
  },
  ({ database, put }) => {
    database.prepare('UPDATE users SET avatar = ? WHERE id = ?').run(hash('picture of ada'), ada)
    database.prepare('UPDATE workspaces SET picture = ?, accent = 210').run(hash('picture of quay'))
    put('pictures', { owner: ada, bytes: new TextEncoder().encode('picture of ada') })
    put('pictures', { owner: quay, bytes: new TextEncoder().encode('picture of quay') })
    put('users', { id: erased, name: 'Deleted account', username: null, created: 3 })
    put('pictures', { owner: erased, bytes: new TextEncoder().encode('picture of nobody') })
  },
  () => {}, // whole files wait to be looked at
  () => {}, // pictures of erased accounts go
  () => {}, // status texts are told
  ({ database }) => database.exec('UPDATE users SET status_until = 67'),
]
export const filledSteps = rowsOfSteps.length

/** A database of `version` (1 for the first) in `file`. */
export function makeFilledDatabase(file: string, version: number): void {
  const database = new DatabaseSync(file)
  const master = createMasterKey(testMasterKey, systemRandom)
  database.exec('PRAGMA foreign_keys = ON; PRAGMA synchronous = OFF; BEGIN')
  const put: Filling['put'] = (table, row) => {
    const columns = Object.keys(row)
    const places = columns.map(() => '?').join(', ')
    database
      .prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`)
      .run(...Object.values(row))
  }
  for (const [index, { sql, fill }] of migrations.slice(0, version).entries()) {
    database.exec(sql)
    fill?.(database, systemRandom, master)
    const rows = rowsOfSteps[index]
    if (rows === undefined) throw new Defect(`no rows of step ${index}`)
    rows({ database, master, put })
  }
  database.exec(`PRAGMA application_id = ${0x54_44_47_53}; PRAGMA user_version = ${version}; COMMIT`)
  database.close()
}

function fillFirst({ database, put }: Filling): void {
  database.exec('UPDATE relay SET directory_version = 3')
  put('users', { id: ada, name: 'Ada', username: 'ada', matched: null, created: 1 })
  put('users', { id: bob, name: 'Bob', username: 'bob', created: 2 })
  put('users', { id: imported, name: 'Ada of old', username: null, matched: ada, created: 2 })
  put('credentials', { user: ada, password_hash: '$argon2id$x' })
  put('credentials', { user: bob, password_hash: '$2b$x' })
  put('devices', { id: laptop, user: ada, name: 'laptop', active: 1, created: 1 })
  put('devices', { id: phone, user: bob, name: 'phone', active: 0, created: 2 })
  put('refresh_tokens', { hash: hash('refresh'), family: idOf(51), device: laptop, expires: 99, used: 0 })
  put('signing_keys', { kid: 'key-1', jwk: '{"kty":"OKP"}', created: 1 })
  put('workspaces', { number: 1, id: quay, name: 'Quay', name_key: 'quay', version: 1 })
  put('memberships', { workspace: 1, user: ada, role: 'owner', joined_version: 1, version: 1 })
  put('memberships', { workspace: 1, user: bob, role: 'guest', joined_version: 2, version: 3 })
  const channel = { workspace: 1, name: 'general', topic: 'All of it', created_version: 1, version: 1 }
  put('channels', { number: inGeneral, id: general, ...channel })
  const who = { user: idFromBytes(userId, ada), device: idFromBytes(deviceId, laptop) }
  const writer = createEntryWriter(who, idFromBytes(conversationId, general), 1_234)
  const bodies = [writer.claim(), ...said.map((text) => writer.post(text))]
  const head = putEntries(put, inGeneral, laptop, bodies)
  put('logs', { conversation: inGeneral, seq: bodies.length, head, newest_segment: 0, time: bodies.length })
  put('claims', { conversation: inGeneral, client: 1_234, device: laptop, user: ada, gateway: 0, seq: 1 })
  put('clocks', { conversation: inGeneral, segment: 0, client: 1_234, next: said.length })
  put('imported_people', { workspace: 1, source: 'slack U1', user: imported })
  put('imported_channels', { workspace: 1, source: 'slack C1', channel: inGeneral })
  put('imported_messages', { conversation: inGeneral, source: 'slack 17.3' })
}

/** Answers the head of the log. The first entry is a claim. */
function putEntries(
  put: Filling['put'],
  conversation: number,
  device: Uint8Array,
  bodies: ReadonlyArray<Uint8Array>,
): Uint8Array {
  let head: Uint8Array = emptyHead
  for (const [counter, body] of bodies.entries()) {
    const seq = counter + 1
    head = nextHead(head, seq, entryIdOf(body, sha256), sha256)
    const segment = counter === 0 ? -1 : 0
    put('entries', { conversation, seq, segment, device, counter, time: seq, head, body })
  }
  return head
}

function fillSealed({ database, put }: Filling): void {
  const channel = { workspace: 1, name: '/sealed', topic: '', created_version: 3, version: 3 }
  put('channels', { number: inSealed, id: sealed, ...channel, sealed: 'group' })
  const head = putEntries(put, inSealed, phone, [new TextEncoder().encode('as received, whatever it is')])
  put('logs', { conversation: inSealed, seq: 1, head, newest_segment: 0, time: 1 })
  put('counters', { conversation: inSealed, device: phone, next: 1 })
  put('marks', { conversation: inSealed, user: bob, seq: 1 })
  put('sealed_states', { conversation: inSealed, version: 3, state: hash('state') })
  const member = { conversation: inSealed, joined_version: 3 }
  put('sealed_members', { ...member, user: ada, place: 0, role: 'admin', left_version: null })
  put('sealed_members', { ...member, user: bob, place: 1, role: 'member', left_version: 5 })
  database.prepare('UPDATE devices SET revoked = 1 WHERE id = ?').run(phone)
  put('device_lists', { user: ada, version: 1, hash: hash('list'), body: hash('list body') })
  put('key_heads', { user: ada, version: 1, hash: hash('list'), directory_version: 3 })
  put('device_leaves', { device: laptop, user: ada, generation: 2, until: 99, body: hash('leaf') })
  put('key_backups', { user: ada, version: 1, body: hash('backup') })
  const link = { user: ada, slot: 'to', number: 0, device: laptop, expires: 99 }
  put('link_messages', { ...link, body: hash('link') })
}

function fillIdentity({ database, put }: Filling): void {
  const account = `UPDATE users SET email = ?, avatar = ?, status = 'at sea', disabled = 8, sessions_from = 9 WHERE id = ?`
  database.prepare(account).run('ada@engines.example', file, ada)
  database.exec('UPDATE devices SET ended = 55; UPDATE signing_keys SET retired = 56')
  const identity = { issuer: 'https://login.example', subject: 'ada-1' }
  put('foreign_identities', { ...identity, user: ada, created: 3 })
  const flow = { hash: hash('flow'), nonce: 'n', challenge: 'c', redirect_uri: 'http://127.0.0.1:1/' }
  put('oidc_flows', { ...flow, expires: 99 })
  const claims = { username: 'eve', name: 'Eve', email: 'eve@x.example' }
  put('oidc_tickets', { hash: hash('ticket'), ...identity, ...claims, expires: 99 })
  const invitation = { id: idOf(52), hash: hash('invitation'), workspace: 1, role: 'member' }
  const rest = { email: 'bob@bar.example', uses: 3, expires: 99, created_by: ada, created: 4 }
  put('invitations', { ...invitation, ...rest })
}

function fillMessages({ put }: Filling): void {
  put('projections', { conversation: inGeneral, seq: 3, moderators: ada })
  const place = { conversation: inGeneral, segment: 0, client: 1_234, clock: 0, seq: 2 }
  const op = { topic: message, name: message, author: ada, kind: 'post', time: 2, counter: 0, clamped: 1 }
  const message1 = { counts: 1, body: hash('body'), state: 'said', reply_to: idOf(53), thread: idOf(54) }
  const flags = { in_channel: 1, pinned: 1, expires: 90, run: 1 }
  put('message_ops', { row: 1, ...place, ...op, ...message1, ...flags })
  put('message_mentions', { conversation: inGeneral, user: bob, seq: 2, row: 1 })
  put('message_runs', { conversation: inGeneral, run: 1, finished: 1 })
  put('message_tokens', { conversation: inGeneral, token: 987_654, run: 1, rows: Uint8Array.of(1) })
}

function sealing({ database, master }: Filling) {
  const { load } = createKeyRows(database, { master, random: systemRandom })
  const { seal } = createAtRest({ master, random: systemRandom, load })
  return (place: string, value: unknown) => seal(idFromBytes(workspaceId, quay), place, json(value))
}

function fillModeration(filling: Filling): void {
  const { put } = filling
  put('moderation_rules', { workspace: 1, rules: '{"words":["bilge"]}', changed: 6, changed_by: ada })
  put('judged', { conversation: inGeneral, seq: 3 })
  const about = { workspace: 1, conversation: general, message, person: bob, reporter: ada }
  const made = { reason: 'spam', created: 6 }
  const body = sealing(filling)(reportPlace(idFromBytes(reportId, report)), { note: 'n', text: 't' })
  put('reports', { row: 1, id: report, ...about, ...made, body })
  const done = { body: null, resolution: 'dismiss', resolved: 7, resolved_by: ada }
  put('reports', { row: 2, id: idOf(55), ...about, ...made, ...done })
}

function fillWebhooks(filling: Filling): void {
  const { put } = filling
  const secrets = { url: 'https://hooks.example/x', newest: Buffer.alloc(32, 3).toString('base64') }
  const body = sealing(filling)(webhookPlace(idFromBytes(webhookId, webhook)), secrets)
  const conversations = Buffer.from(general).toString('hex')
  const wish = { name: 'Cranes', events: 'message.posted', conversations }
  const state = { paused: 'failing', failure: 'status 500', next_attempt: 44, created: 6 }
  put('webhooks', { row: 1, id: webhook, workspace: 1, ...wish, body, changed_by: ada, ...state })
  put('webhook_cursors', { conversation: inGeneral, seq: 2 })
  const about = { type: 'message.posted', conversation: general, message, user: ada, time: 7 }
  const tried = { state: 'waiting', attempts: 2, tried: 8, failure: 'status 500' }
  put('webhook_deliveries', { id: idOf(56), webhook: 1, ...about, ...tried })
  put('webhook_happenings', { workspace: 1, type: 'conversation.created', conversation: inHidden, user: ada })
  put('incoming_webhooks', { user: bot, conversation: general, hash: hash('address') })
}

/** A relay in memory: the rules of the wire without accounts, disks or sockets. The token of a person is their user id. */
import { millis, type Clock } from '../../core/base/clock.ts'
import { bytesEqual } from '../../core/base/bytes.ts'
import { orThrow } from '../../core/base/defect.ts'
import { decodeClientFrame } from '../../core/protocol/client-frame-codec.ts'
import type { RefuseCode } from '../../core/protocol/codes.ts'
import type { DirectoryChange } from '../../core/protocol/directory.ts'
import { decodeEntry, entryIdOf, type Entry } from '../../core/protocol/entry.ts'
import type { LoggedEntry, LogPosition, RelayFrame } from '../../core/protocol/frame.ts'
import { type ConversationId, userId } from '../../core/protocol/ids.ts'
import { initialCreditBytes } from '../../core/protocol/limits.ts'
import { emptyHead, nextHead } from '../../core/protocol/log.ts'
import { receiptText } from '../../core/protocol/receipt.ts'
import { mark, passOn, tellMarks } from './fake-relay-beside.ts'
import {
  checkEntry,
  type FakeRelay,
  type FrameOf,
  giveUp,
  logOf,
  nameOf,
  note,
  positionAt,
  rangeOf,
  type RelayCore,
  send,
  sendAway,
  type Session,
  welcomed,
} from './fake-relay-parts.ts'
import { createFakeWire, type FakeWire } from './fake-wire.ts'
import { createReceiptKeys } from './receipt-keys.ts'

export function createFakeRelay(clock: Clock): FakeRelay {
  const core: RelayCore = {
    clock,
    logs: new Map(),
    marks: new Map(),
    sessions: new Set(),
    directory: [],
    refusals: [],
    keys: createReceiptKeys(),
    settings: {
      maxResume: 1_000,
      pageEntries: 50,
      isDown: false,
      refuseFetches: false,
      credit: initialCreditBytes,
      refuseHello: undefined,
      clockAheadMs: 0,
    },
    heard: [],
    epoch: 1,
  }
  return {
    door: () => door(core),
    tell: (changes) => tell(core, changes),
    addChannel: (workspace, id, name) => {
      addLog(core, id)
      tell(core, [{ kind: 'channel', id, workspace, name, topic: '' }])
    },
    addDocument: (workspace, id, conversation, title) => {
      addLog(core, conversation)
      tell(core, [{ kind: 'document', id, workspace, title, conversation }])
    },
    log: (id) => logOf(core, id).entries,
    inject: (id, bytes) => void commit(core, id, bytes, undefined),
    giveUp: (id, seq) => giveUp(logOf(core, id), seq),
    refuseNext: (code, retryAfter = 0) => void core.refusals.push({ code, retryAfter }),
    restoreBackup: (keep, options) => {
      if (options?.sameEpoch !== true) core.epoch += 1
      for (const [id, { entries }] of core.logs) {
        core.logs.set(id, { entries: [], owners: new Map(), clocks: new Map() })
        for (const { bytes } of entries.slice(0, keep)) commit(core, id, bytes, undefined)
      }
      for (const { wire } of core.sessions) wire.cut()
    },
    goodbye: (code, reconnectAfter = 0) => {
      for (const session of core.sessions) sendAway(session, code, reconnectAfter)
    },
    owed: (device) => [...core.sessions].find((session) => session.device === device)?.owed ?? 0,
    sayAll: (frame) => {
      for (const session of welcomed(core)) send(session, frame)
    },
    settings: core.settings,
    keys: core.keys,
    heard: core.heard,
  }
}

function door(core: RelayCore): ReturnType<FakeRelay['door']> {
  let newest: FakeWire | undefined
  return {
    wire: () => newest,
    connect: (_url, events) => {
      const session: { -readonly [Key in keyof Session]: Session[Key] } = {
        wire: createFakeWire(events, {
          received: (frame) => take(core, session, frame),
          closed: () => void core.sessions.delete(session),
        }),
        device: undefined,
        user: undefined,
        owed: 0,
      }
      if (core.settings.isDown) session.wire.closeFromRelay()
      else core.sessions.add(session)
      newest = session.wire
      return session.wire.socket
    },
  }
}

function take(core: RelayCore, session: Session, bytes: Uint8Array): void {
  const frame = orThrow(decodeClientFrame(bytes))
  core.heard.push(nameOf(frame))
  switch (frame.kind) {
    case 'hello':
      return greet(core, session, frame)
    case 'append':
      return append(core, session, frame)
    case 'fetch':
      return fetch(core, session, frame)
    case 'ping':
      return send(session, { kind: 'pong', now: frame.now })
    case 'ephemeral':
      return passOn(core, session, frame)
    case 'presence':
      return undefined
    case 'mark':
      return mark(core, session, frame)
    case 'credit':
      session.owed -= frame.bytes
      return undefined
  }
}

function greet(core: RelayCore, session: Session, hello: FrameOf<'hello'>): void {
  const { refuseHello } = core.settings
  if (refuseHello !== undefined) return sendAway(session, refuseHello)
  for (const other of welcomed(core)) {
    if (other.device !== hello.device) continue
    sendAway(other, 'replaced')
  }
  session.device = hello.device
  session.user = userId(hello.token)
  const relayEpoch = new Uint8Array(16).fill(core.epoch)
  send(session, {
    kind: 'welcome',
    relayEpoch,
    session: new Uint8Array(16),
    serverTime: millis(core.clock.now() + core.settings.clockAheadMs),
    receiptKey: core.keys.publicBytes(),
    credit: core.settings.credit,
  })
  const cursors = new Map(hello.resume.map((cursor) => [cursor.conversation, cursor]))
  const logs = Array.from(core.logs.keys(), (id) => stateOf(core, session, id, cursors.get(id)))
  send(session, { kind: 'logs', logs })
  tellMarks(core, session)
  for (const { conversation, resumed } of logs) {
    const missing = logOf(core, conversation).entries.slice(cursors.get(conversation)?.seq ?? 0)
    if (resumed && missing.length > 0) send(session, { kind: 'entries', conversation, entries: missing })
  }
  tellOne(core, session, hello.directory)
}

function stateOf(
  core: RelayCore,
  session: Session,
  conversation: ConversationId,
  cursor: LogPosition | undefined,
): Extract<RelayFrame, { kind: 'logs' }>['logs'][number] {
  const { entries } = logOf(core, conversation)
  const newestSegment = Math.max(
    -1,
    ...entries.map(({ entry }) => (entry.kind === 'content' ? entry.segment : -1)),
  )
  const known = cursor && positionAt(entries, cursor.seq)
  const resumed =
    cursor !== undefined &&
    known !== undefined &&
    bytesEqual(known.head, cursor.head) &&
    entries.length - cursor.seq <= core.settings.maxResume
  const { seq, head } = positionAt(entries, entries.length) ?? { seq: 0, head: emptyHead }
  return {
    conversation,
    seq,
    head,
    newestSegment,
    time: entries.at(-1)?.time ?? millis(0),
    resumed,
    nextCounter: entries.filter(({ entry }) => entry.device === session.device).length,
    marked: core.marks.get(`${conversation} ${session.user}`) ?? 0,
    sealed: false,
  }
}

function append(core: RelayCore, session: Session, { request, entry: bytes }: FrameOf<'append'>): void {
  const refusal = core.refusals.shift()
  const refuse = (code: RefuseCode, retryAfter = 0): void =>
    send(session, { kind: 'refuse', request, code, retryAfter: millis(retryAfter), detail: '' })
  if (refusal !== undefined) return refuse(refusal.code, refusal.retryAfter)
  const read = decodeEntry(bytes)
  if (!read.ok) return refuse('malformed')
  const entry = read.value
  if (entry.device !== session.device || entry.user !== session.user) return refuse('forbidden')
  const log = core.logs.get(entry.conversation)
  if (log === undefined) return refuse('unknown-conversation')
  const own = log.entries.filter((each) => each.entry.device === entry.device)
  const before = own.find((each) => each.entry.counter === entry.counter)
  if (before !== undefined && !bytesEqual(before.bytes, bytes)) return refuse('counter')
  const code = before === undefined ? checkEntry(log, entry, own.length) : undefined
  if (code !== undefined) return refuse(code)
  const { seq, head, time } = before ?? commit(core, entry.conversation, bytes, session)
  send(session, { kind: 'ack', request, seq, head, time, receipt: signPlace(core, entry, { seq, head }) })
}

/** As if the commit had brought two entries. */
function signPlace(
  { keys, epoch }: RelayCore,
  { conversation }: Entry,
  { seq, head }: LogPosition,
): Uint8Array {
  const textAt = (place: number): Uint8Array =>
    receiptText(new Uint8Array(16).fill(epoch), conversation, { seq: place, head })
  const [receipt] = keys.sign([textAt(seq), textAt(seq + 1)])
  if (receipt === undefined) throw new Error('as many receipts as texts')
  return receipt
}

function commit(
  core: RelayCore,
  id: ConversationId,
  bytes: Uint8Array,
  author: Session | undefined,
): LoggedEntry {
  const log = logOf(core, id)
  const { entries } = log
  const seq = entries.length + 1
  const head = nextHead(entries.at(-1)?.head ?? emptyHead, seq, entryIdOf(bytes))
  const entry = orThrow(decodeEntry(bytes))
  const logged = { seq, head, time: core.clock.now(), bytes: bytes.slice(), entry }
  entries.push(logged)
  note(log, entry)
  for (const session of welcomed(core)) {
    if (session !== author) send(session, { kind: 'entries', conversation: id, entries: [logged] })
  }
  return logged
}

function fetch(
  core: RelayCore,
  session: Session,
  { request, conversation, ...range }: FrameOf<'fetch'>,
): void {
  if (core.settings.refuseFetches) {
    return send(session, { kind: 'refuse', request, code: 'unavailable', retryAfter: millis(0), detail: '' })
  }
  const { entries } = logOf(core, conversation)
  const wanted = rangeOf(entries, range)
  const position = positionAt(entries, entries.length) ?? { seq: 0, head: emptyHead }
  const { pageEntries } = core.settings
  for (let from = 0; from === 0 || from < wanted.length; from += pageEntries) {
    const complete = from + pageEntries >= wanted.length
    send(session, {
      kind: 'fetched',
      request,
      entries: wanted.slice(from, from + pageEntries),
      complete,
      position,
    })
  }
}

function addLog(core: RelayCore, id: ConversationId): void {
  core.logs.set(id, { entries: [], owners: new Map(), clocks: new Map() })
  for (const session of welcomed(core))
    send(session, { kind: 'logs', logs: [stateOf(core, session, id, undefined)] })
}

function tell(core: RelayCore, changes: ReadonlyArray<DirectoryChange>): void {
  const before = core.directory.length
  core.directory.push(...changes)
  for (const session of welcomed(core)) tellOne(core, session, before)
}

const tellOne = ({ directory }: RelayCore, session: Session, known: number): void =>
  send(session, { kind: 'directory', version: directory.length, changes: directory.slice(known) })

/** What the fake relay is made of besides its sessions. */
import { millis, type Clock } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import { readUpdate } from '../../core/conversation/update-reader.ts'
import type { GoodbyeCode, RefuseCode } from '../../core/protocol/codes.ts'
import type { DirectoryChange } from '../../core/protocol/directory.ts'
import { decodeEntry, type Entry, entryIdOf } from '../../core/protocol/entry.ts'
import type {
  ClientFrame,
  FetchRange,
  LoggedEntry,
  LogPosition,
  RelayFrame,
} from '../../core/protocol/frame.ts'
import type { ConversationId, DocumentId, DeviceId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import { emptyHead } from '../../core/protocol/log.ts'
import { encodeRelayFrame } from '../../core/protocol/relay-frame-codec.ts'
import type { ConnectRelay } from '../../core/sync/relay-socket.ts'
import { eraseEntry } from '../../sync-server/store/entry-place.ts'
import type { FakeWire } from './fake-wire.ts'
import type { ReceiptKeys } from './receipt-keys.ts'

export interface Log {
  readonly entries: Array<LoggedEntry & { readonly entry: Entry }>
  readonly owners: Map<number, DeviceId>
  readonly clocks: Map<string, number>
}

export interface FakeRelay {
  readonly keys: ReceiptKeys
  /** The way in for one device; `wire()` is its newest connection. */
  readonly door: () => { readonly connect: ConnectRelay; readonly wire: () => FakeWire | undefined }
  readonly tell: (changes: ReadonlyArray<DirectoryChange>) => void
  /** A channel that everybody sees, known to all by the next list of logs. */
  readonly addChannel: (workspace: WorkspaceId, id: ConversationId, name: string) => void
  /** One of those too, with the chat beside it. */
  readonly addDocument: (
    workspace: WorkspaceId,
    id: DocumentId,
    conversation: ConversationId,
    title: string,
  ) => void
  readonly log: (conversation: ConversationId) => ReadonlyArray<LoggedEntry & { readonly entry: Entry }>
  /** Puts bytes into a log unchecked, as a hostile or broken relay would. */
  readonly inject: (conversation: ConversationId, bytes: Uint8Array) => void
  /** Keeps of an entry what shows that there was something, as when its author has erased it (ER1). */
  readonly giveUp: (conversation: ConversationId, seq: number) => void
  /** The next appends are refused so, one each. */
  readonly refuseNext: (code: RefuseCode, retryAfter?: number) => void
  /** Logs are cut to `keep` entries each; an honest relay has a new epoch then. */
  readonly restoreBackup: (keep: number, options?: { readonly sameEpoch: boolean }) => void
  readonly goodbye: (code: GoodbyeCode, reconnectAfter?: number) => void
  readonly settings: {
    maxResume: number
    pageEntries: number
    /** Connections come to nothing. */
    isDown: boolean
    /** Each fetch is refused. */
    refuseFetches: boolean
    /** What a connection may be owed at most (CF1). */
    credit: number
    /** Each hello is answered with this goodbye. */
    refuseHello: GoodbyeCode | undefined
    /** Its clock against those of the devices. */
    clockAheadMs: number
  }
  /** How many bytes the newest connection of a device still owes. */
  readonly owed: (device: DeviceId) => number
  /** Says something to all devices, as others' presence. */
  readonly sayAll: (frame: RelayFrame) => void
  /** Frames that came in, all devices, as `kind` or `kind detail`. */
  readonly heard: Array<string>
}

/** How a frame is called in `heard`. */
export function nameOf(frame: ClientFrame): string {
  switch (frame.kind) {
    case 'fetch':
      return frame.backwards ? `screen ${frame.segment}` : `fetch ${frame.segment} after ${frame.after}`
    case 'mark':
      return `mark ${frame.seq}`
    case 'presence':
      return `presence ${frame.status}`
    default:
      return frame.kind
  }
}

/** What a fetch brings, claims first (FE1, FE4, FE5). */
export function rangeOf(
  entries: Log['entries'],
  { segment, after, before, limit, backwards }: FetchRange,
): ReadonlyArray<LoggedEntry> {
  const all = entries.filter(({ seq, entry }) => {
    const isWanted = segment === undefined || (entry.kind === 'content' && entry.segment === segment)
    return isWanted && seq > after && (before === 0 || seq < before)
  })
  const content = (backwards ? all.toReversed() : all).slice(0, limit === 0 ? undefined : limit)
  const writers = new Set(content.map(({ entry }) => entry.device))
  const claims = entries.filter(
    ({ entry }) =>
      segment !== undefined &&
      entry.kind === 'claim' &&
      (backwards ? writers.has(entry.device) : after === 0),
  )
  return [...claims, ...content]
}

export const positionAt = (entries: ReadonlyArray<LogPosition>, seq: number): LogPosition | undefined =>
  seq === 0 ? { seq, head: emptyHead } : entries[seq - 1]

/** What the relay says to an append; undefined if it takes it. */
export function checkEntry(log: Log, entry: Entry, nextCounter: number): RefuseCode | undefined {
  if (entry.counter !== nextCounter) return 'counter'
  if (entry.kind === 'claim') {
    return (log.owners.get(entry.client) ?? entry.device) === entry.device ? undefined : 'claimed'
  }
  const { section, deleter } = orThrow(readUpdate(entry.update))
  const client = section?.client ?? deleter?.client
  if (client === undefined || log.owners.get(client) !== entry.device) return 'claimed'
  if (section === undefined) return undefined
  return section.clock === (log.clocks.get(`${entry.segment} ${section.client}`) ?? 0) ? undefined : 'clock'
}

/** What an entry tells of whose clientIDs there are and how far they wrote. */
export function note({ owners, clocks }: Log, entry: Entry): void {
  if (entry.kind === 'claim') {
    if (!owners.has(entry.client)) owners.set(entry.client, entry.device)
    return
  }
  const read = readUpdate(entry.update)
  if (!read.ok || read.value.section === undefined) return
  if (owners.get(read.value.section.client) !== entry.device) return // injected: readers skip it too
  clocks.set(`${entry.segment} ${read.value.section.client}`, read.value.section.end)
}

export interface Session {
  readonly wire: FakeWire
  device: DeviceId | undefined
  user: UserId | undefined
  /** Bytes that were sent and not paid for. */
  owed: number
}

const freeKinds: ReadonlyArray<RelayFrame['kind']> = ['welcome', 'ack', 'refuse', 'goodbye', 'pong']

export function send(session: Session, frame: RelayFrame): void {
  const bytes = encodeRelayFrame(frame)
  if (!freeKinds.includes(frame.kind)) session.owed += bytes.length
  session.wire.toClient(bytes)
}

export function sendAway(session: Session, code: GoodbyeCode, reconnectAfter = 0): void {
  send(session, { kind: 'goodbye', code, reconnectAfter: millis(reconnectAfter), detail: '' })
  session.wire.closeFromRelay()
}

export interface RelayCore {
  readonly keys: ReceiptKeys
  readonly clock: Clock
  readonly logs: Map<ConversationId, Log>
  /** Read marks, by `conversation user`. */
  readonly marks: Map<string, number>
  readonly sessions: Set<Session>
  readonly directory: Array<DirectoryChange>
  readonly refusals: Array<{ readonly code: RefuseCode; readonly retryAfter: number }>
  readonly settings: FakeRelay['settings']
  readonly heard: Array<string>
  epoch: number
}

export type FrameOf<Kind extends ClientFrame['kind']> = Extract<ClientFrame, { readonly kind: Kind }>

export const welcomed = (core: RelayCore): ReadonlyArray<Session> =>
  [...core.sessions].filter(({ device }) => device !== undefined)

export function logOf({ logs }: RelayCore, id: ConversationId): Log {
  const log = logs.get(id)
  if (log === undefined) throw new Error(`no such log: ${id}`)
  return log
}

export function giveUp({ entries }: Log, seq: number): void {
  const before = entries[seq - 1]
  if (before === undefined) throw new Error(`no such entry: ${seq}`)
  const bytes = eraseEntry(before.bytes)
  entries[seq - 1] = { ...before, bytes, erased: entryIdOf(before.bytes), entry: orThrow(decodeEntry(bytes)) }
}

/** From hello to an open session (HS*): who is it, how far do the logs reach, what is missing, what is new. */
import { bytesEqual, bytesToHex } from '../../core/base/bytes.ts'
import { type Millis, millis } from '../../core/base/clock.ts'
import type { ClientFrame, LogPosition } from '../../core/protocol/frame.ts'
import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import {
  batchBytes,
  initialCreditBytes,
  maxResumeConversations,
  maxResumeEntries,
  protocolVersion,
} from '../../core/protocol/limits.ts'
import { emptyHead } from '../../core/protocol/log.ts'
import type { AccessGrant } from '../identity/access-tokens.ts'
import { networkOf } from '../transport/client-address.ts'
import { type Audience, type LogSummary, type ReadableLog } from '../store/log-store.ts'
import type { Author } from './append.ts'
import { directoryFrames } from './directory-frames.ts'
import type { Subscriber } from './hub.ts'
import { createMarkTeller, sendMarks } from './mark-frames.ts'
import { deliver, forget, hold, offer, release } from './reader-queue.ts'
import { presenceFrames } from './presence.ts'
import {
  createLine,
  type Line,
  queueTask,
  reconnectAfterTrouble,
  type SessionContext,
  type SessionDeps,
} from './session-context.ts'

type Hello = Extract<ClientFrame, { kind: 'hello' }>

/** A client that has been let in. */
export interface Guest {
  readonly author: Author
  readonly subscriber: Subscriber
  /** When its token does. */
  readonly expires: Millis
}

export function leave({ author, subscriber }: Guest, { presence, hub, lastSeen }: SessionDeps): void {
  presence.leave(subscriber)
  lastSeen.note(author.device)
  hub.remove(subscriber)
}

/** `admit` is called before anything is sent; without it the client has got its goodbye. */
export async function welcome(
  hello: Hello,
  context: SessionContext,
  admit: (guest: Guest) => void,
): Promise<void> {
  const grant = await checkHello(hello, context)
  if (grant === undefined || context.isClosed()) return
  const reader = createReader(grant, hello.directory, context)
  admit(reader)
  context.deps.log.debug({ session: bytesToHex(context.name) }, 'a session begins')
  context.connection.welcomed()
  hold(context.queue)
  context.send({
    kind: 'welcome',
    relayEpoch: context.deps.store.identity.epoch,
    session: context.name.slice(), // what lib0 has written from lies outside the heap from then on
    serverTime: context.deps.clock.now(),
    receiptKey: context.deps.receipts.key,
    credit: initialCreditBytes,
  })
  const known = await tellLogs(hello, grant, reader, context)
  await tellDirectory(reader, known, context)
  release(context.queue, known)
  tellPresence(reader, context)
}

async function checkHello(
  hello: Hello,
  { deps, goodbye, connection }: SessionContext,
): Promise<AccessGrant | undefined> {
  const refuse = (...given: Parameters<typeof goodbye>): undefined => {
    goodbye(...given)
    return undefined
  }
  if (hello.protocol !== protocolVersion) return refuse('version-unsupported')
  if (hello.resume.length > maxResumeConversations) return refuse('protocol-error', reconnectAfterTrouble)
  const grant = await deps.authenticate(hello.token)
  if (!grant.ok) {
    if (grant.failure.kind === 'expired') return refuse('token-expired')
    const { retryAfter } = deps.guesses.take(networkOf(connection.from))
    return refuse('token-refused', millis(retryAfter * 1_000))
  }
  return grant.value.device === hello.device ? grant.value : refuse('token-refused')
}

interface Reader extends Guest {
  /** Those that the user is in by now. */
  workspaces: ReadonlyArray<WorkspaceId>
  /** Those where the user is no guest, and what is private: all that the user may read. */
  audiences: ReadonlyArray<Audience>
  /** How often the user was taken out of a conversation since hello. */
  expulsions: number
  /** Of the directory, as the client knows it. */
  version: number
  /** Sending may take as long as the client reads slowly: nobody else waits for that. */
  readonly news: Line
}

function createReader(
  { user, device, expires }: AccessGrant,
  version: number,
  context: SessionContext,
): Reader {
  const { deps, queue, goodbye } = context
  const author: Author = {
    device,
    user,
    gateway: false,
    mayWrite: (audience) => reader.audiences.includes(audience),
    stalled: undefined,
  }
  const subscriber: Subscriber = {
    author,
    deliver: (run) => deliver(queue, run),
    offer: (frame) => offer(queue, frame),
    marked: createMarkTeller(context, author),
    refresh: () => refresh(reader, context),
    expelled: (conversation) => {
      reader.expulsions++
      reader.audiences = reader.audiences.filter((audience) => audience !== conversation)
      forget(queue, conversation)
    },
    goodbye,
  }
  const nothing = { workspaces: [], audiences: [], expulsions: 0 }
  const reader: Reader = { author, subscriber, expires, ...nothing, version, news: createLine() }
  deps.hub.add(subscriber)
  deps.lastSeen.note(author.device)
  return reader
}

/** Takes up what the user may read by now. */
async function subscribe(reader: Reader, { deps, isClosed }: SessionContext): Promise<void> {
  const { user } = reader.author
  for (let before = -1; before !== reader.expulsions;) {
    before = reader.expulsions // what is read while somebody is taken out may name what is over: it is read again
    const workspaces = await deps.store.directory.workspacesOf(user)
    const audiences = await deps.store.directory.audiencesOf(user)
    if (before !== reader.expulsions) continue
    reader.workspaces = workspaces
    reader.audiences = audiences
  }
  if (isClosed()) return
  deps.hub.subscribe(reader.subscriber, reader.audiences, reader.workspaces)
  // Guests take no part in presence: it is said to all of a workspace.
  deps.presence.placed(
    reader.subscriber,
    reader.workspaces.filter((workspace) => reader.audiences.includes(workspace)),
  )
}

async function refresh(reader: Reader, context: SessionContext): Promise<void> {
  const { queue } = context
  hold(queue)
  const before = reader.workspaces
  await context.guard(() => subscribe(reader, context))
  queueTask(reader.news, context, async () => {
    const known = new Map<ConversationId, number>()
    await tellDirectory(reader, known, context)
    release(queue, known)
    if (reader.workspaces.some((workspace) => !before.includes(workspace))) tellPresence(reader, context)
  })
}

/** Sends the logs of conversations that are not in `known` yet, which it adds there, and what is new in the directory. */
async function tellDirectory(
  reader: Reader,
  known: Map<ConversationId, number>,
  context: SessionContext,
): Promise<void> {
  reader.version = await tellNews(reader.author, reader.version, known, context)
}

/** Who is there just now. */
function tellPresence({ subscriber }: Reader, { deps, queue }: SessionContext): void {
  for (const frame of presenceFrames(deps.presence.others(subscriber))) offer(queue, frame)
}

/** Answers with the version that the client is told of. */
async function tellNews(
  { user, device, mayWrite }: Author,
  version: number,
  known: Map<ConversationId, number>,
  context: SessionContext,
): Promise<number> {
  const { directory, logs: store } = context.deps.store
  const news = await directory.changesSince(user, version)
  const logs: Array<ReadableLog> = []
  for (const conversation of news.newlyReadable) {
    const log = known.has(conversation) ? undefined : await store.readableLog(conversation, user, device)
    if (log !== undefined && mayWrite(log.audience)) logs.push(log)
  }
  for (const log of logs) known.set(log.conversation, log.seq)
  if (logs.length > 0) await sendLogs(logs, new Map(), context)
  for (const frame of directoryFrames(news, version)) await context.put(frame)
  return news.version
}

/** Subscribed first, read second: what is committed in between waits in the queue and is compared with `known`. */
async function tellLogs(
  hello: Hello,
  grant: AccessGrant,
  reader: Reader,
  context: SessionContext,
): Promise<Map<ConversationId, number>> {
  await subscribe(reader, context)
  const logs = await context.deps.store.logs.readableLogs(grant.user, grant.device)
  const cursors = new Map(hello.resume.map((cursor) => [cursor.conversation, cursor]))
  const resumed = new Map<ConversationId, LogPosition>()
  for (const log of logs) {
    const cursor = cursors.get(log.conversation)
    if (cursor !== undefined && (await canResume(cursor, log, context))) resumed.set(log.conversation, cursor)
  }
  await sendLogs(logs, resumed, context)
  await sendMarks(logs, reader.author, context)
  for (const log of logs) {
    const cursor = resumed.get(log.conversation)
    if (cursor !== undefined) await sendMissing(log, cursor.seq, reader.author, context)
  }
  return new Map(logs.map((log) => [log.conversation, log.seq]))
}

async function canResume(cursor: LogPosition, log: LogSummary, { deps }: SessionContext): Promise<boolean> {
  if (cursor.seq === log.seq) return bytesEqual(cursor.head, log.head)
  if (cursor.seq > log.seq || log.seq - cursor.seq > maxResumeEntries) return false
  const head = cursor.seq === 0 ? emptyHead : await deps.store.logs.headAt(log.conversation, cursor.seq)
  return head !== undefined && bytesEqual(cursor.head, head)
}

/** Under 400 kB a frame. */
const maxLogsPerFrame = 4_000

async function sendLogs(
  logs: ReadonlyArray<ReadableLog>,
  resumed: ReadonlyMap<ConversationId, LogPosition>,
  { put }: SessionContext,
): Promise<void> {
  for (let from = 0; from === 0 || from < logs.length; from += maxLogsPerFrame) {
    const part = logs.slice(from, from + maxLogsPerFrame)
    await put({
      kind: 'logs',
      logs: part.map((log) => ({ ...log, resumed: resumed.has(log.conversation), sealed: log.sealed })),
    })
  }
}

async function sendMissing(
  { conversation, audience, seq: upTo }: LogSummary,
  after: number,
  { mayWrite }: Author,
  context: SessionContext,
): Promise<void> {
  for (let from = after; from < upTo && !context.isClosed() && mayWrite(audience);) {
    const range = { segment: undefined, after: from, upTo }
    const entries = await context.deps.store.logs.entries(conversation, range, { maxBytes: batchBytes })
    const last = entries.at(-1)
    if (last === undefined) return
    await context.put({ kind: 'entries', conversation, entries })
    from = last.seq
  }
}

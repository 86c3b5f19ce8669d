/** From hello to an open session (HS*): who is it, how far do the logs reach, what is missing, what is new. */
import { bytesEqual } from '../../core/base/bytes.ts'
import { type Millis, millis } from '../../core/base/clock.ts'
import type { ClientFrame, LogPosition, PresenceStatus } from '../../core/protocol/frame.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import {
  batchBytes,
  initialCreditBytes,
  maxResumeConversations,
  maxResumeEntries,
  protocolVersion,
} from '../../core/protocol/limits.ts'
import { emptyHead } from '../../core/protocol/log.ts'
import type { AccessGrant } from '../identity/access-tokens.ts'
import { isSealedLog, type LogSummary, type ReadableLog } from '../store/log-store.ts'
import type { Author } from './append.ts'
import { createAudiences } from './audiences.ts'
import { directoryFrames } from './directory-frames.ts'
import type { Subscriber } from './hub.ts'
import { createMarkTeller, sendMarks } from './mark-frames.ts'
import { presenceFrames } from './presence.ts'
import { reconnectAfterTrouble, type SessionContext } from './session-context.ts'

type Hello = Extract<ClientFrame, { kind: 'hello' }>

/** A client that has been let in. */
export interface Guest {
  readonly author: Author
  readonly present: (status: PresenceStatus, until: Millis) => void
  readonly leave: () => void
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
  context.connection.welcomed()
  context.queue.hold()
  context.send({
    kind: 'welcome',
    relayEpoch: context.deps.store.identity.epoch,
    session: context.name,
    serverTime: context.deps.clock.now(),
    receiptKey: context.deps.receipts.key,
    credit: initialCreditBytes,
  })
  const known = await tellLogs(hello, grant, reader, context)
  await reader.tellDirectory(known)
  context.queue.release(known)
  reader.tellPresence()
}

async function checkHello(hello: Hello, { deps, goodbye }: SessionContext): Promise<AccessGrant | undefined> {
  const refuse = (...given: Parameters<typeof goodbye>): undefined => {
    goodbye(...given)
    return undefined
  }
  if (hello.protocol !== protocolVersion) return refuse('version-unsupported')
  if (hello.resume.length > maxResumeConversations) return refuse('protocol-error', reconnectAfterTrouble)
  const grant = await deps.authenticate(hello.token)
  if (!grant.ok) return refuse(grant.failure.kind === 'expired' ? 'token-expired' : 'token-refused')
  return grant.value.device === hello.device ? grant.value : refuse('token-refused')
}

interface Reader extends Guest {
  /** Takes up what the user may read by now. */
  readonly subscribe: () => Promise<void>
  /** Who is there just now. */
  readonly tellPresence: () => void
  /** Sends the logs of conversations that are not in `known` yet, which it adds there, and what is new in the directory. */
  readonly tellDirectory: (known: Map<ConversationId, number>) => Promise<void>
}

function createReader(
  { user, device, expires }: AccessGrant,
  since: number,
  context: SessionContext,
): Reader {
  const { deps, queue } = context
  const audiences = createAudiences(deps.store.directory, user)
  let version = since
  const author: Author = { device, user, gateway: false, mayWrite: audiences.has, stalled: new Set() }

  const subscribe = async (): Promise<void> => {
    await audiences.read()
    if (context.isClosed()) return
    deps.hub.subscribe(subscriber, audiences.all())
    deps.presence.placed(subscriber, audiences.workspaces())
  }
  const tellDirectory: Reader['tellDirectory'] = async (known) => {
    version = await tellNews(author, version, known, context)
  }
  const tellPresence = (): void => {
    const others = deps.presence.others(subscriber)
    for (const frame of presenceFrames(others)) queue.offer(frame)
  }
  const line = context.createLine()
  const refresh = async (): Promise<void> => {
    queue.hold()
    const before = audiences.workspaces()
    await context.guard(subscribe)
    // Sending may take as long as the client reads slowly: nobody else waits for that.
    line(async () => {
      const known = new Map<ConversationId, number>()
      await tellDirectory(known)
      queue.release(known)
      if ([...audiences.workspaces()].some((workspace) => !before.has(workspace))) tellPresence()
    })
  }
  const subscriber: Subscriber = {
    author,
    deliver: queue.deliver,
    offer: queue.offer,
    marked: createMarkTeller(context),
    refresh,
    expelled: (conversation) => {
      audiences.leave(conversation)
      queue.forget(conversation)
    },
    replaced: () => context.goodbye('replaced'),
    signedOut: () => context.goodbye('token-expired'),
    revoked: () => context.goodbye('device-revoked'),
  }
  deps.hub.add(subscriber)
  const stopExpiry = deps.clock.after(millis(expires - deps.clock.now()), () =>
    context.goodbye('token-expired'),
  )
  const present: Guest['present'] = (status, until) => deps.presence.say(subscriber, status, until)
  const leave = (): void => {
    stopExpiry()
    deps.presence.leave(subscriber)
    deps.hub.remove(subscriber)
  }
  return { author, present, leave, subscribe, tellDirectory, tellPresence }
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
  await reader.subscribe()
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
      logs: part.map((log) => ({ ...log, resumed: resumed.has(log.conversation), sealed: isSealedLog(log) })),
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

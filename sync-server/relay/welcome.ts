/** From hello to an open session (HS*): who is it, how far do the logs reach, what is missing, what is new. */
import { bytesEqual } from '../../core/base/bytes.ts'
import type { ClientFrame, LogPosition } from '../../core/protocol/frame.ts'
import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import {
  batchBytes,
  initialCreditBytes,
  maxResumeConversations,
  maxResumeEntries,
  protocolVersion,
} from '../../core/protocol/limits.ts'
import { millis } from '../../core/base/clock.ts'
import { emptyHead } from '../../core/protocol/log.ts'
import type { AccessGrant } from '../identity/access-tokens.ts'
import type { LogSummary } from '../store/log-store.ts'
import type { Author } from './append.ts'
import { directoryFrames } from './directory-frames.ts'
import type { Subscriber } from './hub.ts'
import { reconnectAfterTrouble, type SessionContext } from './session-context.ts'

type Hello = Extract<ClientFrame, { kind: 'hello' }>

/** A client that has been let in. */
export interface Guest {
  readonly author: Author
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
  const { epoch: relayEpoch } = context.deps.store.identity
  context.send({
    kind: 'welcome',
    relayEpoch,
    session: new Uint8Array(16),
    serverTime: context.deps.clock.now(),
    receiptKey: new Uint8Array(32),
    credit: initialCreditBytes,
  })
  const known = await tellLogs(hello, grant, reader, context)
  await reader.tellDirectory(known)
  context.queue.release(known)
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
  /** Sends the logs of conversations that are not in `known` yet, which it adds there, and what is new in the directory. */
  readonly tellDirectory: (known: Map<ConversationId, number>) => Promise<void>
}

function createReader(
  { user, device, expires }: AccessGrant,
  since: number,
  context: SessionContext,
): Reader {
  const { deps, queue, send } = context
  let workspaces: ReadonlySet<WorkspaceId> = new Set()
  let version = since
  const mayWrite = (workspace: WorkspaceId): boolean => workspaces.has(workspace)
  const author: Author = { device, user, gateway: false, mayWrite, stalled: new Set() }

  const subscribe = async (): Promise<void> => {
    const found = await deps.store.directory.workspacesOf(user)
    workspaces = new Set(found)
    if (!context.isClosed()) deps.hub.subscribe(subscriber, found)
  }
  const tellDirectory: Reader['tellDirectory'] = async (known) => {
    const news = await deps.store.directory.changesSince(user, version)
    const logs: Array<LogSummary> = []
    for (const conversation of news.newlyReadable) {
      const log = known.has(conversation) ? undefined : await deps.store.logs.log(conversation)
      if (log !== undefined) logs.push(log)
    }
    for (const log of logs) known.set(log.conversation, log.seq)
    if (logs.length > 0) sendLogs(logs, new Map(), context)
    for (const frame of directoryFrames(news, version)) {
      send(frame)
      await context.connection.flushed()
    }
    version = news.version
  }
  const line = context.createLine()
  const refresh = async (): Promise<void> => {
    queue.hold()
    await context.guard(subscribe)
    // Sending may take as long as the client reads slowly: nobody else waits for that.
    line(async () => {
      const known = new Map<ConversationId, number>()
      await tellDirectory(known)
      queue.release(known)
    })
  }
  const subscriber: Subscriber = {
    author,
    deliver: queue.deliver,
    refresh,
    replaced: () => context.goodbye('replaced'),
    signedOut: () => context.goodbye('token-expired'),
  }
  deps.hub.add(subscriber)
  const stopExpiry = deps.clock.after(millis(expires - deps.clock.now()), () =>
    context.goodbye('token-expired'),
  )
  const leave = (): void => {
    stopExpiry()
    deps.hub.remove(subscriber)
  }
  return { author, leave, subscribe, tellDirectory }
}

/** Subscribed first, read second: what is committed in between waits in the queue and is compared with `known`. */
async function tellLogs(
  hello: Hello,
  grant: AccessGrant,
  reader: Reader,
  context: SessionContext,
): Promise<Map<ConversationId, number>> {
  await reader.subscribe()
  const logs = await context.deps.store.logs.readableLogs(grant.user)
  const cursors = new Map(hello.resume.map((cursor) => [cursor.conversation, cursor]))
  const resumed = new Map<ConversationId, LogPosition>()
  for (const log of logs) {
    const cursor = cursors.get(log.conversation)
    if (cursor !== undefined && (await canResume(cursor, log, context))) resumed.set(log.conversation, cursor)
  }
  sendLogs(logs, resumed, context)
  for (const log of logs) {
    const cursor = resumed.get(log.conversation)
    if (cursor !== undefined) await sendMissing(log, cursor.seq, context)
  }
  return new Map(logs.map((log) => [log.conversation, log.seq]))
}

async function canResume(cursor: LogPosition, log: LogSummary, { deps }: SessionContext): Promise<boolean> {
  if (cursor.seq === log.seq) return bytesEqual(cursor.head, log.head)
  if (cursor.seq > log.seq || log.seq - cursor.seq > maxResumeEntries) return false
  const head = cursor.seq === 0 ? emptyHead : await deps.store.logs.headAt(log.conversation, cursor.seq)
  return head !== undefined && bytesEqual(cursor.head, head)
}

/** Under 300 kB a frame. */
const maxLogsPerFrame = 4_000

function sendLogs(
  logs: ReadonlyArray<LogSummary>,
  resumed: ReadonlyMap<ConversationId, LogPosition>,
  { send }: SessionContext,
): void {
  for (let from = 0; from === 0 || from < logs.length; from += maxLogsPerFrame) {
    const part = logs.slice(from, from + maxLogsPerFrame)
    send({
      kind: 'logs',
      logs: part.map((log) => ({
        ...log,
        resumed: resumed.has(log.conversation),
        nextCounter: 0,
        marked: 0,
      })),
    })
  }
}

async function sendMissing(log: LogSummary, after: number, context: SessionContext): Promise<void> {
  const { conversation, seq: upTo } = log
  for (let from = after; from < upTo && !context.isClosed();) {
    const range = { segment: undefined, after: from, upTo }
    const entries = await context.deps.store.logs.entries(conversation, range, batchBytes)
    const last = entries.at(-1)
    if (last === undefined) return
    context.send({ kind: 'entries', conversation, entries })
    from = last.seq
    await context.connection.flushed()
  }
}

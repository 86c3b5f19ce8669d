/** What a welcomed client asks for: append (AP*), fetch (FE*), ping (LV1). */
import type { ClientFrame, LoggedEntry, LogPosition } from '../../core/protocol/frame.ts'
import { batchBytes, maxAppendsInFlight } from '../../core/protocol/limits.ts'
import { encodeRelayFrame } from '../../core/protocol/relay-frame-codec.ts'
import type { EntryRange } from '../store/log-store.ts'
import { StoreTrouble } from '../store/store.ts'
import { refusal } from './judge.ts'
import { reconnectAfterTrouble, type SessionContext } from './session-context.ts'
import type { Guest } from './welcome.ts'

export interface Requests {
  readonly answer: (frame: Exclude<ClientFrame, { readonly kind: 'hello' }>) => void
}

/** A client pages through history one fetch after the other; this many at once is a fault. */
const maxFetchesWaiting = 256

type Append = Extract<ClientFrame, { kind: 'append' }>
type Fetch = Extract<ClientFrame, { kind: 'fetch' }>

export function createRequests(context: SessionContext, guest: Guest): Requests {
  let appending = 0
  let fetching = 0
  const fetchLine = context.createLine()

  const append = ({ request, entry }: Append): void => {
    if (appending >= maxAppendsInFlight) return context.goodbye('protocol-error', reconnectAfterTrouble)
    appending++
    context.deps.appends.submit({
      author: guest.author,
      bytes: entry,
      imported: [],
      settle: (outcome) => {
        appending--
        if (context.isClosed()) return
        if (outcome.kind === 'refused') return context.send({ ...outcome, kind: 'refuse', request })
        const { seq, head, time } = outcome.entry
        context.queue.inOrder(
          encodeRelayFrame({ kind: 'ack', request, seq, head, time, receipt: new Uint8Array(64) }),
        )
      },
    })
  }
  const fetch = (frame: Fetch): void => {
    if (fetching >= maxFetchesWaiting) return context.goodbye('protocol-error', reconnectAfterTrouble)
    fetching++
    fetchLine(async () => {
      await answerFetch(frame, context, guest)
      fetching--
    })
  }
  return {
    answer: (frame) => {
      switch (frame.kind) {
        case 'append':
          return append(frame)
        case 'fetch':
          return fetch(frame)
        case 'ping':
          return context.send({ kind: 'pong', now: frame.now })
        case 'ephemeral':
        case 'presence':
        case 'mark':
        case 'credit':
          return undefined
      }
    },
  }
}

async function answerFetch(frame: Fetch, context: SessionContext, guest: Guest): Promise<void> {
  const refuse = (...given: Parameters<typeof refusal>): void =>
    context.send({ ...refusal(...given), kind: 'refuse', request: frame.request })
  try {
    const log = await context.deps.store.logs.log(frame.conversation)
    if (log === undefined || !guest.author.mayWrite(log.workspace)) {
      return refuse('unknown-conversation', 'no conversation that this user can see')
    }
    await stream(frame, { seq: log.seq, head: log.head }, context)
  } catch (error) {
    if (!(error instanceof StoreTrouble)) throw error
    context.deps.log.error({ error }, 'a fetch is refused: the store cannot be read')
    refuse('unavailable', 'the store cannot be read')
  }
}

/** Sends each part once the next is known, so that the last one can say that it is the last. */
async function stream(frame: Fetch, position: LogPosition, context: SessionContext): Promise<void> {
  const answer = (entries: ReadonlyArray<LoggedEntry>, complete: boolean): void =>
    context.send({ kind: 'fetched', request: frame.request, entries, complete, position })
  let part: ReadonlyArray<LoggedEntry> = []
  for await (const batch of batches(frame, position.seq, context)) {
    if (sizeOf(part) + sizeOf(batch) <= batchBytes) {
      part = [...part, ...batch]
      continue
    }
    if (part.length > 0) answer(part, false)
    await context.connection.flushed()
    if (context.isClosed()) return
    part = batch
  }
  answer(part, true)
}

const sizeOf = (entries: ReadonlyArray<LoggedEntry>): number =>
  entries.reduce((sum, { bytes }) => sum + bytes.length, 0)

/** The claims first: whoever reads content needs to know whose it is. */
async function* batches(
  { conversation, segment, after }: Fetch,
  upTo: number,
  { deps }: SessionContext,
): AsyncGenerator<ReadonlyArray<LoggedEntry>> {
  const ranges: ReadonlyArray<EntryRange> = [
    ...(after === 0 ? [{ segment: 'claims', after: 0, upTo } as const] : []),
    { segment, after, upTo },
  ]
  for (const range of ranges) {
    for (let from = range.after; ;) {
      const batch = await deps.store.logs.entries(conversation, { ...range, after: from }, batchBytes)
      const last = batch.at(-1)
      if (last === undefined) break
      yield batch
      from = last.seq
    }
  }
}

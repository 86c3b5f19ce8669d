/** History in parts (FE*), as fast as the client takes it. */
import { bytesToHex } from '../../core/base/bytes.ts'
import type { ClientFrame, LoggedEntry } from '../../core/protocol/frame.ts'
import { batchBytes } from '../../core/protocol/limits.ts'
import { type EntryRange, type LogSummary } from '../store/log-store.ts'
import { StoreTrouble } from '../store/store.ts'
import { refusal } from './judge.ts'
import type { SessionContext } from './session-context.ts'
import type { Guest } from './welcome.ts'

type Fetch = Extract<ClientFrame, { kind: 'fetch' }>
type Entries = ReadonlyArray<LoggedEntry>

export async function answerFetch(frame: Fetch, context: SessionContext, guest: Guest): Promise<void> {
  const refuse = (...given: Parameters<typeof refusal>): void =>
    context.send({ ...refusal(...given), kind: 'refuse', request: frame.request })
  try {
    const log = await context.deps.store.logs.log(frame.conversation)
    if (log === undefined || !guest.author.mayWrite(log.audience)) {
      return refuse('unknown-conversation', 'no conversation that this user can see')
    }
    const isOver = (): boolean => context.isClosed() || !guest.author.mayWrite(log.audience)
    await sendParts(frame, log, context, isOver)
    if (isOver()) refuse('unknown-conversation', 'the user is no member any more')
  } catch (error) {
    if (!(error instanceof StoreTrouble)) throw error
    context.deps.log.error({ error, session: bytesToHex(context.name) }, 'a fetch failed')
    refuse('unavailable', 'the store cannot be read')
  }
}

async function sendParts(
  frame: Fetch,
  log: LogSummary,
  context: SessionContext,
  isOver: () => boolean,
): Promise<void> {
  const { seq, head } = log
  const answer = (entries: Entries, complete: boolean): Promise<void> =>
    context.put({ kind: 'fetched', request: frame.request, entries, complete, position: { seq, head } })
  let part: Entries = []
  for await (const batch of batches(frame, log, context)) {
    if (isOver()) return
    if (sizeOf(part) + sizeOf(batch) <= batchBytes) {
      part = [...part, ...batch]
      continue
    }
    if (part.length > 0) await answer(part, false)
    part = batch
  }
  await answer(part, true)
}

const sizeOf = (entries: Entries): number => entries.reduce((sum, { bytes }) => sum + bytes.length, 0)

/** What the relay reads for as far as the client asked: claims first, for whoever reads content needs to know whose it is. */
async function* batches(frame: Fetch, log: LogSummary, { deps }: SessionContext): AsyncGenerator<Entries> {
  const end = log.seq
  const { conversation, segment, backwards, limit } = frame
  const upTo = frame.before === 0 ? end : Math.min(end, frame.before - 1)
  const range: EntryRange = { segment, after: frame.after, upTo, backwards }
  const { logs } = deps.store
  const allClaims = { segment: 'claims', after: 0, upTo: end } as const
  if (segment !== undefined && backwards && log.sealed) yield* read(allClaims, 0)
  else if (segment !== undefined && backwards) {
    yield await logs.claimsOf(conversation, range, limit === 0 ? Number.MAX_SAFE_INTEGER : limit)
  }
  if (segment !== undefined && !backwards && frame.after === 0) {
    yield* read(allClaims, 0)
  }
  yield* read(range, limit)

  async function* read(whole: EntryRange, most: number): AsyncGenerator<Entries> {
    let rest = whole
    for (let left = most; most === 0 || left > 0;) {
      const bounds = { maxBytes: batchBytes, ...(most > 0 && { maxEntries: left }) }
      const batch = await logs.entries(conversation, rest, bounds)
      const last = batch.at(-1)
      if (last === undefined) return
      yield batch
      left -= batch.length
      rest = whole.backwards === true ? { ...rest, upTo: last.seq - 1 } : { ...rest, after: last.seq }
    }
  }
}

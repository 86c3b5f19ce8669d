/** What waits to be appended, read: once for each entry, and there it is found out whether its author may write so much. */
import { ok, type Result } from '../../core/base/result.ts'
import { decodeEntry } from '../../core/protocol/entry.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { decodeSealed, isSealed } from '../../core/sealed/sealed-entry.ts'
import type { Throttle } from '../identity/throttle.ts'
import type { AppendRequest, Author } from './append.ts'
import { keysOf } from './facts.ts'
import { refusal } from './judge.ts'
import type { AnyEntry } from './known-facts.ts'

export interface Waiting {
  readonly request: AppendRequest
  /** When it came in, by the clock of the tallies. */
  readonly since: number
}

export type Decoded = AnyEntry &
  Waiting & {
    /** Seconds until its author may write again; 0: now. */
    readonly wait: number
  }

/** Refuses what is no entry. */
export function decodeBatch(
  requests: ReadonlyArray<Waiting>,
  entryRate: Pick<Throttle, 'take'>,
): ReadonlyArray<Decoded> {
  const batch: Array<Decoded> = []
  for (const waiting of requests) {
    const { request } = waiting
    const wait = request.paced === true ? entryRate.take(request.author.user).retryAfter : 0
    const read = decodeAny(request.bytes)
    if (read.ok) batch.push({ ...waiting, wait, ...read.value })
    else request.settle(refusal('malformed', `not an entry: ${read.failure.kind}`))
  }
  return batch
}

function decodeAny(bytes: Uint8Array): Result<AnyEntry, { readonly kind: string }> {
  if (isSealed(bytes)) {
    const entry = decodeSealed(bytes)
    return entry.ok ? ok({ entry: entry.value, keys: undefined }) : entry
  }
  const entry = decodeEntry(bytes)
  return entry.ok ? ok({ entry: entry.value, keys: keysOf(entry.value) }) : entry
}

/** From now on, what skips the counter of a refused entry is refused for now as well. */
export function stall(author: Author, conversation: ConversationId): void {
  author.stalled = (author.stalled ?? new Set()).add(conversation)
}

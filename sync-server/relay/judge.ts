/**
 * Whether an entry may enter its log (rules AP1 to AP8 and EN6 of SPEC.md). Pure but for `facts`, into which it writes what an
 * accepted entry changes, so that the next of the same batch is judged by it.
 */
import { bytesEqual } from '../../core/base/bytes.ts'
import { type Millis, millis } from '../../core/base/clock.ts'
import { checkUpdate } from '../../core/conversation/validator.ts'
import type { RefuseCode } from '../../core/protocol/codes.ts'
import { type ClaimEntry, type ContentEntry, type Entry, entryIdOf } from '../../core/protocol/entry.ts'
import type { LoggedEntry } from '../../core/protocol/frame.ts'
import { nextHead } from '../../core/protocol/log.ts'
import { sha256 } from '../sha256.ts'
import { type Deletion, type LogSummary, type NewEntry, type SealedWrite } from '../store/log-store.ts'
import type { Author, Refusal } from './append.ts'
import { type BatchFacts, type EntryKeys, type KeyedEntry, noteEntry } from './facts.ts'

/** How long a client waits when the relay could not write. */
const retryAfterTrouble = millis(2_000)

export type Verdict =
  | { readonly kind: 'accepted'; readonly logged: LoggedEntry; readonly effect: Effect }
  /** The same bytes are in the log already. */
  | {
      readonly kind: 'repeat'
      readonly logged: LoggedEntry
      /** Its writer gives its ciphertext up: from now on it lies in the log as `logged` has it. */
      readonly isErased?: true
    }
  | Refusal

/** What an accepted entry changes beside the log's end. */
export type Effect =
  | { readonly kind: 'claim'; readonly client: number }
  | {
      readonly kind: 'clock'
      readonly segment: number
      readonly client: number
      readonly clock: number
      readonly next: number
      /** What it deletes of its writer's sub-log. */
      readonly deletes: Deletion['ranges']
    }
  | {
      readonly kind: 'sealed'
      readonly segment: NewEntry['segment']
      /** Undefined where epoch and members stay as they are. */
      readonly change: SealedWrite | undefined
    }

export const refusal = (code: RefuseCode, detail: string): Refusal => ({
  kind: 'refused',
  code,
  retryAfter: code === 'unavailable' ? retryAfterTrouble : millis(0),
  detail,
})

export function judge(
  keyed: KeyedEntry,
  bytes: Uint8Array,
  author: Author,
  facts: BatchFacts,
  now: Millis,
): Verdict {
  const { entry, keys } = keyed
  const log = facts.logs.get(entry.conversation)
  const refused = judgeAuthor(entry, author, log)
  if (refused !== undefined || log === undefined) return refused ?? refusal('unknown-conversation', '')
  const expected = facts.counters.get(keys.counter) ?? 0
  if (entry.counter !== expected) return judgeCounter(keyed, bytes, author, expected, facts)
  const effect =
    entry.kind === 'claim' ? judgeClaim(entry, keys, facts) : judgeContent(entry, keys, author, log, facts)
  if (effect.kind === 'refused') return effect

  const seq = log.seq + 1
  const head = nextHead(log.head, seq, entryIdOf(bytes, sha256), sha256)
  const logged = { seq, head, time: now, bytes }
  const newestSegment =
    effect.kind === 'clock' ? Math.max(log.newestSegment, effect.segment) : log.newestSegment
  facts.logs.set(entry.conversation, { ...log, seq, head, time: now, newestSegment })
  facts.counters.set(keys.counter, expected + 1)
  noteEntry(facts, keyed, logged)
  return { kind: 'accepted', logged, effect }
}

function judgeAuthor(entry: Entry, author: Author, log: LogSummary | undefined): Refusal | undefined {
  if (entry.device !== author.device) return refusal('forbidden', 'the entry names another device')
  if (entry.user !== author.user) return refusal('forbidden', 'the entry names another user')
  // To those outside, a conversation does not exist.
  if (log === undefined || !author.mayWrite(log.audience)) {
    return refusal('unknown-conversation', 'no conversation that this user can see')
  }
  if (log.sealed) return refusal('malformed', 'an open entry in a sealed conversation')
  if (log.archived) return refusal('forbidden', 'the conversation is archived')
  return entry.kind === 'claim' && entry.gateway !== author.gateway
    ? refusal('forbidden', 'only the relay itself is a gateway')
    : undefined
}

function judgeCounter(
  { entry, keys }: KeyedEntry,
  bytes: Uint8Array,
  author: Author,
  expected: number,
  facts: BatchFacts,
): Verdict {
  if (entry.counter > expected) {
    return author.stalled?.has(entry.conversation)
      ? refusal('unavailable', 'an entry before this one has to be sent again first')
      : refusal('counter', `the next counter is ${expected}, not ${entry.counter}`)
  }
  const before = facts.repeats.get(keys.counter)?.get(entry.counter)
  return before !== undefined && isSame(before, bytes)
    ? { kind: 'repeat', logged: before }
    : refusal('counter', `counter ${entry.counter} was used for another entry`)
}

/** Of an erased entry only the id is left to compare with. */
const isSame = (before: LoggedEntry, bytes: Uint8Array): boolean =>
  before.erased === undefined
    ? bytesEqual(before.bytes, bytes)
    : bytesEqual(before.erased, entryIdOf(bytes, sha256))

function judgeClaim(entry: ClaimEntry, keys: EntryKeys, facts: BatchFacts): Effect | Refusal {
  const { client, device, user, gateway } = entry
  if (client === 0) return refusal('malformed', 'clientID 0 belongs to nobody')
  const owner = facts.claims.get(keys.claim)
  if (owner !== undefined && owner.device !== device) {
    return refusal('claimed', `clientID ${client} belongs to another device`)
  }
  if (owner === undefined) facts.claims.set(keys.claim, { client, device, user, gateway })
  return { kind: 'claim', client }
}

function judgeContent(
  entry: ContentEntry,
  { client, claim: claimKey, clock: clockKey }: EntryKeys,
  author: Author,
  log: LogSummary,
  facts: BatchFacts,
): Effect | Refusal {
  const { segment, device, update } = entry
  if (segment > log.newestSegment + 1) {
    return refusal('invalid', `segment ${segment} would leave a gap after ${log.newestSegment}`)
  }
  if (client === undefined) return refusal('invalid', 'the update names no writer')
  const claim = facts.claims.get(claimKey)
  // Its device has lost the claim, and makes what waits anew once it hears of it (CR48).
  if (claim === undefined) return refusal('claimed', `nobody has claimed clientID ${client}`)
  if (claim.device !== device) return refusal('claimed', `clientID ${client} belongs to another device`)
  const nextClock = facts.clocks.get(clockKey) ?? 0
  const checked = checkUpdate(update, { client, nextClock, by: author.gateway ? undefined : author.user })
  if (!checked.ok) {
    const { kind } = checked.failure
    const code = kind === 'gap' || kind === 'overlap' ? 'clock' : 'invalid'
    return refusal(code, `the update was refused: ${JSON.stringify(checked.failure)}`.slice(0, 300))
  }
  const { nextClock: next, deletes, ops } = checked.value
  // Whoever reads the log counts every pin (PM5). Of a workspace all but its guests are the audience.
  if (ops.some(({ op }) => op.kind === 'pin') && !author.mayWrite(log.workspace)) {
    return refusal('invalid', 'guests pin nothing')
  }
  facts.clocks.set(clockKey, next)
  return { kind: 'clock', segment, client, clock: nextClock, next, deletes }
}

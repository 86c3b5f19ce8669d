/**
 * Whether a sealed entry may enter its log: what core/sealed/log-rules.ts says for everybody, and what only the relay can say (rules
 * AD* of SPEC.md). Pure but for the facts, into which it writes what an accepted entry changes.
 */
import { bytesEqual } from '../../core/base/bytes.ts'
import type { Millis } from '../../core/base/clock.ts'
import type { LoggedEntry } from '../../core/protocol/frame.ts'
import { emptyHead } from '../../core/protocol/log.ts'
import { namedPart } from '../../core/protocol/sealed-layout.ts'
import { claimSegment, isErasedByWriter, type SealedContent } from '../../core/sealed/content-entry.ts'
import type { EpochMember } from '../../core/sealed/epoch-body.ts'
import type { SealedFacts } from '../../core/sealed/judgement.ts'
import { judgeSealed } from '../../core/sealed/log-rules.ts'
import { neededHead } from '../../core/sealed/place-rules.ts'
import { decodeSealed, type SealedEntry } from '../../core/sealed/sealed-entry.ts'
import { encodeSealedLog } from '../../core/sealed/sealed-log-codec.ts'
import { type SealedLog, stillThere } from '../../core/sealed/sealed-log.ts'
import { sha256 } from '../sha256.ts'
import { type LogSummary, type SealedMember, type SealedWrite } from '../store/log-store.ts'
import type { Author, Refusal } from './append.ts'
import { type Effect, refusal, type Verdict } from './judge.ts'
import type { KnownFacts } from './known-facts.ts'
import { headKey, insiderKey, listKey, type SealedBatch, sealedRepeatKey, segmentOf } from './sealed-facts.ts'

/** After so many entries the state is stored anew: so many are told again at most when it is loaded. */
const entriesPerState = 256

export function judgeSealedEntry(
  entry: SealedEntry,
  bytes: Uint8Array,
  author: Author,
  facts: KnownFacts,
  now: Millis,
): Verdict {
  const { conversation } = entry
  const summary = facts.open.logs.get(conversation)
  const kept = facts.sealed.logs.get(conversation)
  const early = judgeWriter(entry, author, kept?.log, summary)
  if (early !== undefined || kept === undefined) return early ?? unknownConversation
  const repeated = judgeRepeat(entry, bytes, author, kept.log, facts)
  if (repeated !== undefined) return repeated
  const objection = judgePlaces(entry, kept.log, facts.sealed, summary)
  if (objection !== undefined) return objection
  const judged = judgeSealed(kept.log, entry, factsFor(entry, kept.log, facts))
  if (!judged.ok) {
    const { code, reason } = judged.failure
    // What was on its way behind it skips its counter (AP8).
    if (code === 'stale-epoch') author.stalled = (author.stalled ?? new Set()).add(conversation)
    return refusal(code, `the rules of sealed logs refuse it: ${reason}`)
  }
  return accept(entry, bytes, judged.value, kept, facts, now)
}

const unknownConversation = refusal('unknown-conversation', 'no conversation that this user can see')
const comesLater = 'an entry before this one has to be sent again first'

/** To those outside, a conversation does not exist; its first entry is everybody's to write, for the id says whose it is. */
function judgeWriter(
  entry: SealedEntry,
  author: Author,
  log: SealedLog | undefined,
  summary: LogSummary | undefined,
): Refusal | undefined {
  if (entry.device !== author.device) return refusal('forbidden', 'the entry names another device')
  if (summary !== undefined && !summary.sealed) {
    return author.mayWrite(summary.audience)
      ? refusal('malformed', 'a sealed entry in an open conversation')
      : unknownConversation
  }
  const epoch = log?.epoch
  if (epoch === undefined) return entry.kind === 'epoch' ? undefined : unknownConversation
  if (!epoch.members.some(({ user }) => user === author.user)) return unknownConversation
  const writer = epoch.devices.get(entry.device)
  return writer === undefined || writer.user === author.user
    ? undefined
    : refusal('forbidden', 'the device is listed by another user')
}

function judgeRepeat(
  entry: SealedEntry,
  bytes: Uint8Array,
  author: Author,
  log: SealedLog,
  facts: KnownFacts,
): Verdict | undefined {
  const { repeats, newestLists } = facts.sealed
  const next = (log.chains.get(entry.device)?.counter ?? -1) + 1
  if (entry.counter === next) return undefined
  if (entry.counter > next) {
    if (author.stalled?.has(entry.conversation) !== true) {
      return refusal('counter', `the next counter is ${next}, not ${entry.counter}`)
    }
    return refusal(isStale(entry, log, newestLists) ? 'stale-epoch' : 'unavailable', comesLater)
  }
  const before = repeats.get(sealedRepeatKey(entry))
  if (before === undefined || !bytesEqual(namedPart(before.bytes), namedPart(bytes)))
    return refusal('counter', `counter ${entry.counter} was used for another entry`)
  return entry.kind === 'content' ? judgeErasure(entry, bytes, before, log, facts) : repeatOf(before)
}

const repeatOf = (logged: LoggedEntry): Verdict => ({ kind: 'repeat', logged })

/** The same entry, perhaps with what its writer leaves of it. What was given up stays so, whatever comes. */
function judgeErasure(
  entry: SealedContent,
  bytes: Uint8Array,
  before: LoggedEntry,
  { epoch }: SealedLog,
  { sealed: { repeats }, verify }: KnownFacts,
): Verdict {
  if (entry.ciphertext !== undefined) return repeatOf(before)
  const sign = epoch?.devices.get(entry.device)?.sign
  if (sign === undefined) return refusal('not-linked', 'the device is not of the newest epoch')
  if (!isErasedByWriter(entry, sign, verify, sha256))
    return refusal('invalid', 'its writer has not signed that it was given up')
  const stored = decodeSealed(before.bytes)
  if (!stored.ok || stored.value.kind !== 'content' || stored.value.ciphertext === undefined)
    return repeatOf(before)
  const logged = { ...before, bytes }
  repeats.set(sealedRepeatKey(entry), logged)
  return { kind: 'repeat', logged, isErased: true }
}

/** Whether its writer has to read on and seal it anew, whatever else it waits for. */
const isStale = (
  { epochId }: SealedEntry,
  { epoch }: SealedLog,
  newestLists: SealedBatch['newestLists'],
): boolean =>
  epochId !== epoch?.id ||
  epoch.left.length > 0 ||
  epoch.members.some(({ user, version }) => newestLists.get(user) !== version)

/** What the log does not say: that segments follow on each other, and that people are in the workspace. */
function judgePlaces(
  entry: SealedEntry,
  log: SealedLog,
  { insiders }: SealedBatch,
  summary: LogSummary | undefined,
): Refusal | undefined {
  if (entry.kind === 'content') {
    const newest = summary?.newestSegment ?? -1
    return entry.segment === claimSegment || entry.segment <= newest + 1
      ? undefined
      : refusal('invalid', `segment ${entry.segment} would leave a gap after ${newest}`)
  }
  if (entry.kind === 'leave') return undefined
  const { members, workspace } = entry.body
  const before = new Set(log.epoch?.members.map(({ user }) => user))
  const isInside = ({ user }: EpochMember): boolean =>
    before.has(user) || insiders.has(insiderKey(workspace, user))
  return members.every(isInside)
    ? undefined
    : refusal('forbidden', 'somebody who is not in the workspace cannot be in a conversation of it')
}

function factsFor(entry: SealedEntry, log: SealedLog, { sealed, verify }: KnownFacts): SealedFacts {
  const seen = neededHead(log, entry)
  return {
    verify,
    seenHead: seen === undefined ? undefined : sealed.heads.get(headKey(entry.conversation, seen)),
    listOf: (user, version) => sealed.lists.get(listKey(user, version)),
    append: {
      isNewest: (user, version) => sealed.newestLists.get(user) === version,
      isLeafGood: (device, generation) => {
        // The writer's own leaf is in the entry, where the rules look at it.
        if (device === entry.device) return true
        const leaf = sealed.leaves.get(device)
        return leaf?.isGood === true && leaf.generation === generation
      },
    },
  }
}

function accept(
  entry: SealedEntry,
  bytes: Uint8Array,
  log: SealedLog,
  before: { readonly log: SealedLog; readonly saved: number },
  { open, sealed }: KnownFacts,
  now: Millis,
): Verdict {
  const { conversation } = entry
  const { seq, head } = log
  const logged = { seq, head, time: now, bytes }
  const segment = segmentOf(entry)
  const known = open.logs.get(conversation) ?? createdLog(entry, now)
  if (known === undefined) return unknownConversation
  const newestSegment = segment === 'claims' ? known.newestSegment : Math.max(known.newestSegment, segment)
  open.logs.set(conversation, { ...known, seq, head, time: now, newestSegment })
  sealed.repeats.set(sealedRepeatKey(entry), logged)
  const isDue = entry.kind !== 'content' || seq - before.saved >= entriesPerState
  sealed.logs.set(conversation, { log, saved: isDue ? seq : before.saved })
  const change = isDue ? changeOf(entry, log, before.log) : undefined
  return { kind: 'accepted', logged, effect: { kind: 'sealed', segment, change } }
}

function createdLog(entry: SealedEntry, time: Millis): LogSummary | undefined {
  if (entry.kind !== 'epoch') return undefined
  const { conversation, body } = entry
  const { workspace } = body
  return {
    conversation,
    workspace,
    audience: conversation,
    sealed: true,
    archived: false,
    seq: 0,
    head: emptyHead,
    newestSegment: -1,
    time,
  }
}

function changeOf(entry: SealedEntry, log: SealedLog, before: SealedLog): SealedWrite {
  const members = membersOf(log)
  return {
    create: before.epoch === undefined ? creation(entry) : undefined,
    state: encodeSealedLog(log),
    members: sameMembers(members, membersOf(before)) ? undefined : members,
  }
}

/** What all entries of one write change together. */
export function sealedWriteOf(effects: ReadonlyArray<Effect>): SealedWrite | undefined {
  const changes = effects.flatMap((effect) => (effect.kind === 'sealed' ? (effect.change ?? []) : []))
  const last = changes.at(-1)
  return (
    last && {
      create: changes.find(({ create }) => create !== undefined)?.create,
      state: last.state,
      members: changes.findLast(({ members }) => members !== undefined)?.members,
    }
  )
}

const creation = (entry: SealedEntry): SealedWrite['create'] =>
  entry.kind === 'epoch' ? { workspace: entry.body.workspace, type: entry.body.kind } : undefined

const membersOf = ({ epoch }: SealedLog): ReadonlyArray<SealedMember> =>
  epoch === undefined ? [] : stillThere(epoch).map(({ user, role }) => ({ user, role }))

const sameMembers = (left: ReadonlyArray<SealedMember>, right: ReadonlyArray<SealedMember>): boolean =>
  left.length === right.length &&
  left.every(({ user, role }, index) => right[index]?.user === user && right[index].role === role)

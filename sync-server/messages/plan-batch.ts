/**
 * What a batch of the log makes of what was read before: which ops come, change and go, which words are found no more, and
 * which messages look different now. A function of what is stored and of the batch.
 */
import type { Millis } from '../../core/base/clock.ts'
import type { Message } from '../../core/conversation/message.ts'
import type { MessageChange } from '../../core/conversation/message-list.ts'
import { sameMessage } from '../../core/conversation/message-list.ts'
import type { MessageOp } from '../../core/conversation/op.ts'
import type { Entry } from '../../core/conversation/op-set.ts'
import type { ConversationId, UserId } from '../../core/protocol/ids.ts'
import type {
  ChangedOp,
  MessageStore,
  MessageView,
  NewOp,
  ProjectionChange,
  ProjectionState,
  StoredOp,
  TopicKey,
  Unindexed,
} from '../store/message-store.ts'
import type { LogStep } from './log-steps.ts'
import type { OpVault } from './op-vault.ts'
import { type Removal, removalsOf } from './removals.ts'
import { carrierOf, goneMessage, searchedText, viewOf } from './topic-views.ts'
import { entryOf, gatherOps, type WorkOp, type WorkOps } from './work-ops.ts'

/** An op and its bytes. */
export type LoggedOp = Pick<Extract<LogStep, { readonly kind: 'op' }>, 'op' | 'bytes'>

export interface PlanDeps {
  readonly store: Pick<MessageStore, 'topic' | 'namesakes' | 'opsAt'>
  readonly vault: OpVault
  /** The op as the log has it; undefined if it was erased there. */
  readonly fromLog: (op: StoredOp) => Promise<LoggedOp | undefined>
  readonly tokensOf: (text: string) => ReadonlyArray<number>
}

export interface Batch {
  readonly conversation: ConversationId
  readonly steps: ReadonlyArray<LogStep>
  /** To be looked at again. */
  readonly also: ReadonlyArray<TopicKey>
  readonly before: ProjectionState
  readonly after: ProjectionState
  readonly now: Millis
}

export interface Plan {
  readonly change: Omit<ProjectionChange, 'notes'>
  readonly news: ReadonlyArray<MessageChange>
  readonly removals: ReadonlyArray<Removal>
}

export async function planBatch(deps: PlanDeps, batch: Batch): Promise<Plan> {
  const { conversation, steps, also, before, after } = batch
  const ops = await gatherOps(deps.store, conversation, steps, also)
  const ruling: Ruling = {
    before: new Set(before.moderators),
    after: new Set(after.moderators),
    now: batch.now,
  }
  const outcome: Outcome = { states: new Map(), unindexed: [], news: [], removals: [] }
  for (const key of ops.touched()) await planTopic(deps, key, ops, ruling, outcome)
  return {
    change: {
      conversation,
      after: before.seq,
      state: after,
      ...toRows(deps, ops, outcome),
      unindexed: outcome.unindexed,
    },
    news: outcome.news,
    removals: outcome.removals,
  }
}

interface Ruling {
  readonly before: ReadonlySet<UserId>
  readonly after: ReadonlySet<UserId>
  readonly now: Millis
}

/** How an op is to be stored: with the message that stands on it, and whether its words stay. */
interface OpState {
  readonly view: MessageView | undefined
  readonly run: number | undefined
  readonly isStripped: boolean
  /** Its bytes, where the store does not have them. */
  readonly bytes: Uint8Array | undefined
}

interface Outcome {
  readonly states: Map<WorkOp, OpState>
  readonly unindexed: Array<Unindexed>
  readonly news: Array<MessageChange>
  readonly removals: Array<Removal>
}

interface Read extends Entry<MessageOp> {
  readonly work: WorkOp
  readonly bytes: Uint8Array | undefined
}

async function planTopic(
  deps: PlanDeps,
  key: TopicKey,
  ops: WorkOps,
  ruling: Ruling,
  { states, unindexed, news, removals }: Outcome,
): Promise<void> {
  const all = ops.topic(key)
  removals.push(...removalsOf(all, ruling.after))
  const shown = messagesBefore(deps, all, key, ruling.before)
  const read = await readOps(deps, all)
  const counting = read.filter(({ work }) => work.counts && !work.erased)
  const messages = viewOf(counting, key.segment, ruling.after)
  const isGone = (message: Message): boolean => message.redacted || hasExpired(message, ruling.now)
  const gone = new Set(messages.filter(isGone).map(({ author }) => author))
  const areAllGone = messages.every(isGone)
  for (const work of all) states.set(work, { ...unseen, isStripped: true })
  for (const { work, op, bytes } of read) {
    const isStripped = hasWords(op) && (gone.has(work.by) || (areAllGone && work.kind === 'mask'))
    states.set(work, { ...unseen, isStripped, bytes })
  }
  const left = new Set(shown)
  for (const message of messages) {
    const carrier = carrierOf(counting, message)?.work
    if (carrier === undefined) continue
    const old = shown.find(({ author }) => author === message.author)
    if (old !== undefined) left.delete(old)
    const view = viewFor(message, ruling.now)
    const now = view.state === 'said' ? message : goneMessage(carrier, view)
    const keeps =
      old !== undefined && old.carrier === carrier.stored && searchedText(old.message) === searchedText(now)
    const run = view.state !== 'said' ? undefined : keeps ? carrier.stored?.run : 0
    states.set(carrier, { ...(states.get(carrier) ?? unseen), view, run })
    if (!keeps) forgetWords(deps, old, unindexed)
    if (old === undefined || !sameMessage(old.message, now)) {
      news.push({ ...(old && { before: old.message }), after: now })
    }
  }
  for (const old of left) {
    forgetWords(deps, old, unindexed)
    news.push({ before: old.message })
  }
}

/** A post, edit or mask says something; of what was taken back nothing is kept of it. */
const hasWords = ({ kind }: Pick<MessageOp, 'kind'>): boolean =>
  kind === 'post' || kind === 'edit' || kind === 'mask'

const unseen: OpState = { view: undefined, run: undefined, isStripped: false, bytes: undefined }

const hasExpired = ({ expiresAt }: Message, now: Millis): boolean =>
  expiresAt !== undefined && expiresAt <= now

interface Shown {
  readonly author: UserId
  readonly message: Message
  readonly carrier: StoredOp
}

function messagesBefore(
  { vault }: PlanDeps,
  all: ReadonlyArray<WorkOp>,
  { segment }: TopicKey,
  moderators: ReadonlySet<UserId>,
): ReadonlyArray<Shown> {
  const stored = all.flatMap((each) => each.stored ?? [])
  if (stored.length === 0) return []
  const entries = stored.flatMap((each) =>
    each.counts && each.body !== undefined ? [entryOf(each, vault.open(each, each.body))] : [],
  )
  const messages = viewOf(entries, segment, moderators)
  return stored.flatMap((carrier): ReadonlyArray<Shown> => {
    const { view, by: author } = carrier
    if (view === undefined) return []
    const said = messages.find((message) => message.author === author)
    const message = view.state === 'said' ? said : goneMessage(carrier, view)
    return message === undefined ? [] : [{ author, message, carrier }]
  })
}

async function readOps(
  { vault, fromLog }: PlanDeps,
  all: ReadonlyArray<WorkOp>,
): Promise<ReadonlyArray<Read>> {
  const read: Array<Read> = []
  const take = (work: WorkOp, op: MessageOp, bytes: Uint8Array | undefined): void =>
    void read.push({ ...entryOf(work, op), work, bytes })
  for (const work of all) {
    const { fresh, stored } = work
    if (fresh !== undefined) take(work, fresh.op, fresh.bytes)
    else if (stored?.body !== undefined) take(work, vault.open(work, stored.body), undefined)
    else if (stored !== undefined && !work.erased) {
      const logged = await fromLog(stored)
      if (logged !== undefined) take(work, logged.op, logged.bytes)
    }
  }
  return read
}

function viewFor(message: Message, now: Millis): MessageView {
  const { thread, alsoInChannel, replyTo, expiresAt, pinned, mentions = [], redacted } = message
  const state = redacted ? 'taken-back' : hasExpired(message, now) ? 'expired' : 'said'
  return {
    state,
    replyTo,
    thread,
    inChannel: thread === undefined || alsoInChannel === true,
    pinned: state === 'said' && pinned !== undefined,
    expiresAt: redacted ? undefined : expiresAt,
    mentions: state === 'said' ? mentions : [],
  }
}

function forgetWords({ tokensOf }: PlanDeps, old: Shown | undefined, unindexed: Array<Unindexed>): void {
  if (old === undefined) return
  const { row, run } = old.carrier
  if (run !== undefined && run > 0) unindexed.push({ row, run, tokens: tokensOf(searchedText(old.message)) })
}

function toRows(
  { vault }: PlanDeps,
  ops: WorkOps,
  { states }: Outcome,
): Pick<ProjectionChange, 'added' | 'changed' | 'removed'> {
  const added: Array<NewOp> = []
  const changed: Array<ChangedOp> = []
  const removed: Array<number> = []
  for (const work of ops.all()) {
    const { stored, counts, erased } = work
    if (erased) {
      if (stored !== undefined) removed.push(stored.row)
      continue
    }
    const state = states.get(work)
    if (state === undefined) continue // only looked at, to see which op counts
    const body = bodyOf(vault, work, state)
    if (stored === undefined) added.push({ ...bare(work), counts, body, view: state.view })
    else if (
      state.view !== undefined ||
      stored.view !== undefined ||
      counts !== stored.counts ||
      body !== stored.body
    ) {
      changed.push({ row: stored.row, counts, body, view: state.view, run: state.run })
    }
  }
  return { added, changed, removed }
}

const bare = ({ segment, client, clock, seq, topic, id, by, kind, shownAt, clamped }: WorkOp) =>
  ({ segment, client, clock, seq, topic, id, by, kind, shownAt, clamped }) as const

function bodyOf(vault: OpVault, work: WorkOp, { isStripped, bytes }: OpState): Uint8Array | undefined {
  if (isStripped) return undefined
  return bytes === undefined ? work.stored?.body : vault.seal(work, bytes)
}

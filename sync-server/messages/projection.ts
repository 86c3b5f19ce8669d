/**
 * Keeps what can be asked about messages up to date with the logs: read when somebody asks, and in the background. Never in
 * the way of an append; a crash anywhere costs nothing, for how far it is is stored with what it read.
 */
import type { Clock } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { MessageChange } from '../../core/conversation/message-list.ts'
import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import { createLru } from '../relay/lru.ts'
import { createLines } from '../rooms/lines.ts'
import type { ProjectionState, StoredOp } from '../store/message-store.ts'
import type { Store } from '../store/store.ts'
import { stepsOf } from './log-steps.ts'
import { createOpVault } from './op-vault.ts'
import { planBatch } from './plan-batch.ts'
import { notesOf } from './removals.ts'
import { indexWords, type Pause } from './index-words.ts'
import type { ReadLog } from './read-log.ts'
import { createTokens, type Tokens } from './tokens.ts'

export interface ProjectionDeps {
  readonly store: Pick<Store, 'logs' | 'messages' | 'atRest' | 'identity'>
  readonly clock: Pick<Clock, 'now'>
  /** Runs after the input that is ready now has been read. */
  readonly soon: (run: () => void) => void
  /** Words were taken off the disk: what is left of them in a journal of the store is to go too (ER3). */
  readonly onForgotten: () => void
  /** What a batch has changed, in the order of the log. */
  readonly onNews: (conversation: ConversationId, news: ReadonlyArray<MessageChange>) => void
}

export type NotRead = { readonly kind: 'not-found' } | { readonly kind: 'sealed' }

export interface Projection {
  /** Reads what the log has gained. Others have their turn between the batches. */
  readonly read: (conversation: ConversationId) => Promise<Result<ReadLog, NotRead>>
  /** Puts words that wait into the index, if that is worth it. With `pause` between the batches, if nobody waits for it. */
  readonly index: (conversation: ConversationId, pause?: Pause) => Promise<void>
}

/** Entries that are read before others have their turn: some 6 ms. Of an import, one entry is what hundreds of messages are. */
const batchBytes = 16_384
const maxBatchEntries = 40
const maxExpiringAtOnce = 200
const keptWorkspaces = 100

export function createProjection(deps: ProjectionDeps): Projection {
  const { store, soon } = deps
  const { atRest } = store
  const lines = createLines()
  const tokens = createLru<WorkspaceId, Tokens>(keptWorkspaces)
  const tokensOf = (workspace: WorkspaceId): Tokens => {
    const made = tokens.get(workspace) ?? createTokens(atRest.tokenKey(workspace))
    tokens.set(workspace, made)
    return made
  }
  const othersFirst: Pause = () => new Promise((resolve) => soon(resolve))
  const catchUp = async (
    conversation: ConversationId,
    pause = othersFirst,
  ): Promise<Result<ReadLog, NotRead>> => {
    for (;;) {
      const log = await store.logs.log(conversation)
      if (log === undefined) return fail({ kind: 'not-found' })
      if (log.sealed) return fail({ kind: 'sealed' })
      const { workspace } = log
      const place = { conversation, workspace }
      const known = { ...place, vault: createOpVault(atRest, place), tokens: tokensOf(workspace) }
      const state = await store.messages.projection(conversation)
      if (await readBatch(deps, known, state, log.seq)) return ok({ ...known, ...state })
      await pause()
    }
  }
  return {
    read: (conversation) => lines(conversation, () => catchUp(conversation)),
    index: (conversation, pause = othersFirst) =>
      lines(conversation, async () => {
        const read = await catchUp(conversation, pause)
        if (read.ok) await indexWords(store.messages, read.value, pause)
      }),
  }
}

/** True if there was nothing to read. */
async function readBatch(
  deps: ProjectionDeps,
  log: Omit<ReadLog, keyof ProjectionState>,
  before: ProjectionState,
  upTo: number,
): Promise<boolean> {
  const { conversation, vault, tokens } = log
  const { store, clock, onForgotten, onNews } = deps
  const { messages, logs, identity } = store
  const range = { segment: undefined, after: before.seq, upTo }
  const bounds = { maxBytes: batchBytes, maxEntries: maxBatchEntries }
  const entries = before.seq < upTo ? await logs.entries(conversation, range, bounds) : []
  const moderators = await messages.moderators(conversation)
  const turned = differing(moderators, before.moderators)
  const expiring = await messages.expiring(conversation, clock.now(), maxExpiringAtOnce)
  if (entries.length === 0 && turned.length === 0 && expiring.length === 0) return true
  const judged = await messages.judgedBy(conversation, turned)
  const after = { seq: entries.at(-1)?.seq ?? before.seq, moderators }
  const { change, news, removals } = await planBatch(
    { store: messages, vault, tokensOf: tokens.of, fromLog: (op) => readFromLog(deps, conversation, op) },
    {
      conversation,
      steps: entries.flatMap(stepsOf),
      also: [...expiring, ...judged],
      before,
      after,
      now: clock.now(),
    },
  )
  // Doors write their own lines.
  const own = removals.filter(({ device }) => device !== identity.gatewayDevice)
  const notes = notesOf(log, own, clock.now())
  const advanced = await messages.advance({ ...change, notes })
  if (!advanced.ok) return false // somebody else was faster: look again
  const { removed, unindexed, changed } = change
  if (removed.length + unindexed.length > 0 || changed.some(({ body }) => body === undefined)) onForgotten()
  if (news.length > 0) onNews(conversation, news)
  return false
}

const differing = <Item>(left: ReadonlyArray<Item>, right: ReadonlyArray<Item>): ReadonlyArray<Item> => [
  ...left.filter((each) => !right.includes(each)),
  ...right.filter((each) => !left.includes(each)),
]

async function readFromLog(
  { store }: ProjectionDeps,
  conversation: ConversationId,
  { seq, segment, client, clock }: StoredOp,
): ReturnType<Parameters<typeof planBatch>[0]['fromLog']> {
  const range = { segment: undefined, after: seq - 1, upTo: seq }
  const [entry] = await store.logs.entries(conversation, range, { maxBytes: 1 })
  const steps = entry === undefined ? [] : stepsOf(entry)
  return steps.find(
    (step): step is Extract<typeof step, { kind: 'op' }> =>
      step.kind === 'op' &&
      step.place.segment === segment &&
      step.place.client === client &&
      step.place.clock === clock,
  )
}

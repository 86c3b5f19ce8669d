/**
 * Judges what stands in the logs, a moment after it was written. The app and stock clients write entries that follow on one
 * another, so that the relay takes one that breaks a rule and takes it back, instead of refusing it and with it all that
 * waits behind it. How far it is is stored: a crash leaves nothing unjudged.
 */
import { type Clock, type Millis } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import { decodeEntry } from '../../core/protocol/entry.ts'
import type { LoggedEntry } from '../../core/protocol/frame.ts'
import {
  type ConversationId,
  randomId,
  reportId,
  type UserId,
  type WorkspaceId,
} from '../../core/protocol/ids.ts'
import type { Audit } from '../audit/audit.ts'
import { type Chore, createChore } from '../chore.ts'
import type { Logger } from '../logger.ts'
import { stepsOf } from '../messages/log-steps.ts'
import type { Store } from '../store/store.ts'
import type { Enforced, Enforcer, Target } from './enforce.ts'
import { maskRanges, reasonOf } from './judge.ts'
import type { BookRules, RuleBook } from './rule-book.ts'
import { type Finding, masked } from './rules.ts'

export interface WatchDeps {
  readonly store: Pick<Store, 'logs' | 'moderation' | 'conversations' | 'identity'>
  readonly ruleBook: Pick<RuleBook, 'of'>
  readonly enforcer: Enforcer
  readonly audit: Audit
  readonly clock: Clock
  readonly random: Random
  readonly log: Logger
}

/** What comes in together is judged together. */
const gatherMs = 200
const retryMs = 5_000
const conversationsAtOnce = 100
const bounds = { maxBytes: 65_536, maxEntries: 200 }
/** What the gateway writes of long ago is history that an import brings. */
const historyMs = 5 * 60_000

/** Begins with what was written before it was started. To be asked at each commit. */
export const createWatch = (deps: WatchDeps): Chore =>
  createChore({
    clock: deps.clock,
    log: deps.log,
    trouble: 'nothing can be judged: the store is in trouble',
    soonMs: gatherMs,
    retryMs,
    run: async (isStopped) => {
      const unjudged = await deps.store.moderation.unjudged(conversationsAtOnce)
      let next = unjudged.length > 0 ? gatherMs : undefined
      for (const each of unjudged) {
        if (isStopped()) break
        if (!(await judgeLog(deps, each))) next = retryMs
      }
      return next
    },
  })

interface Unjudged {
  readonly conversation: ConversationId
  readonly after: number
  readonly upTo: number
}

/** False if something of it has to be tried again. */
async function judgeLog(deps: WatchDeps, { conversation, after, upTo }: Unjudged): Promise<boolean> {
  const { logs, moderation, conversations } = deps.store
  const workspace = await conversations.workspaceOf(conversation)
  const rules = workspace && (await deps.ruleBook.of(workspace))
  const entries =
    rules === undefined ? [] : await logs.entries(conversation, { segment: undefined, after, upTo }, bounds)
  if (workspace !== undefined && rules !== undefined) {
    for (const entry of entries) {
      if (!(await judgeEntry(deps, { conversation, workspace, rules }, entry))) return false
      await moderation.setJudged(conversation, entry.seq)
    }
  }
  if (entries.length === 0) await moderation.setJudged(conversation, upTo)
  return true
}

interface Place {
  readonly conversation: ConversationId
  readonly workspace: WorkspaceId
  readonly rules: BookRules
}

async function judgeEntry(deps: WatchDeps, place: Place, entry: LoggedEntry): Promise<boolean> {
  const head = decodeEntry(entry.bytes)
  if (!head.ok) return true
  const isGateway = head.value.device === deps.store.identity.gatewayDevice
  for (const step of stepsOf(entry)) {
    if (step.kind !== 'op' || (step.op.kind !== 'post' && step.op.kind !== 'edit')) continue
    const { op } = step
    if (isGateway && op.at.time < entry.time - historyMs) continue
    const attachments = op.kind === 'post' ? (op.attachments ?? []) : []
    const found = place.rules.find({ text: op.text, attachments })
    // What came through the gateway was judged at the door, but for what is only flagged.
    const findings = isGateway ? found.filter(({ action }) => action === 'flag') : found
    const message = op.kind === 'post' ? op.id : op.target
    const said = { conversation: place.conversation, message, author: op.by, text: op.text, at: entry.time }
    if (!(await act(deps, place, said, findings))) return false
  }
  return true
}

interface SaidThere extends Target {
  readonly author: UserId
  readonly text: string
  readonly at: Millis
}

async function act(
  deps: WatchDeps,
  { workspace, rules }: Place,
  said: SaidThere,
  findings: ReadonlyArray<Finding>,
): Promise<boolean> {
  const finding = (['refuse', 'mask', 'flag'] as const)
    .map((wanted) => findings.find(({ action }) => action === wanted))
    .find((each) => each !== undefined)
  if (finding === undefined) return true
  const done = await enforce(deps, rules, said, finding, findings)
  if (done.kind === 'unavailable') return false
  if (finding.action === 'flag' || done.kind === 'forbidden') await flag(deps, workspace, said)
  const { conversation, message, author } = said
  await deps.audit.record(workspace, {
    action: 'enforceRules',
    user: undefined,
    device: undefined,
    from: 'rules',
    outcome: done.kind,
    target: { conversation, message, author },
    details: {
      rule: finding.rule,
      action: finding.action,
      ...(done.kind === 'done' && done.as !== undefined && { as: done.as }),
    },
  })
  return true
}

async function enforce(
  { enforcer }: WatchDeps,
  { reason, changedBy }: BookRules,
  said: SaidThere,
  finding: Finding,
  findings: ReadonlyArray<Finding>,
): Promise<Enforced> {
  switch (finding.action) {
    case 'refuse':
      return enforcer.remove(changedBy, said, reasonOf(finding, reason))
    case 'mask':
      return enforcer.mask(changedBy, said, masked(said.text, maskRanges(findings)))
    case 'flag':
      return { kind: 'done', as: undefined }
  }
}

async function flag(
  { store, clock, random }: WatchDeps,
  workspace: WorkspaceId,
  said: SaidThere,
): Promise<void> {
  const { conversation, message, author, text } = said
  await store.moderation.addReport({
    id: randomId(reportId, random),
    workspace,
    about: { conversation, message },
    person: author,
    reporter: undefined,
    reason: 'rules',
    note: '',
    text,
    created: clock.now(),
  })
}

/** How a change by this person becomes durable, then visible. Rules CR40 to CR46 in SPEC.md. */
import { fail, ok, type Result } from '../base/result.ts'
import type { LocalChange, WriteFailure } from '../conversation/conversation-contract.ts'
import type { OpDraft } from '../conversation/draft.ts'
import { newClientId } from '../conversation/sub-log.ts'
import { encodeEntry } from '../protocol/entry.ts'
import type { AttachmentId, OpId } from '../protocol/ids.ts'
import type { StoreFailure } from '../storage/local-store.ts'
import type { OutboxFailure, PendingEntry } from '../storage/outbox.ts'
import { noteAbout } from './replica-about.ts'
import {
  drop,
  hold,
  newestHeld,
  noteOwnSegment,
  patch,
  prepare,
  type ReplicaCore,
  save,
} from './replica-core.ts'
import { ownFilesOf } from './replica-files.ts'
import { ensureLoaded } from './replica-load.ts'
import { noteNews } from './replica-marks.ts'
import { publish } from './replica-view.ts'

export type ChangeFailure =
  | Exclude<WriteFailure, { readonly kind: 'segment-not-loaded' }>
  /** The newest messages are not on this device. */
  | { readonly kind: 'not-ready' }
  /** Nothing was written. */
  | { readonly kind: 'outbox'; readonly failure: OutboxFailure }
  | { readonly kind: 'store'; readonly failure: StoreFailure }

type Outcome = Result<OpId, ChangeFailure>
export type Write = (draft: OpDraft, id?: OpId) => Promise<Outcome>

interface Waiting {
  readonly draft: OpDraft
  readonly id: OpId | undefined
  readonly settle: (outcome: Outcome) => void
  /** For a bug alone. */
  readonly giveUp: (error: unknown) => void
}

/** Changes that share one write of the journal at most: few enough to be in one frame of the bridge. */
export const maxTogether = 64

/**
 * Takes changes one after the other. Those that come while the journal is busy with earlier ones are written together: the
 * tenth of a burst waits for two syncs of the disk and not for ten.
 */
export function createWriter(core: ReplicaCore): Write {
  let waiting: Array<Waiting> = []
  const writeNext = async (): Promise<void> => {
    const together = waiting.slice(0, maxTogether)
    waiting = waiting.slice(maxTogether)
    if (together.length === 0) return // an earlier turn took them along
    try {
      await writeChanges(core, together)
    } catch (error) {
      for (const { giveUp } of together) giveUp(error)
    }
  }
  return (draft, id) =>
    new Promise((resolve, reject) => {
      waiting.push({ draft, id, settle: resolve, giveUp: reject })
      void core.queue.run(writeNext)
    })
}

/**
 * Journal first, store second, screen last. Once the journal has them the changes count as written, even if the store is
 * full: they are merged again from the journal when the segment is next loaded.
 */
async function writeChanges(core: ReplicaCore, together: ReadonlyArray<Waiting>): Promise<void> {
  const failure = await makeAllReady(core, together)
  if (failure !== undefined) return settleAll(together, failure)
  core.isWriting = true // whatever is published now shows the messages as they were
  const outcomes = new Map<Waiting, Outcome>()
  try {
    await makeDurable(core, together, outcomes)
  } finally {
    core.isWriting = false
    publish(core)
  }
  for (const each of together) each.settle(outcomes.get(each) ?? fail({ kind: 'not-ready' }))
}

const settleAll = (together: ReadonlyArray<Waiting>, failure: ChangeFailure): void => {
  for (const { settle } of together) settle(fail(failure))
}

const isWritten = ({ conversation, deps }: ReplicaCore, id: OpId): boolean =>
  conversation.messages.read().some((message) => message.id === id && message.author === deps.user)

/** A setting needs the first segment, all else the newest. */
async function makeAllReady(
  core: ReplicaCore,
  together: ReadonlyArray<Waiting>,
): Promise<ChangeFailure | undefined> {
  const settings = together.filter(({ draft }) => draft.kind === 'setting').length
  const failure = settings > 0 ? await makeFirstReady(core) : undefined
  return failure !== undefined || settings === together.length ? failure : makeReady(core)
}

async function makeFirstReady(core: ReplicaCore): Promise<ChangeFailure | undefined> {
  await prepare(core)
  return core.record.held.has(0) ? ensureReady(core, 0) : { kind: 'not-ready' }
}

async function makeReady(core: ReplicaCore): Promise<ChangeFailure | undefined> {
  await prepare(core)
  const newest = core.preview === undefined ? newestHeld(core) : beginUnseen(core)
  if (newest === undefined) return { kind: 'not-ready' }
  return ensureReady(core, newest)
}

async function ensureReady(core: ReplicaCore, segment: number): Promise<ChangeFailure | undefined> {
  const loaded = await ensureLoaded(core, segment)
  if (loaded.ok) return undefined
  return loaded.failure.kind === 'damaged'
    ? { kind: 'not-ready' }
    : { kind: 'store', failure: loaded.failure }
}

/**
 * A segment of which only the screen is here can be written to: under a clientID that nobody has used, for how far this
 * device wrote there before is not known. It is held up to nothing, and fetched whole like any other such segment.
 */
function beginUnseen(core: ReplicaCore): number {
  const segment = core.record.newestSegment
  if (core.record.held.has(segment)) return segment
  hold(core, segment, 0)
  patch(core, { client: undefined })
  core.shelf.loadEmpty(segment)
  return segment
}

/** One write of the journal for all that can be written at all. If it fails, none of them has happened. */
async function makeDurable(
  core: ReplicaCore,
  together: ReadonlyArray<Waiting>,
  outcomes: Map<Waiting, Outcome>,
): Promise<void> {
  const { deps, shelf } = core
  const client = core.record.client ?? newClientId(deps.random)
  const unstored = shelf.unstored()
  const changes: Array<LocalChange> = []
  const targets = together.flatMap(({ draft }) => (draft.kind === 'redact' ? [draft.target] : []))
  const files = ownFilesOf(core, new Set(targets))
  core.conversation.batch(() => {
    for (const each of together) {
      if (each.id !== undefined && isWritten(core, each.id)) {
        outcomes.set(each, ok(each.id)) // a window that took over asks once more
        continue
      }
      const written = core.conversation.write(client, each.draft, each.id)
      outcomes.set(each, written.ok ? ok(written.value.op.id) : fail(toFailure(core, written.failure)))
      if (written.ok) changes.push(written.value)
    }
  })
  if (changes.length === 0) return
  const taken = changes.flatMap(({ op }) => (op.kind === 'redact' ? (files.get(op.target) ?? []) : []))
  const kept = await keep(core, client, changes, unstored, taken)
  if (kept.ok) return
  for (const [each, outcome] of outcomes)
    if (outcome.ok) outcomes.set(each, fail({ kind: 'outbox', failure: kept.failure }))
}

/** Changes that are in the document, and were not when `unstored` was all that the store lacked. If the journal does not take them they are so no more. */
export async function keep(
  core: ReplicaCore,
  client: number,
  changes: ReadonlyArray<LocalChange>,
  unstored: ReadonlyMap<number, Uint8Array>,
  filesTaken: ReadonlyArray<AttachmentId> = [],
): Promise<Result<void, OutboxFailure>> {
  const { deps, shelf } = core
  const appended = await deps.outbox.append(toEntries(core, client, changes))
  const segments = new Set(changes.map(({ segment }) => segment))
  if (!appended.ok) {
    for (const segment of segments) {
      const restored = await shelf.restore(segment, unstored)
      if (!restored.ok) drop(core, segment)
    }
    return appended
  }
  for (const { segment, update } of changes) {
    shelf.changed(segment, update)
    noteAbout(core, update)
    noteNews(core, update)
  }
  if (core.claims.add({ client, device: deps.device, user: deps.user, gateway: false }))
    core.claimsChanged = true
  patch(core, { client, nextCounter: deps.outbox.nextCounter(deps.id) })
  for (const segment of segments) noteOwnSegment(core, segment)
  if (filesTaken.length > 0) deps.filesUnused(filesTaken)
  await save(core, { durable: true })
  return appended
}

/** What stands on a screen that is not backed by its segment cannot be changed yet. */
const toFailure = ({ preview }: ReplicaCore, failure: WriteFailure): ChangeFailure =>
  failure.kind === 'segment-not-loaded' || (failure.kind === 'unknown-message' && preview !== undefined)
    ? { kind: 'not-ready' }
    : failure

/** The entries of the changes, behind a claim if nothing was written under this clientID yet. */
function toEntries(
  { deps, record }: ReplicaCore,
  client: number,
  changes: ReadonlyArray<LocalChange>,
): ReadonlyArray<PendingEntry> {
  const { id: conversation, device, user, outbox } = deps
  const head = { conversation, device, user }
  const counter = outbox.nextCounter(conversation)
  const claim = encodeEntry({ kind: 'claim', ...head, segment: 0, counter, client, gateway: false })
  const claims = record.client === undefined ? [{ conversation, counter, bytes: claim }] : []
  const contents = changes.map(({ segment, update }, index) => {
    const at = counter + claims.length + index
    const bytes = encodeEntry({ kind: 'content', ...head, segment, counter: at, update })
    return { conversation, counter: at, bytes }
  })
  return [...claims, ...contents]
}

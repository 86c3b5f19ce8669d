/** How a change by this person becomes durable, then visible. Rules CR40 to CR46 in SPEC.md. */
import { fail, ok, type Result } from '../base/result.ts'
import type { LocalChange, WriteFailure } from '../conversation/conversation.ts'
import type { OpDraft } from '../conversation/draft.ts'
import { newClientId } from '../conversation/sub-log.ts'
import { encodeEntry } from '../protocol/entry.ts'
import type { OpId } from '../protocol/ids.ts'
import type { StoreFailure } from '../storage/local-store.ts'
import type { OutboxFailure, PendingEntry } from '../storage/outbox.ts'
import {
  drop,
  ensureLoaded,
  newestHeld,
  noteOwnSegment,
  patch,
  prepare,
  publish,
  type ReplicaCore,
  save,
} from './replica-core.ts'

export type ChangeFailure =
  | Exclude<WriteFailure, { readonly kind: 'segment-not-loaded' }>
  /** The newest messages are not on this device. */
  | { readonly kind: 'not-ready' }
  /** Nothing was written. */
  | { readonly kind: 'outbox'; readonly failure: OutboxFailure }
  | { readonly kind: 'store'; readonly failure: StoreFailure }

/**
 * Journal first, store second, screen last. Once the journal has it the change counts as written, even if the store is
 * full: it is merged again from the journal when the segment is next loaded.
 */
export async function writeChange(
  core: ReplicaCore,
  draft: OpDraft,
  id: OpId | undefined,
): Promise<Result<OpId, ChangeFailure>> {
  await prepare(core)
  const newest = newestHeld(core)
  if (newest === undefined) return fail({ kind: 'not-ready' })
  const loaded = await ensureLoaded(core, newest)
  if (!loaded.ok) {
    return fail(
      loaded.failure.kind === 'damaged' ? { kind: 'not-ready' } : { kind: 'store', failure: loaded.failure },
    )
  }
  if (id !== undefined && isWritten(core, id)) return ok(id)
  core.isWriting = true // whatever is published now shows the messages as they were
  try {
    return await makeDurable(core, draft, id)
  } finally {
    core.isWriting = false
    publish(core)
  }
}

const isWritten = ({ conversation, deps }: ReplicaCore, id: OpId): boolean =>
  conversation.messages.read().some((message) => message.id === id && message.author === deps.user)

async function makeDurable(
  core: ReplicaCore,
  draft: OpDraft,
  id: OpId | undefined,
): Promise<Result<OpId, ChangeFailure>> {
  const { deps, shelf } = core
  const client = core.record.client ?? newClientId(deps.random)
  const unstored = shelf.unstored()
  const written = core.conversation.write(client, draft, id)
  if (!written.ok) {
    const { failure } = written
    return fail(failure.kind === 'segment-not-loaded' ? { kind: 'not-ready' } : failure)
  }
  const { segment, update, op } = written.value
  const entries = toEntries(core, client, written.value)
  const appended = await deps.outbox.append(entries)
  if (!appended.ok) {
    const restored = await shelf.restore(segment, unstored)
    if (!restored.ok) drop(core, segment)
    return fail({ kind: 'outbox', failure: appended.failure })
  }
  shelf.changed(segment, update)
  if (core.claims.add({ client, device: deps.device, user: deps.user, gateway: false }))
    core.claimsChanged = true
  patch(core, { client, nextCounter: deps.outbox.nextCounter(deps.id) })
  noteOwnSegment(core, segment)
  await save(core, { durable: true })
  return ok(op.id)
}

/** The entry of a change, behind a claim if nothing was written under this clientID yet. */
function toEntries(
  { deps, record }: ReplicaCore,
  client: number,
  { segment, update }: LocalChange,
): ReadonlyArray<PendingEntry> {
  const { id: conversation, device, user, outbox } = deps
  const head = { conversation, device, user }
  const counter = outbox.nextCounter(conversation)
  const content = (at: number): PendingEntry => ({
    conversation,
    counter: at,
    bytes: encodeEntry({ kind: 'content', ...head, segment, counter: at, update }),
  })
  if (record.client !== undefined) return [content(counter)]
  const claim = encodeEntry({ kind: 'claim', ...head, segment: 0, counter, client, gateway: false })
  return [{ conversation, counter, bytes: claim }, content(counter + 1)]
}

/** How a person gives up what the relay does not have: what it refused for good, and what never left. Rules CR56 and CR94 in SPEC.md. */
import { fail, ok, type Result } from '../base/result.ts'
import { eraseOps } from '../conversation/erased-update.ts'
import type { OpDraft } from '../conversation/draft.ts'
import { encodeEntry } from '../protocol/entry.ts'
import type { OpId } from '../protocol/ids.ts'
import type { OutboxFailure } from '../storage/outbox.ts'
import type { QueuedEntry } from './outbox-lane.ts'
import { prepare, type ReplicaCore, save } from './replica-core.ts'
import { ownFilesOf } from './replica-files.ts'
import { ensureLoaded, eraseAsIn } from './replica-load.ts'
import { publish } from './replica-view.ts'
import type { ChangeFailure, Write } from './replica-write.ts'

export async function discardRefused(core: ReplicaCore, op?: OpId): Promise<Result<void, OutboxFailure>> {
  await prepare(core)
  const refused = core.deps.outbox.refused(core.deps.id, op)
  return refused === undefined ? ok(undefined) : giveUp(core, [refused, ...writtenAnew(core, refused)])
}

/** The same messages with more time (EX5): they wait behind, and would bring back what is given up. */
const writtenAnew = ({ deps }: ReplicaCore, { counter, posts }: QueuedEntry): ReadonlyArray<QueuedEntry> =>
  deps.outbox
    .pending(deps.id)
    .filter((entry) => entry.counter > counter && entry.posts.some((post) => posts.includes(post)))

/**
 * Deletes a message. One that has never left is given up, with all that this person has said of it: nobody saw it, and nothing is to
 * mark its place. Where they have answered it in a thread, a tombstone stays: what hangs on it goes up.
 */
export async function deleteMessage(core: ReplicaCore, write: Write, draft: Redaction): ReturnType<Write> {
  const { id, outbox } = core.deps
  outbox.withhold(id, true) // what is unsent when it is looked at is so still when its words go
  try {
    return await deleteHeld(core, write, draft)
  } finally {
    outbox.withhold(id, false)
  }
}

async function deleteHeld(core: ReplicaCore, write: Write, draft: Redaction): ReturnType<Write> {
  const { target } = draft
  const takenBack = await core.queue.run(() => takeBack(core, target))
  if (takenBack !== 'sent' && takenBack !== 'answered') return takenBack.ok ? ok(target) : takenBack
  const written = await write(draft)
  if (!written.ok || takenBack === 'sent') return written
  const given = await core.queue.run(() => giveUp(core, saidIn(core, target)))
  return given.ok ? written : fail({ kind: 'outbox', failure: given.failure })
}

type Redaction = Extract<OpDraft, { readonly kind: 'redact' }>
type TakenBack = 'sent' | 'answered' | Result<void, Extract<ChangeFailure, { readonly kind: 'outbox' }>>

async function takeBack(core: ReplicaCore, message: OpId): Promise<TakenBack> {
  const { conversation, deps, record } = core
  await prepare(core)
  for (const { content } of deps.outbox.unsent(deps.id, message))
    if (content && record.held.has(content.segment)) await ensureLoaded(core, content.segment)
  const unsent = deps.outbox.unsent(deps.id, message) // loading took time
  const messages = conversation.messages.read()
  const isThere = messages.some(
    ({ id, author, redacted }) => id === message && author === deps.user && !redacted,
  )
  if (unsent.length === 0 || !isThere) return 'sent'
  if (messages.some(({ thread, redacted }) => thread === message && !redacted)) return 'answered'
  const given = await giveUp(core, unsent)
  return given.ok ? given : fail({ kind: 'outbox', failure: given.failure })
}

/** What is unsent of a message but its deletion. */
const saidIn = ({ deps }: ReplicaCore, message: OpId): ReadonlyArray<QueuedEntry> =>
  deps.outbox.unsent(deps.id, message).filter(({ does }) => does !== 'redact')

/**
 * Entries with nothing in them take the place of these, under their counters and at their clocks: those behind name both.
 * Journal first; what goes down between that and the store is erased when the segment is next loaded.
 */
async function giveUp(
  core: ReplicaCore,
  given: ReadonlyArray<QueuedEntry>,
): Promise<Result<void, OutboxFailure>> {
  const { id: conversation, device, user, outbox } = core.deps
  const erased = given.flatMap(({ counter, content }) => {
    const update = content && eraseOps(content.update)
    return update === undefined ? [] : [{ counter, segment: content?.segment ?? 0, update }]
  })
  if (erased.length === 0) return ok(undefined)
  const head = { kind: 'content', conversation, device, user } as const
  const files = [...ownFilesOf(core, new Set(given.flatMap(({ posts }) => posts))).values()].flat()
  const replaced = await outbox.rewrite(
    conversation,
    new Map(erased.map((entry) => [entry.counter, encodeEntry({ ...head, ...entry })])),
  )
  if (!replaced.ok) return replaced
  if (files.length > 0) core.deps.filesUnused(files)
  for (const { segment, update } of erased)
    if (core.record.held.has(segment) && (await ensureLoaded(core, segment)).ok)
      eraseAsIn(core, segment, update)
  publish(core)
  await save(core, { durable: true })
  return ok(undefined)
}

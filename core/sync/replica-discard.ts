/** How a person gives up what the relay refused for good. Rule CR56 in SPEC.md. */
import { eraseOps } from '../conversation/erased-update.ts'
import { ok, type Result } from '../base/result.ts'
import { encodeEntry } from '../protocol/entry.ts'
import type { OpId } from '../protocol/ids.ts'
import type { OutboxFailure } from '../storage/outbox.ts'
import { prepare, type ReplicaCore, save } from './replica-core.ts'
import { ownFilesOf } from './replica-files.ts'
import { ensureLoaded, eraseAsIn } from './replica-load.ts'
import { publish } from './replica-view.ts'

/**
 * An entry with nothing in it takes the place of the refused one, under its counter and at its clocks: those behind it name
 * both. Journal first; what goes down between that and the store is erased when the segment is next loaded.
 */
export async function discardRefused(core: ReplicaCore, op?: OpId): Promise<Result<void, OutboxFailure>> {
  await prepare(core)
  const { id: conversation, device, user, outbox } = core.deps
  const refused = outbox.refused(conversation, op)
  const update = refused?.content && eraseOps(refused.content.update)
  if (refused?.content === undefined || update === undefined) return ok(undefined)
  const { counter, content } = refused
  const { segment } = content
  const bytes = encodeEntry({ kind: 'content', conversation, device, user, segment, counter, update })
  const entries = outbox
    .pending(conversation)
    .map((each) => ({ conversation, counter: each.counter, bytes: each === refused ? bytes : each.bytes }))
  const nextCounter = outbox.nextCounter(conversation)
  const files = [...ownFilesOf(core, new Set(refused.posts)).values()].flat()
  const replaced = await outbox.replace(conversation, { entries, nextCounter })
  if (!replaced.ok) return replaced
  if (files.length > 0) core.deps.filesUnused(files)
  if (core.record.held.has(segment) && (await ensureLoaded(core, segment)).ok)
    eraseAsIn(core, segment, update)
  publish(core)
  await save(core, { durable: true })
  return ok(undefined)
}

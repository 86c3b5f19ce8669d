/** How held segments come into memory, with what waits in the journal merged in. Rules CR35 and CR43 in SPEC.md. */
import { fail, type Result } from '../base/result.ts'
import { readUpdate } from '../conversation/update-reader.ts'
import { writeUpdate } from '../conversation/update-writer.ts'
import type { StoreFailure } from '../storage/local-store.ts'
import { clientOf } from './own-update.ts'
import { drop, type ReplicaCore, save } from './replica-core.ts'
import type { Stored } from './segment-shelf.ts'

/** Merges what the journal has and the store lacks: this device went down between the two. */
export function replayPending(core: ReplicaCore, segment: number): boolean {
  let isNew = false
  for (const { content } of core.deps.outbox.pending(core.deps.id)) {
    if (content?.segment !== segment) continue
    const client = clientOf(content.update)
    if (client === undefined) continue
    const merged = core.conversation.merge(
      segment,
      { client, user: core.deps.user, gateway: false },
      content.update,
    )
    if (!merged.ok) continue // a gap is filled by a fetch, which replays again
    if (!merged.value.known) core.shelf.changed(segment, content.update)
    if (!merged.value.known || eraseAsIn(core, segment, content.update)) isNew = true
  }
  return isNew
}

/** Erases here what an update of this device's own brings as erased: it was given up. True if anything was there. */
export function eraseAsIn(
  { conversation, deps, shelf }: ReplicaCore,
  segment: number,
  update: Uint8Array,
): boolean {
  const read = readUpdate(update)
  const section = read.ok ? read.value.section : undefined
  const gone = (section?.structs ?? []).filter(({ content }) => content === undefined)
  if (section === undefined || gone.length === 0) return false
  const { client } = section
  const here = conversation.subLogs(segment).get(client) ?? []
  const clocks = gone
    .flatMap(({ clock, length }) => Array.from({ length }, (_, index) => clock + index))
    .filter((clock) => here[clock] !== undefined)
  if (clocks.length === 0) return false
  const erasure = writeUpdate(client, here.length, [], clocks)
  if (!conversation.merge(segment, { client, user: deps.user, gateway: false }, erasure).ok) return false
  shelf.changed(segment, erasure)
  return true
}

/** Loads a held segment if need be. One that is damaged or lacks rows is held no more; to be fetched again. */
export async function ensureLoaded(
  core: ReplicaCore,
  segment: number,
  stored?: Stored,
): Promise<Result<void, StoreFailure>> {
  if (core.shelf.isLoaded(segment)) return { ok: true, value: undefined }
  const loaded = await core.shelf.load(segment, core.record.ops.get(segment) ?? 0, stored)
  if (loaded.ok) {
    if (replayPending(core, segment)) await save(core, { durable: true })
    return loaded
  }
  core.deps.stored(loaded)
  if (loaded.failure.kind === 'damaged') await dropDamaged(core, segment)
  return fail(loaded.failure)
}

export async function dropDamaged(core: ReplicaCore, segment: number): Promise<void> {
  core.deps.report({ kind: 'segment-damaged', conversation: core.deps.id, segment })
  drop(core, segment)
  await save(core, { durable: false })
}

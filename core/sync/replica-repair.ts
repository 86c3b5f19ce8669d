/** How a replica looks after what the store has of it. Rules CR35 and LS1 to LS5 in SPEC.md. */
import { countStoredOps } from '../conversation/stored-segment.ts'
import { claimsKey } from './conversation-record.ts'
import { distrustStore, drop, patch, readClaims, type ReplicaCore, save } from './replica-core.ts'
import { dropDamaged } from './replica-load.ts'
import { publish } from './replica-view.ts'

/** All that the store had is gone. What is in memory goes there again; the rest is the relay's and the journal's to give. */
export async function storeLost(core: ReplicaCore): Promise<void> {
  for (const segment of core.record.held.keys()) {
    if (core.shelf.isLoaded(segment)) core.shelf.rewrite(segment)
    else drop(core, segment)
  }
  patch(core, { ends: undefined })
  if (core.isPrepared) core.claimsChanged = true
  else patch(core, { claimsComplete: false })
  await save(core, { durable: false })
  publish(core)
}

/** Looks whether the store can give back the claims; if not, they are written again or count as unknown. */
export async function checkClaims(core: ReplicaCore): Promise<void> {
  const { id, store } = core.deps
  const { cursor } = core.record
  if (cursor === undefined || cursor.seq === 0) return
  const read = await store.value(claimsKey(id))
  if (readClaims(core, read) !== undefined || (!read.ok && read.failure.kind !== 'damaged')) return
  if (core.isPrepared) core.claimsChanged = true
  else {
    distrustStore(core)
    core.claimsChanged = true // none, which is the truth until they have been fetched
  }
  await save(core, { durable: false })
}

/** Looks whether the store can give back a held segment. One in memory is written again, any other is to be fetched. */
export async function checkSegment(core: ReplicaCore, segment: number): Promise<void> {
  const { id, store } = core.deps
  if (!core.record.held.has(segment)) return
  const stored = await store.segment(id, segment)
  if (!stored.ok && stored.failure.kind !== 'damaged') return
  if (stored.ok) {
    const { blob, tail } = stored.value
    const found = countStoredOps(blob === undefined ? tail : [blob, ...tail])
    if (found !== undefined && found >= (core.record.ops.get(segment) ?? 0)) return
  }
  const where = `segment ${segment} of ${id}`
  core.deps.stored(stored.ok ? { ok: false, failure: { kind: 'damaged', where } } : stored)
  if (!core.shelf.isLoaded(segment)) return dropDamaged(core, segment)
  core.shelf.rewrite(segment)
  await save(core, { durable: false })
}

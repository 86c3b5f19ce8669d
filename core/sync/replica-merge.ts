/** How an entry of the log is merged: checked, and named if it does not pass. Rule CR13 in SPEC.md. */
import { mergeUpdate } from '../conversation/merge.ts'
import type { UpdateLog } from '../conversation/update-log.ts'
import type { ClaimEntry, ContentEntry } from '../protocol/entry.ts'
import { writerOf } from './claims.ts'
import { noteAbout } from './replica-about.ts'
import { patch, type ReplicaCore } from './replica-core.ts'
import { appendUnloaded } from './replica-ends.ts'
import { notePlace } from './replica-marks.ts'

export function addClaim(core: ReplicaCore, { client, device, user, gateway }: ClaimEntry): void {
  if (core.claims.add({ client, device, user, gateway })) core.claimsChanged = true
}

/** Merges into a segment as this device holds it, and notes it for the store. */
export function mergeLive(core: ReplicaCore, seq: number, entry: ContentEntry): void {
  const writer = writerOf(core.claims, entry)
  if (writer === undefined) return skip(core, seq, 'unclaimed')
  const { segment, update } = entry
  const { ends } = core.record
  if (!core.shelf.isLoaded(segment) && ends?.segment === segment) {
    const why = appendUnloaded(core, ends, writer, update)
    if (why !== undefined) return skip(core, seq, why)
  } else {
    const merged = core.conversation.merge(segment, writer, update)
    if (!merged.ok) return refuseMerge(core, seq, entry, merged.failure.kind)
    if (!merged.value.known) core.shelf.changed(segment, update)
  }
  notePlace(core, seq, entry)
  noteAbout(core, update)
}

/** Merges into a segment that is not whole yet. What does not pass the checks is skipped and reported, never merged. */
export function mergeInto(core: ReplicaCore, into: UpdateLog, seq: number, entry: ContentEntry): void {
  const writer = writerOf(core.claims, entry)
  if (writer === undefined) return skip(core, seq, 'unclaimed')
  const { client, user, gateway } = writer
  const merged = mergeUpdate(into, { client, by: gateway ? undefined : user }, entry.update)
  if (!merged.ok) return refuseMerge(core, seq, entry, merged.failure.kind)
  notePlace(core, seq, entry)
  noteAbout(core, entry.update)
}

/** An entry of this device that it did not write: another has written in its name, where it has. */
function refuseMerge(core: ReplicaCore, seq: number, { device }: ContentEntry, why: string): void {
  if (device !== core.deps.device || why !== 'fork') return skip(core, seq, why)
  if (core.record.doubt === 'copy') return
  patch(core, { doubt: 'copy' })
  core.deps.resetLink() // they are told apart on the next connection
}

export function skip({ deps }: ReplicaCore, seq: number, why: string): void {
  deps.report({ kind: 'entry-skipped', conversation: deps.id, seq, why })
}

/** Between the engine and whoever holds the keys of sealed conversations. */
import type { SealedRow, SealingPort } from '../bridge/sealing.ts'
import type { DirectoryChange } from '../protocol/directory.ts'
import type { Sync } from '../sync/sync-contract.ts'
import type { DirectoryModel } from './directory-model.ts'

/** Lists of devices that the relay says are newer. */
export function tellKeys(sealing: SealingPort, changes: ReadonlyArray<DirectoryChange>): void {
  const keys = changes.filter((change) => change.kind === 'keys')
  if (keys.length > 0) sealing.keysChanged(keys)
}

/** What main knows of sealed conversations, before and beside what the relay says. */
export function followSealed(
  sealing: SealingPort,
  { sync, model }: { readonly sync: Sync; readonly model: DirectoryModel },
  changed: () => void,
): () => void {
  const take = (row: SealedRow): void => {
    if (row.isNew) void sync.replica(row.id).begin()
    model.applySealed(row)
  }
  for (const row of sealing.rows()) take(row)
  const known = (row: SealedRow): void => {
    take(row)
    changed()
  }
  return sealing.listen({ known, due: sync.sealedDue, unblocked: sync.retry, reopened: sync.sealedReopened })
}

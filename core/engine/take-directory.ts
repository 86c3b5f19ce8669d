/** What the relay tells of the directory: into the model, onto the disk, and to whoever waits for it. */
import type { SealingPort } from '../bridge/sealing.ts'
import type { Sync, SyncDeps } from '../sync/sync-contract.ts'
import type { DirectoryCache } from './directory-cache.ts'
import type { DirectoryModel } from './directory-model.ts'
import { tellKeys } from './sealed.ts'
import type { WaitingEdits } from './waiting-edits.ts'

interface Taking {
  readonly deps: { readonly sealing: SealingPort }
  readonly model: DirectoryModel
  readonly sync: Sync
  readonly cache: DirectoryCache
  readonly edits: WaitingEdits
}

export function takeDirectory(
  { deps, model, sync, cache, edits }: Taking,
  { changes, version }: Parameters<SyncDeps['directory']['take']>[0],
  refresh: () => void,
): void {
  if (model.apply(changes, version)) sync.moderatorsChanged()
  edits.told(changes)
  // What was refused while nobody could write there, or this person could not, may go up now.
  for (const change of changes)
    if (change.kind === 'channel' && change.archived !== true && change.joined !== false)
      sync.retry(change.id)
  tellKeys(deps.sealing, changes)
  cache.changed(changes)
  refresh()
}

/** Files, and who looks into them. */
import type { Logger as PinoLogger } from 'pino'
import type { Clock } from '../core/base/clock.ts'
import type { Audit } from './audit/audit.ts'
import type { BlobStore } from './blobs/blob-store.ts'
import { createFiles, type Files } from './blobs/files.ts'
import { createFilesystemBlobs, openForWriting } from './blobs/filesystem.ts'
import { createMayUse } from './blobs/may-use.ts'
import type { Chore } from './chore.ts'
import type { RelayConfig } from './config.ts'
import type { Tallies } from './metrics/tallies.ts'
import type { Enforcer } from './moderation/enforce.ts'
import type { Relay } from './relay/relay.ts'
import { createClamd } from './scans/clamd.ts'
import { createGate } from './scans/gate.ts'
import { createScans } from './scans/scans.ts'
import type { Store } from './store/store.ts'

interface FilesWorld {
  readonly store: Store
  readonly log: PinoLogger
  readonly filesFolder: string
  readonly clock: Clock
}

export interface FileParts {
  readonly files: Files
  /** Begins once all that takes part in it is there. */
  readonly startScans: (wires: ScanWires) => Chore
}

interface ScanWires {
  readonly relay: Pick<Relay, 'follow'>
  readonly enforcer: Enforcer
  readonly audit: Audit
}

const nothingToDo: Chore = { ask: () => {}, stop: async () => {} }

export function wireFiles(config: RelayConfig, world: FilesWorld, tallies: Tallies): FileParts {
  const { store, log, filesFolder, clock } = world
  const blobs: BlobStore = createFilesystemBlobs({ folder: filesFolder, openFile: openForWriting })
  const { scans } = config
  let chore = nothingToDo
  const gate = scans && createGate({ store, clock, policy: scans.policy, ask: () => chore.ask() })
  const files = createFiles({
    store: store.files,
    blobs,
    mayUse: createMayUse(store.logs, store.directory),
    gate,
    clock,
    log,
    tallies,
    limits: config.files,
  })
  return {
    files,
    startScans: ({ relay, enforcer, audit }) => {
      if (scans === undefined) return nothingToDo
      chore = createScans({
        store,
        blobs,
        scan: createClamd({ address: scans.scanner, clock }),
        enforcer,
        withdraw: files.withdraw,
        audit,
        by: store.identity.gatewayUser,
        tallies,
        clock,
        log,
      })
      relay.follow(chore.ask)
      return chore
    },
  }
}

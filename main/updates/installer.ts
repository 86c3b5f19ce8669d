/** What puts a release in place of the app that runs: of the systems' installers no more is known than this. */
import type { UpdateRefusal } from '../../core/bridge/updates-contract.ts'
import type { Result } from '../../core/base/result.ts'
import type { Release } from './release.ts'
import type { ReleaseSource } from './release-source.ts'

/** One release that was looked into. */
export interface Offer {
  /** It is this device's turn to have it (UP7), and its system is new enough. */
  readonly isForUs: boolean
  /** `moved` hears shares from 0 to 1. Once resolved the package is here, and is the one that was described. */
  readonly download: (moved: (share: number) => void) => Promise<Result<void, UpdateRefusal>>
  /** Starts the installer and ends the app. Only after `download`. */
  readonly install: () => Promise<Result<void, UpdateRefusal>>
}

/** Never rejects. */
export type OpenInstaller = (release: Release, source: ReleaseSource) => Promise<Result<Offer, UpdateRefusal>>

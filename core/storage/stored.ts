import type { Result } from '../base/result.ts'
import type { StoreFailure } from './local-store.ts'

/** A write that can be asked for again: it then brings all that the store still lacks under this name. */
export interface Rewrite {
  readonly name: string
  readonly again: () => Promise<unknown>
}

/** Hears the outcome of each write to the local store, and of each read that failed; of writes with the way to repeat them. */
export type Stored = (outcome: Result<unknown, StoreFailure>, rewrite?: Rewrite) => void

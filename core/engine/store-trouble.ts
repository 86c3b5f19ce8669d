/** What a person is told of the local store, and how what it could not take gets there after all. Rules LS6 to LS8. */
import { millis, type Clock } from '../base/clock.ts'
import { createCell, type Readable } from '../base/readable.ts'
import type { Result } from '../base/result.ts'
import type { StoreFailure } from '../storage/local-store.ts'
import type { Rewrite, Stored } from '../storage/stored.ts'

/** What a person should know of the local store. `repaired` and `lost` are over and stay until the next start. */
export type StoreTrouble =
  /** The disk is full: what is new stays in memory and journal until there is room. */
  | { readonly kind: 'full' }
  | { readonly kind: 'failed'; readonly detail: string }
  /** So many parts could not be read; they were taken out and come again from relay and journal. */
  | { readonly kind: 'repaired'; readonly parts: number }
  /** All of it was gone; it comes again from relay and journal. */
  | { readonly kind: 'lost' }

export interface TroubleDesk {
  readonly trouble: Readable<StoreTrouble | undefined>
  readonly stored: Stored
  /** All that the store held is gone. */
  readonly lost: () => void
  readonly close: () => void
}

/** Before what could not be written is tried again; doubles up to the longest. */
const firstDelayMs = 5_000
const longestDelayMs = 60_000

interface DeskCore {
  readonly clock: Clock
  readonly trouble: ReturnType<typeof createCell<StoreTrouble | undefined>>
  /** Writes that the store has not taken, by name. */
  readonly unwritten: Map<string, Rewrite>
  /** Why the last of them failed, or a read did. */
  failure: StoreTrouble | undefined
  isLost: boolean
  repaired: number
  delay: number
  cancel: (() => void) | undefined
}

export function createTroubleDesk(clock: Clock): TroubleDesk {
  const core: DeskCore = {
    clock,
    trouble: createCell<StoreTrouble | undefined>(undefined),
    unwritten: new Map(),
    failure: undefined,
    isLost: false,
    repaired: 0,
    delay: firstDelayMs,
    cancel: undefined,
  }
  return {
    trouble: core.trouble,
    stored: (outcome, rewrite) => note(core, outcome, rewrite),
    lost: () => {
      core.isLost = true
      show(core)
    },
    close: () => core.cancel?.(),
  }
}

function note(core: DeskCore, outcome: Result<unknown, StoreFailure>, rewrite: Rewrite | undefined): void {
  if (outcome.ok) {
    if (rewrite !== undefined) core.unwritten.delete(rewrite.name)
    if (core.unwritten.size === 0) {
      core.failure = undefined
      core.delay = firstDelayMs
    }
  } else if (outcome.failure.kind === 'damaged') core.repaired += 1
  else if (outcome.failure.kind !== 'closed') {
    core.failure = outcome.failure
    if (rewrite !== undefined) core.unwritten.set(rewrite.name, rewrite)
    if (core.unwritten.size > 0) plan(core)
  }
  show(core)
}

function plan(core: DeskCore): void {
  core.cancel ??= core.clock.after(millis(core.delay), () => {
    core.cancel = undefined
    core.delay = Math.min(core.delay * 2, longestDelayMs)
    // oxlint-disable-next-line unicorn/no-useless-spread -- a copy: who is asked may be put in again meanwhile
    for (const { again } of [...core.unwritten.values()]) void again()
  })
}

/** What keeps the store from working comes before what is over. */
function show({ trouble, failure, isLost, repaired }: DeskCore): void {
  const now = troubleOf(failure, isLost, repaired)
  if (!sameTrouble(trouble.read(), now)) trouble.write(now)
}

function troubleOf(
  failure: StoreTrouble | undefined,
  isLost: boolean,
  repaired: number,
): StoreTrouble | undefined {
  if (failure !== undefined) return failure
  if (isLost) return { kind: 'lost' }
  return repaired > 0 ? { kind: 'repaired', parts: repaired } : undefined
}

function sameTrouble(left: StoreTrouble | undefined, right: StoreTrouble | undefined): boolean {
  if (left?.kind === 'repaired' && right?.kind === 'repaired') return left.parts === right.parts
  if (left?.kind === 'failed' && right?.kind === 'failed') return left.detail === right.detail
  return left?.kind === right?.kind
}

/** Takes back what is older than its workspace keeps. */
import { type Clock, millis } from '../../core/base/clock.ts'
import type { WorkspaceId } from '../../core/protocol/ids.ts'
import type { Audit } from '../audit/audit.ts'
import type { Logger } from '../logger.ts'
import type { Enforcer } from '../moderation/enforce.ts'
import type { RetentionStore } from '../store/retention-store.ts'
import { StoreTrouble } from '../store/store.ts'

export interface SweepDeps {
  readonly store: Pick<RetentionStore, 'rules' | 'aged'>
  readonly enforcer: Pick<Enforcer, 'remove'>
  readonly audit: Audit
  readonly clock: Clock
  readonly log: Logger
}

export interface Sweep {
  /** Looks soon, instead of at the next hour. */
  readonly ask: () => void
  /** Resolves once nothing of it is under way. */
  readonly stop: () => Promise<void>
}

/** @internal */
export const sweepEveryMs = 3_600_000
const soonMs = 1_000
/** Each is an entry of a log: others have their turn in between. */
const mostAtOnce = 200
const dayMs = 86_400_000
const reason = 'Older than this workspace keeps.'

export function createSweep(deps: SweepDeps): Sweep {
  const { store, clock, log } = deps
  let stopTimer: (() => void) | undefined
  let running: Promise<void> | undefined
  let isStopped = false
  let isAsked = false

  const plan = (wait: number): void => {
    stopTimer?.()
    if (isStopped) return
    stopTimer = clock.after(millis(wait), () => {
      stopTimer = undefined
      running = run()
    })
  }
  const run = async (): Promise<void> => {
    isAsked = false
    let isMore = false
    try {
      for (const rule of await store.rules()) {
        if (isStopped) break
        isMore = (await sweepWorkspace(deps, rule)) || isMore
      }
    } catch (error) {
      if (!(error instanceof StoreTrouble)) throw error
      log.error({ error }, 'nothing can be taken back: the store is in trouble')
    }
    running = undefined
    plan(isMore || isAsked ? soonMs : sweepEveryMs)
  }
  plan(soonMs)
  return {
    ask: () => {
      if (running === undefined) plan(soonMs)
      else isAsked = true
    },
    stop: async () => {
      isStopped = true
      stopTimer?.()
      await running
    },
  }
}

/** Whether there is more. As their authors, so that what the gateway wrote leaves the log too (SG2). */
async function sweepWorkspace(
  { store, enforcer, audit, clock }: SweepDeps,
  { workspace, days }: { readonly workspace: WorkspaceId; readonly days: number },
): Promise<boolean> {
  const aged = await store.aged(workspace, millis(Math.max(0, clock.now() - days * dayMs)), mostAtOnce)
  let removed = 0
  for (const { author, ...target } of aged) {
    const done = await enforcer.remove(author, target, reason)
    if (done.kind === 'unavailable') break
    if (done.kind === 'done') removed++
  }
  if (removed === 0) return false
  await audit.record(workspace, {
    action: 'retain',
    user: undefined,
    device: undefined,
    from: 'rules',
    outcome: 'done',
    target: {},
    details: { days, messages: removed },
  })
  return aged.length === mostAtOnce
}

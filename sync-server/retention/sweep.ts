/** Takes back what is older than its workspace keeps. */
import { type Clock, millis } from '../../core/base/clock.ts'
import type { WorkspaceId } from '../../core/protocol/ids.ts'
import type { Audit } from '../audit/audit.ts'
import { type Chore, createChore } from '../chore.ts'
import type { Logger } from '../logger.ts'
import type { Enforcer } from '../moderation/enforce.ts'
import type { RetentionStore } from '../store/retention-store.ts'

export interface SweepDeps {
  readonly store: Pick<RetentionStore, 'rules' | 'aged'>
  readonly enforcer: Pick<Enforcer, 'remove'>
  readonly audit: Audit
  /** The relay keeps nothing for longer (RN4). */
  readonly mostDays: number | undefined
  readonly clock: Clock
  readonly log: Logger
}

/** @internal */
export const sweepEveryMs = 3_600_000
const soonMs = 1_000
/** Each is an entry of a log: others have their turn in between. */
const mostAtOnce = 200
const dayMs = 86_400_000
const reason = 'Older than this workspace keeps.'

/** To be asked when somebody has said how long is kept what was said. */
export const createSweep = (deps: SweepDeps): Chore =>
  createChore({
    clock: deps.clock,
    log: deps.log,
    trouble: 'nothing can be taken back: the store is in trouble',
    soonMs,
    retryMs: sweepEveryMs,
    run: async (isStopped) => {
      let isMore = false
      for (const rule of await deps.store.rules(deps.mostDays)) {
        if (isStopped()) break
        isMore = (await sweepWorkspace(deps, rule)) || isMore
      }
      return isMore ? soonMs : sweepEveryMs
    },
  })

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

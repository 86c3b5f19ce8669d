/** What the organisation has set, as main asks for it: read before the first window and again and again. Rules PO* in core/policy/SPEC.md. */
import { type Clock, millis } from '../../core/base/clock.ts'
import { createCell, type Readable } from '../../core/base/readable.ts'
import {
  type PolicySource,
  type PolicyState,
  resolvePolicies,
  type SourceTrouble,
} from '../../core/policy/resolve.ts'
import { settled } from '../../core/policy/settled.ts'
import type { PolicyName, PolicyValues } from '../../core/policy/table.ts'

export interface Policy {
  readonly state: Readable<PolicyState>
  /** `own`: what the person has chosen, which counts unless the policy is mandatory. */
  readonly value: <Name extends PolicyName>(name: Name, own?: PolicyValues[Name]) => PolicyValues[Name]
  readonly isLocked: (name: PolicyName) => boolean
}

/** All places that were looked at. A place without policies is in neither list. */
export interface PolicyReading {
  readonly sources: ReadonlyArray<PolicySource>
  readonly troubles: ReadonlyArray<SourceTrouble>
}

export interface PolicyDeps {
  /** Never rejects. */
  readonly read: () => Promise<PolicyReading>
  /** Calls `changed` when there may be something new, until the returned function is called. */
  readonly watch: (changed: () => void) => () => void
  readonly clock: Clock
}

export interface KeptPolicy extends Policy {
  readonly close: () => void
}

const everyMs = millis(5 * 60_000)

/** @internal */
export function policyOf(state: Readable<PolicyState>): Policy {
  return {
    state,
    value: (name, own) => settled(state.read().entries[name], own),
    isLocked: (name) => state.read().entries[name].isLocked,
  }
}

/** For programs that no organisation manages: a bot's, a test's. */
export const unmanaged: Policy = policyOf(createCell(resolvePolicies([])))

export async function keepPolicy({ read, watch, clock }: PolicyDeps): Promise<KeptPolicy> {
  let last = await read()
  const state = createCell(resolvePolicies(last.sources, last.troubles))
  let isClosed = false
  let reading: Promise<void> | undefined
  let isAskedAgain = false
  let cancel = (): void => undefined

  const readAgain = async (): Promise<void> => {
    const next = withoutLosses(last, await read())
    if (isClosed) return
    last = next
    const resolved = resolvePolicies(next.sources, next.troubles)
    if (JSON.stringify(resolved) !== JSON.stringify(state.read())) state.write(resolved)
  }
  const look = (): void => {
    if (isClosed) return
    isAskedAgain = reading !== undefined
    reading ??= readAgain().finally(() => {
      reading = undefined
      if (isAskedAgain) look()
    })
  }
  const wait = (): void => {
    cancel = clock.after(everyMs, () => {
      look()
      wait()
    })
  }
  wait()
  const unwatch = watch(look)
  return {
    ...policyOf(state),
    close: () => {
      isClosed = true
      cancel()
      unwatch()
    },
  }
}

/** What a place said before holds on where it cannot be read now: half-written files set nobody free (PO10). */
function withoutLosses(before: PolicyReading, now: PolicyReading): PolicyReading {
  const lost = new Set(now.troubles.map(({ source }) => source))
  const kept = before.sources.filter(({ source }) => lost.has(source))
  return kept.length === 0 ? now : { ...now, sources: [...kept, ...now.sources] }
}

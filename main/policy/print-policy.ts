import { policyNames } from '../../core/policy/table.ts'
import type { PolicyState } from '../../core/policy/resolve.ts'

/** For `--print-policy`: every policy with its value, who has set it, and what was set and is not in effect. */
export function printPolicy({ entries, notes }: PolicyState): string {
  const policies: ReadonlyArray<readonly [string, object]> = policyNames.map((name) => {
    const { value, isLocked, setBy, trouble } = entries[name]
    return [name, { value, locked: isLocked, ...setBy, ...(trouble !== undefined && { error: trouble }) }]
  })
  return `${JSON.stringify({ policies: Object.fromEntries(policies), notes }, undefined, 2)}\n`
}

/** What a page needs of policies: the state where nobody has set any, and what a person's choice is worth. */
import { policyDefaults } from './defaults.ts'
import type { PolicyEntries, PolicyEntry, PolicyState } from './resolve.ts'

/** What `resolvePolicies` gives where there is no source. */
export function unmanaged(): PolicyState {
  const entries = Object.entries(policyDefaults).map(([name, value]) => [
    name,
    { value, isLocked: false, setBy: undefined, trouble: undefined },
  ])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the defaults are those of the definitions
  return { entries: Object.fromEntries(entries) as PolicyEntries, notes: [] }
}

/** A person's own choice, where it counts; undefined stands for none. */
export const settled = <Value>({ value, isLocked }: PolicyEntry<Value>, own: Value | undefined): Value =>
  isLocked || own === undefined ? value : own

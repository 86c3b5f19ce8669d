import type { PolicyEntries } from '../../core/policy/resolve.ts'
import type { PolicyName } from '../../core/policy/table.ts'
import { usePage } from './contexts.tsx'
import { useSlice } from './use-readable.ts'

/** What the organisation has set of one thing, as it is now. */
export function usePolicy<Name extends PolicyName>(name: Name): PolicyEntries[Name] {
  const { policy } = usePage()
  return useSlice(policy, ({ entries }) => entries[name])
}

import { createCell } from '../../core/base/readable.ts'
import { type PolicyLayer, resolvePolicies, type PolicyState } from '../../core/policy/resolve.ts'
import { type Policy, policyOf } from '../../main/policy/policy.ts'

/** As if an administrator had set these, in one place of that layer. */
export const policiesSet = (
  values: Readonly<Record<string, unknown>>,
  layer: PolicyLayer = 'machine-mandatory',
): PolicyState => resolvePolicies([{ layer, source: 'a test', values: new Map(Object.entries(values)) }])

export interface TestPolicy extends Policy {
  /** In place of what was set before. */
  readonly set: (values: Readonly<Record<string, unknown>>, layer?: PolicyLayer) => void
}

export function createTestPolicy(
  values: Readonly<Record<string, unknown>> = {},
  layer?: PolicyLayer,
): TestPolicy {
  const state = createCell(policiesSet(values, layer))
  return { ...policyOf(state), set: (next, at) => state.write(policiesSet(next, at)) }
}

/**
 * Every policy that an organisation may set, once: the loaders, the templates (ADMX, .mobileconfig, JSON Schema), the guide for
 * administrators and the app's own page are made from it. What a policy does is done where the app asks for its value.
 */
import type {
  BooleanPolicy,
  EnumPolicy,
  IntegerPolicy,
  ListPolicy,
  PolicyDefinition,
  StringPolicy,
} from './definition.ts'
import { accessPolicies } from './table-access.ts'
import { systemPolicies } from './table-system.ts'
import { updatePolicies } from './table-updates.ts'

export const policies = {
  ...accessPolicies,
  ...systemPolicies,
  ...updatePolicies,
} as const satisfies Readonly<Record<string, PolicyDefinition>>

export type PolicyName = keyof typeof policies
type ValueOf<Definition> = Definition extends BooleanPolicy
  ? boolean
  : Definition extends IntegerPolicy
    ? number
    : Definition extends EnumPolicy<infer Choice>
      ? Choice
      : Definition extends ListPolicy
        ? ReadonlyArray<string>
        : Definition extends StringPolicy
          ? string
          : never
export type PolicyValues = { readonly [Name in PolicyName]: ValueOf<(typeof policies)[Name]> }

export const isPolicyName = (name: string): name is PolicyName => Object.hasOwn(policies, name)
export const policyNames: ReadonlyArray<PolicyName> = Object.keys(policies).filter(isPolicyName)
export const definitionOf = (name: PolicyName): PolicyDefinition => policies[name]

/** What the page hears of the organisation's policies. Part of `contract.ts`. */
import * as v from 'valibot'
import type { PolicyState } from '../policy/resolve.ts'

export const policyInputs = {
  /** Every policy with its value, who has set it, and what is wrong with what was set. */
  'policy.read': v.strictObject({}),
}

export interface PolicyOutputs {
  readonly 'policy.read': PolicyState
}

export interface PolicyEvents {
  readonly 'policy.changed': PolicyState
}

/** The organisation that manages this device does not allow it. */
export interface ByPolicy {
  readonly kind: 'by-policy'
}
/** Of a password or passphrase that is to be set: it wants more characters here. */
export interface TooShort {
  readonly kind: 'too-short'
  readonly least: number
}

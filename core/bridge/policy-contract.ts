/** What the page hears of the organisation's policies. Part of `contract.ts`. */
import * as v from 'valibot'
import type { PolicyState } from '../policy/resolve.ts'
import type { UserId } from '../protocol/ids.ts'

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

/** The account opens without a passphrase, and the organisation wants one: until it is set, main answers as if it were locked (PO18). */
export interface PassphraseDueState {
  readonly kind: 'passphrase-due'
  readonly user: UserId
  readonly username: string
  readonly displayName: string
}

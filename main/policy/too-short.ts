import { fail } from '../../core/base/result.ts'
import type { TooShort } from '../../core/bridge/policy-contract.ts'
import type { Policy } from './policy.ts'

/** Of a password or passphrase that is about to be set (PO18). Undefined: it is long enough, or there is none. */
export function tooShort(
  policy: Pick<Policy, 'value'>,
  password: string | undefined,
): { readonly ok: false; readonly failure: TooShort } | undefined {
  const least = policy.value('MinPassphraseLength')
  // As the protocol counts.
  const isShort = password !== undefined && password.length < least
  return isShort ? fail<TooShort>({ kind: 'too-short', least }) : undefined
}

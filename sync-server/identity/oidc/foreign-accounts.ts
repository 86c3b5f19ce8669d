/** Whose account a person of the provider has here: by issuer and subject, and by nothing else (rule AU12). */
import { type Random } from '../../../core/base/random.ts'
import { fail, ok, type Result } from '../../../core/base/result.ts'
import type { SignUp } from '../../../core/protocol/identity-api.ts'
import type { Account, AccountStore } from '../../store/account-store.ts'
import type { ForeignPerson, ProviderStore } from '../../store/provider-store.ts'
import type { Disabled, SignUpFailure, SignUps } from '../accounts.ts'

export type AccountOfFailure = SignUpFailure | Disabled

/** Makes an account for who has none, as far as the settings and `invitation` allow. */
export type AccountOf = (
  person: ForeignPerson,
  invitation: string | undefined,
) => Promise<Result<Account, AccountOfFailure>>

export interface ForeignAccountsDeps {
  readonly store: Pick<AccountStore, 'profile'>
  readonly providers: Pick<ProviderStore, 'user'>
  readonly signUps: SignUps
  /** Of people of the provider. */
  readonly signUp: SignUp
  readonly random: Random
}

const mostAttempts = 5

export function createAccountOf(deps: ForeignAccountsDeps): AccountOf {
  const { providers, store } = deps
  return async (person, invitation) => {
    const known = await providers.user(person)
    if (known === undefined) return signUp(deps, person, invitation)
    const profile = await store.profile(known)
    if (profile === undefined || profile.disabled) return fail({ kind: 'account-disabled' })
    return ok(profile)
  }
}

/** Under the name that the provider says, or that one with a number: names are given once. */
async function signUp(
  { signUps, signUp: policy, random }: ForeignAccountsDeps,
  { issuer, subject, username, name, email }: ForeignPerson,
  invitation: string | undefined,
): Promise<Result<Account, SignUpFailure>> {
  const person = { displayName: name, email, identity: { issuer, subject }, invitation }
  for (let attempt = 0; ; attempt++) {
    const free = attempt === 0 ? username : `${username.slice(0, 26)}-${numbered(random)}`
    const created = await signUps.create(policy, { ...person, username: free })
    if (created.ok) return ok({ user: created.value, username: free, displayName: name })
    if (created.failure.kind !== 'username-taken' || attempt === mostAttempts) return created
  }
}

const numbered = (random: Random): string => {
  const [high = 0, low = 0] = random.bytes(2)
  return String((high * 256 + low) % 10_000).padStart(4, '0')
}

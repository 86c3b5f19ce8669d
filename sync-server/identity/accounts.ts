/** Signing up and in with a password (rules AU1, AU11, AU14, AU15). */
import type * as v from 'valibot'
import type { Clock } from '../../core/base/clock.ts'
import { type Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { registerBody, SessionAnswer, signInBody } from '../../core/protocol/api.ts'
import type { SignUp } from '../../core/protocol/identity-api.ts'
import { randomId, type UserId, userId } from '../../core/protocol/ids.ts'
import type { AccountStore, CreateAccountFailure, DeviceRefused, NewAccount } from '../store/account-store.ts'
import type { InvitationRefused, InvitationStore, Redeemed } from '../store/invitation-store.ts'
import type { PeopleQuota, Quotas } from '../quotas/quotas.ts'
import { hashToken } from './access-tokens.ts'
import type { IsWeakPassword } from './password-rules.ts'
import type { Passwords } from './passwords.ts'
import type { Sessions } from './sessions.ts'
import { isReservedUsername } from './usernames.ts'

export interface SignUpsDeps {
  readonly store: AccountStore
  readonly invitations: Pick<InvitationStore, 'look'>
  readonly quotas: Pick<Quotas, 'seat'>
  readonly clock: Clock
  readonly random: Random
  /** Somebody has become a member: resolves once open sessions may do what they now may. */
  readonly joined: (redeemed: Redeemed, user: UserId) => Promise<void>
}

export interface AccountsDeps {
  readonly store: AccountStore
  readonly signUps: SignUps
  readonly sessions: Sessions
  readonly passwords: Passwords
  readonly isWeak: IsWeakPassword
  /** Who may sign up with a password. */
  readonly signUp: SignUp
}

/** Nobody may sign up here, or only who was invited. */
export interface SignUpRefused {
  readonly kind: 'sign-up-closed' | 'invitation-needed'
}
export interface Disabled {
  readonly kind: 'account-disabled'
}
export type SignUpFailure = SignUpRefused | CreateAccountFailure | PeopleQuota
export type RegisterFailure = SignUpFailure | DeviceRefused | { readonly kind: 'password-weak' }
export type SignInFailure = { readonly kind: 'wrong-credentials' } | Disabled | DeviceRefused

export interface Accounts {
  readonly register: (
    body: v.InferOutput<typeof registerBody>,
  ) => Promise<Result<SessionAnswer, RegisterFailure>>
  readonly signIn: (body: v.InferOutput<typeof signInBody>) => Promise<Result<SessionAnswer, SignInFailure>>
}

type NewPerson = Omit<NewAccount, 'user' | 'created' | 'invitation'> & {
  /** An invitation's token. */
  readonly invitation: string | undefined
}

/** New accounts, however they are to be opened. */
export interface SignUps {
  /** Whether somebody with that invitation may sign up, before anything costly is done for them. */
  readonly may: (
    policy: SignUp,
    invitation: string | undefined,
  ) => Promise<Result<void, SignUpRefused | InvitationRefused | PeopleQuota>>
  readonly create: (policy: SignUp, person: NewPerson) => Promise<Result<UserId, SignUpFailure>>
}

export function createSignUps({ store, invitations, quotas, clock, random, joined }: SignUpsDeps): SignUps {
  const may: SignUps['may'] = async (policy, invitation) => {
    if (policy === 'closed') return fail({ kind: 'sign-up-closed' })
    if (invitation === undefined)
      return policy === 'open' ? ok(undefined) : fail({ kind: 'invitation-needed' })
    const found = await invitations.look(hashToken(invitation), clock.now())
    if (found === undefined) return fail({ kind: 'invitation-refused' })
    return found.workspace === undefined ? ok(undefined) : quotas.seat(found.workspace, undefined)
  }
  return {
    may,
    create: async (policy, { invitation, ...person }) => {
      const allowed = await may(policy, invitation)
      if (!allowed.ok) return allowed
      if (isReservedUsername(person.username)) return fail({ kind: 'username-taken' })
      const user = randomId(userId, random)
      const hash = invitation === undefined ? undefined : hashToken(invitation)
      const created = await store.createAccount({ ...person, user, created: clock.now(), invitation: hash })
      if (!created.ok) return created
      if (created.value !== undefined) await joined(created.value, user)
      return ok(user)
    },
  }
}

export function createAccounts(deps: AccountsDeps): Accounts {
  const { store, signUps, sessions, passwords, isWeak, signUp } = deps
  return {
    register: async ({ password, device, ...person }) => {
      const allowed = await signUps.may(signUp, person.invitation)
      if (!allowed.ok) return allowed
      if (isWeak(password, person)) return fail({ kind: 'password-weak' })
      const passwordHash = await passwords.hash(password)
      const { username, displayName, email, invitation } = person
      const account = { username, displayName, email, invitation, passwordHash }
      const created = await signUps.create(signUp, account)
      return created.ok ? sessions.start({ user: created.value, username, displayName }, device) : created
    },
    signIn: async ({ username, password, device }) => {
      const account = await store.credentials(username)
      const matches = await passwords.matches(password, account?.passwordHash)
      if (account === undefined || !matches) return fail({ kind: 'wrong-credentials' })
      if (account.disabled) return fail({ kind: 'account-disabled' })
      const { user, passwordHash } = account
      if (passwords.isOutdated(passwordHash))
        await store.setPasswordHash(user, passwordHash, await passwords.hash(password))
      return sessions.start(account, device)
    },
  }
}

/** What people see and change of their own account (rules AU16, AU17). */
import { type Clock, type Millis, millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { DeviceId, UserId } from '../../core/protocol/ids.ts'
import type { Random } from '../../core/base/random.ts'
import type { AccountStore, Profile, ProfileChange } from '../store/account-store.ts'
import type { ForeignIdentity, ProviderStore } from '../store/provider-store.ts'
import type { Mail } from './mail.ts'
import type { IsWeakPassword } from './password-rules.ts'
import type { Passwords } from './passwords.ts'
import type { Sessions } from './sessions.ts'
import { isReservedUsername } from './usernames.ts'

export interface ProfilesDeps {
  readonly store: AccountStore
  readonly providers: Pick<ProviderStore, 'identities'>
  readonly sessions: Sessions
  readonly passwords: Passwords
  readonly isWeak: IsWeakPassword
  readonly mail: Mail
  readonly random: Random
  /** Others see another name or status text: resolves once open sessions are being told. */
  readonly seenOtherwise: (user: UserId) => Promise<void>
  readonly clock: Clock
  /** Somebody's status text has an end. */
  readonly statusEnds: () => void
}

export interface Me extends Profile {
  readonly identities: ReadonlyArray<ForeignIdentity>
}

export type UpdateFailure = { readonly kind: 'username-taken' } | { readonly kind: 'not-found' }

export type PasswordFailure =
  | { readonly kind: 'wrong-credentials' }
  | { readonly kind: 'password-weak' }
  /** A provider opens this account. */
  | { readonly kind: 'no-password' }

export interface Profiles {
  readonly me: (user: UserId) => Promise<Me | undefined>
  readonly update: (user: UserId, change: ProfileChange) => Promise<Result<Me, UpdateFailure>>
  /** All other devices are signed out. Answers how many those were. */
  readonly changePassword: (
    asker: { readonly user: UserId; readonly device: DeviceId },
    passwords: { readonly current: string; readonly next: string },
  ) => Promise<Result<{ readonly signedOut: number }, PasswordFailure>>
  /** Gives the account a password that nobody has chosen, and signs all of its devices out. */
  readonly resetPassword: (user: UserId) => Promise<Result<ResetPassword, { readonly kind: 'no-password' }>>
}

export interface ResetPassword {
  readonly password: string
  readonly signedOut: number
}

export function createProfiles(deps: ProfilesDeps): Profiles {
  const { store, providers, seenOtherwise, clock, statusEnds } = deps
  const me = async (user: UserId): Promise<Me | undefined> => {
    const profile = await store.profile(user)
    return profile && { ...profile, identities: await providers.identities(user) }
  }
  return {
    me,
    update: async (user, asked) => {
      if (await isRefused(store, user, asked.username)) return fail({ kind: 'username-taken' })
      const change = withEnd(asked, clock.now())
      const changed = await store.changeProfile(user, change)
      if (!changed.ok) return changed
      const { username, displayName, status } = change
      if ([username, displayName, status].some((each) => each !== undefined)) await seenOtherwise(user)
      if (change.statusUntil !== undefined) statusEnds()
      const next = await me(user)
      return next === undefined ? fail({ kind: 'not-found' }) : ok(next)
    },
    changePassword: (asker, passwords) => changePassword(deps, asker, passwords),
    resetPassword: (user) => resetPassword(deps, user),
  }
}

/** A reserved name is kept by who has it, though it is saved with the rest of the profile. */
async function isRefused(store: AccountStore, user: UserId, username: string | undefined): Promise<boolean> {
  if (username === undefined || !isReservedUsername(username)) return false
  const profile = await store.profile(user)
  return profile !== undefined && profile.username !== username
}

/** What was set without a network may be over before the relay hears of it. */
function withEnd({ status, statusUntil = millis(0), ...change }: ProfileChange, now: Millis): ProfileChange {
  if (status === undefined) return change
  const hasEnd = status !== '' && statusUntil > 0
  if (hasEnd && statusUntil <= now) return { ...change, status: '' }
  return { ...change, status, ...(hasEnd && { statusUntil }) }
}

async function changePassword(
  { store, sessions, passwords, isWeak, mail }: ProfilesDeps,
  { user, device }: { readonly user: UserId; readonly device: DeviceId },
  { current, next }: { readonly current: string; readonly next: string },
): Promise<Result<{ readonly signedOut: number }, PasswordFailure>> {
  const profile = await store.profile(user)
  const stored = await store.passwordHash(user)
  if (profile === undefined || stored === undefined) return fail({ kind: 'no-password' })
  if (!(await passwords.matches(current, stored))) return fail({ kind: 'wrong-credentials' })
  if (isWeak(next, profile)) return fail({ kind: 'password-weak' })
  // Of two changes at once the later one no longer knows the current password.
  const changed = await store.setPasswordHash(user, stored, await passwords.hash(next))
  if (!changed) return fail({ kind: 'wrong-credentials' })
  const signedOut = await sessions.endAll(user, device)
  await tellOfPassword(mail, profile)
  return ok({ signedOut })
}

async function resetPassword(
  deps: ProfilesDeps,
  user: UserId,
): Promise<Result<ResetPassword, { readonly kind: 'no-password' }>> {
  const { store, sessions, passwords, mail, random } = deps
  const profile = await store.profile(user)
  const stored = await store.passwordHash(user)
  if (profile === undefined || stored === undefined) return fail({ kind: 'no-password' })
  const password = newPassword(random)
  // The person may have changed it meanwhile: this one counts.
  if (!(await store.setPasswordHash(user, stored, await passwords.hash(password))))
    return resetPassword(deps, user)
  const signedOut = await sessions.endAll(user)
  await tellOfPassword(mail, profile)
  return ok({ password, signedOut })
}

/** 96 bits in digits that can be read out on the telephone. */
const newPassword = (random: Random): string =>
  Buffer.from(random.bytes(12))
    .toString('hex')
    .replaceAll(/.{4}(?=.)/g, '$&-')

async function tellOfPassword(mail: Mail, { email, displayName }: Profile): Promise<void> {
  if (email !== undefined) await mail({ kind: 'password-changed', to: email, displayName })
}

/** Sign-up, sign-in and what keeps a session going (rules AU1 to AU7). */
import type * as v from 'valibot'
import { type Clock, millis } from '../../core/base/clock.ts'
import { type Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { registerBody, SessionAnswer, signInBody } from '../../core/protocol/api.ts'
import { type DeviceId, randomId, type UserId, userId } from '../../core/protocol/ids.ts'
import type { Account, AccountStore, DeviceRefused } from '../store/account-store.ts'
import { accessTokenSeconds, type AccessTokens, hashToken } from './access-tokens.ts'
import type { Passwords } from './passwords.ts'

export interface AccountsDeps {
  readonly store: AccountStore
  readonly tokens: AccessTokens
  readonly passwords: Passwords
  readonly clock: Clock
  readonly random: Random
}

export type RegisterFailure = { readonly kind: 'username-taken' } | DeviceRefused
export type SignInFailure = { readonly kind: 'wrong-credentials' } | DeviceRefused
export interface RefreshRefused {
  readonly kind: 'refresh-refused'
  readonly reused: boolean
}

export interface Accounts {
  readonly register: (
    body: v.InferOutput<typeof registerBody>,
  ) => Promise<Result<SessionAnswer, RegisterFailure>>
  readonly signIn: (body: v.InferOutput<typeof signInBody>) => Promise<Result<SessionAnswer, SignInFailure>>
  readonly refresh: (refreshToken: string) => Promise<Result<SessionAnswer, RefreshRefused>>
  /** Undefined if the token was nobody's. */
  readonly signOut: (refreshToken: string) => Promise<DeviceId | undefined>
}

/** A device that was away for less comes back without a password. */
const refreshTokenDays = 90
const refreshTokenMs = refreshTokenDays * 24 * 60 * 60 * 1_000

export function createAccounts({ store, tokens, passwords, clock, random }: AccountsDeps): Accounts {
  const answer = async (
    account: Account,
    device: DeviceId,
    refreshToken: string,
  ): Promise<SessionAnswer> => ({
    accessToken: await tokens.sign(account.user, device),
    accessExpiresIn: accessTokenSeconds,
    refreshToken,
    user: { id: account.user, username: account.username, displayName: account.displayName },
  })
  const newToken = (): string => Buffer.from(random.bytes(32)).toString('base64url')
  const expires = (): ReturnType<typeof millis> => millis(clock.now() + refreshTokenMs)

  const start = async (
    account: Account,
    device: { readonly id: DeviceId; readonly name: string },
  ): Promise<Result<SessionAnswer, DeviceRefused>> => {
    const now = clock.now()
    const saved = await store.saveDevice({ device: device.id, user: account.user, name: device.name, now })
    if (!saved.ok) return saved
    const refreshToken = newToken()
    const hash = hashToken(refreshToken)
    const family = random.bytes(16)
    await store.startRefresh({ hash, family, expires: expires(), device: device.id, now })
    return ok(await answer(account, device.id, refreshToken))
  }

  return {
    register: async ({ username, displayName, password, device }) => {
      const user: UserId = randomId(userId, random)
      const passwordHash = await passwords.hash(password)
      const account = { user, username, displayName }
      const created = await store.createAccount({ ...account, passwordHash, created: clock.now() })
      return created.ok ? start(account, device) : created
    },
    signIn: async ({ username, password, device }) => {
      const account = await store.credentials(username)
      const matches = await passwords.matches(password, account?.passwordHash)
      return account !== undefined && matches ? start(account, device) : fail({ kind: 'wrong-credentials' })
    },
    refresh: async (refreshToken) => {
      const next = newToken()
      const hashes = { hash: hashToken(next), expires: expires() }
      const rotated = await store.rotateRefresh(hashToken(refreshToken), hashes, clock.now())
      if (!rotated.ok) return fail({ kind: 'refresh-refused', reused: rotated.failure.kind === 'reused' })
      const account = await store.account(rotated.value.user)
      if (account === undefined) return fail({ kind: 'refresh-refused', reused: false })
      return ok(await answer(account, rotated.value.device, next))
    },
    signOut: (refreshToken) => store.signOut(hashToken(refreshToken)),
  }
}

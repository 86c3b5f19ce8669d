/** What keeps a person signed in: devices, their refresh tokens, and how those end (rules AU3, AU6, AU7). */
import { type Clock, type Millis, millis } from '../../core/base/clock.ts'
import { type Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { SessionAnswer } from '../../core/protocol/api.ts'
import type { DeviceId, UserId } from '../../core/protocol/ids.ts'
import type { Account, AccountStore, DeviceRefused, KnownDevice } from '../store/account-store.ts'
import { type AccessTokens, hashToken } from './access-tokens.ts'
import { accessTokenSeconds } from './signing-keys.ts'

export interface SessionsDeps {
  readonly store: AccountStore
  readonly tokens: AccessTokens
  readonly clock: Clock
  readonly random: Random
  /** The device may do nothing any more: its sockets end. */
  readonly signedOut: (device: DeviceId) => void
}

export interface NewDevice {
  readonly id: DeviceId
  readonly name: string
}

export interface RefreshRefused {
  readonly kind: 'refresh-refused'
  readonly reused: boolean
}

export interface Sessions {
  /** Of somebody who has just shown who they are. */
  readonly start: (account: Account, device: NewDevice) => Promise<Result<SessionAnswer, DeviceRefused>>
  readonly refresh: (refreshToken: string) => Promise<Result<SessionAnswer, RefreshRefused>>
  /** A token that is nobody's ends nothing. */
  readonly signOut: (refreshToken: string) => Promise<DeviceId | undefined>
  readonly devices: (user: UserId) => Promise<ReadonlyArray<KnownDevice>>
  /** False if the user has no such device that is signed in. */
  readonly end: (user: UserId, device: DeviceId) => Promise<boolean>
  /** Of all devices of the user but `except`; answers how many. */
  readonly endAll: (user: UserId, except?: DeviceId) => Promise<number>
  readonly setDisabled: (user: UserId, disabled: boolean) => Promise<void>
}

/** A device that was away for less comes back without a password. */
const refreshTokenDays = 90
const refreshTokenMs = refreshTokenDays * 24 * 60 * 60 * 1_000

export const newToken = (random: Random): string => Buffer.from(random.bytes(32)).toString('base64url')

export function createSessions({ store, tokens, clock, random, signedOut }: SessionsDeps): Sessions {
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
  const expires = (): Millis => millis(clock.now() + refreshTokenMs)
  return {
    start: async (account, { id: device, name }) => {
      const now = clock.now()
      const saved = await store.saveDevice({ device, user: account.user, name, now })
      if (!saved.ok) return saved
      const refreshToken = newToken(random)
      const family = random.bytes(16)
      await store.startRefresh({ hash: hashToken(refreshToken), family, expires: expires(), device, now })
      return ok(await answer(account, device, refreshToken))
    },
    refresh: async (refreshToken) => {
      const next = newToken(random)
      const hashes = { hash: hashToken(next), expires: expires() }
      const rotated = await store.rotateRefresh(hashToken(refreshToken), hashes, clock.now())
      if (!rotated.ok) return fail({ kind: 'refresh-refused', reused: rotated.failure.kind === 'reused' })
      const account = await store.account(rotated.value.user)
      if (account === undefined) return fail({ kind: 'refresh-refused', reused: false })
      return ok(await answer(account, rotated.value.device, next))
    },
    signOut: async (refreshToken) => {
      const device = await store.signOut(hashToken(refreshToken))
      if (device !== undefined) signedOut(device)
      return device
    },
    devices: (user) => store.devices(user),
    end: async (user, device) => {
      const ended = await store.endDevice(user, device, clock.now())
      if (ended) signedOut(device)
      return ended
    },
    endAll: async (user, except) => {
      const ended = await store.endDevices(user, { except, now: clock.now() })
      for (const device of ended) signedOut(device)
      return ended.length
    },
    setDisabled: async (user, disabled) => {
      const ended = await store.setDisabled(user, disabled ? clock.now() : undefined)
      for (const device of ended) signedOut(device)
    },
  }
}

import { type Clock, type Millis, millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { ServerFailure, TokenFailure } from '../../core/bridge/contract.ts'
import type { SessionAnswer } from '../../core/protocol/api.ts'
import type { Vault } from '../vault/held-vault.ts'
import type { ApiFailure } from './ask.ts'
import type { RelayApi } from './relay-api.ts'

export interface AccessTokenDeps {
  readonly api: Pick<RelayApi, 'refresh'>
  readonly clock: Clock
  readonly vault: Pick<Vault, 'refreshToken' | 'setRefreshToken'>
}

/** The access token of one open session. */
export interface AccessToken {
  /** One that is good for a minute at least. Callers that wait at the same time share one refresh. */
  readonly read: () => Promise<Result<string, TokenFailure>>
  /** Takes what a sign-in answered; its refresh token is in the vault already. */
  readonly take: (answer: SessionAnswer) => void
  /** The relay refused it before its time: `read` gets another. */
  readonly drop: (token: string) => void
  /** From then on `read` says `locked`, a refresh under way included. */
  readonly close: () => void
}

interface Held {
  readonly token: string
  readonly from: Millis
  readonly until: Millis
}

/** Refreshed this long before the relay would refuse it. */
const marginMs = 60_000

export function createAccessToken({ api, clock, vault }: AccessTokenDeps): AccessToken {
  let held: Held | undefined
  let refreshing: Promise<Result<string, TokenFailure>> | undefined
  let closed = false

  const take = (answer: SessionAnswer): void => {
    const from = clock.now()
    held = {
      token: answer.accessToken,
      from,
      until: millis(from + answer.accessExpiresIn * 1_000 - marginMs),
    }
  }

  const refresh = async (): Promise<Result<string, TokenFailure>> => {
    const used = vault.refreshToken()
    if (used === undefined) return fail({ kind: 'expired' })
    const answer = await api.refresh(used)
    if (closed) return fail({ kind: 'locked' })
    if (!answer.ok) {
      if (!isRefusal(answer.failure)) return fail(serverFailure(answer.failure))
      // Another sign-in may have put a new one there meanwhile. If this write fails, the relay refuses again next time.
      if (vault.refreshToken() === used) await vault.setRefreshToken(undefined)
      return fail({ kind: 'expired' })
    }
    // First the vault: a token that is handed out and a refresh token that is lost would end the session an hour later.
    const saved = await vault.setRefreshToken(answer.value.refreshToken)
    if (!saved.ok)
      return fail({ kind: 'server-error', detail: 'the session could not be written to this disk' })
    take(answer.value)
    return ok(answer.value.accessToken)
  }

  return {
    read: () => {
      if (closed) return Promise.resolve(fail({ kind: 'locked' }))
      // A clock that was put back would make an old token look young for hours.
      const now = clock.now()
      if (held !== undefined && now >= held.from && now < held.until) return Promise.resolve(ok(held.token))
      refreshing ??= refresh().finally(() => {
        refreshing = undefined
      })
      return refreshing
    },
    take,
    drop: (token) => {
      if (held?.token === token) held = undefined
    },
    close: () => {
      closed = true
      held = undefined
    },
  }
}

const isRefusal = (failure: ApiFailure): boolean =>
  failure.kind === 'refused' && (failure.code === 'refresh-refused' || failure.code === 'unauthorized')

/** What is left of a failure when its caller has looked for the codes it knows. */
export function serverFailure(failure: ApiFailure): ServerFailure {
  switch (failure.kind) {
    case 'unreachable':
      return failure
    case 'strange':
      return { kind: 'server-error', detail: failure.detail }
    case 'refused': {
      const { code } = failure
      if (code === 'too-many-requests') return { kind: code, retryAfterSeconds: failure.retryAfterSeconds }
      return { kind: 'server-error', detail: code, ...(code !== 'internal' && { code }) }
    }
  }
}

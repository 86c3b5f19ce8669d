/** Tokens of bots where those of people are taken: REST and the JSON gateway. Sockets of the app and rooms know none. */
import type { Clock } from '../../core/base/clock.ts'
import { fail, ok } from '../../core/base/result.ts'
import { botScopes } from '../../core/protocol/bots-api.ts'
import { type Authenticate, hashToken } from '../identity/access-tokens.ts'
import type { BotStore } from '../store/bot-store.ts'

export const botTokenPrefix = 'tdbot_'
/** The prefix and 32 bytes as base64url. */
const tokenForm = /^tdbot_[A-Za-z0-9_-]{43}$/

export interface BotBearerDeps {
  readonly store: Pick<BotStore, 'byHash'>
  readonly clock: Pick<Clock, 'now'>
  /** For all other tokens. */
  readonly people: Authenticate
}

export const createBotBearer =
  ({ store, clock, people }: BotBearerDeps): Authenticate =>
  async (token) => {
    if (!token.startsWith(botTokenPrefix)) return people(token)
    const known = tokenForm.test(token) ? await store.byHash(hashToken(token)) : undefined
    if (known === undefined) return fail({ kind: 'refused' })
    const { user, device, scopes, expires } = known
    return expires > clock.now() ? ok({ user, device, expires, scopes }) : fail({ kind: 'expired' })
  }

/** The JSON gateway reads and writes: it takes bots that may do both. */
export const forGateway =
  (authenticate: Authenticate): Authenticate =>
  async (token) => {
    const grant = await authenticate(token)
    const { scopes } = grant.ok ? grant.value : {}
    return scopes === undefined || botScopes.every((scope) => scopes.includes(scope))
      ? grant
      : fail({ kind: 'refused' })
  }

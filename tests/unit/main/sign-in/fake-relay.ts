import * as v from 'valibot'
import { type ApiCode, paths, type SessionAnswer } from '../../../../core/protocol/api.ts'
import { keysPaths } from '../../../../core/protocol/keys-api.ts'
import { userId } from '../../../../core/protocol/ids.ts'
import type { Fetch } from '../../../../main/sign-in/relay-api.ts'

export interface FakeRelay {
  readonly fetch: Fetch
  /** Everything asked of it: method, path, and the body as text. */
  readonly asked: Array<{
    readonly method: string
    readonly path: string
    readonly body: string
    readonly authorization: string | undefined
  }>
  /** Answers the next request so, whatever it is. */
  readonly answerNext: (answer: FakeAnswer | Promise<FakeAnswer>) => void
  readonly goOffline: () => void
  readonly goOnline: () => void
  readonly changePassword: (username: string, password: string) => void
  /** As if it had lost its signing keys: what it gave out it refuses. */
  readonly forgetAccessTokens: () => void
  readonly forgetRefreshTokens: () => void
}

const bodyFields = v.record(v.string(), v.unknown())

interface FakeAccount {
  readonly user: SessionAnswer['user']
  password: string
}

type FakeAnswer = Awaited<ReturnType<Fetch>>
export const answerOf = (status: number, body: unknown): FakeAnswer => ({
  status,
  headers: new Headers(),
  text: async () => (body === undefined ? '' : JSON.stringify(body)),
})
const problem = (status: number, code: ApiCode, more = {}) =>
  answerOf(status, { type: `urn:x:${code}`, title: code, status, code, ...more })

/** The network's other end: what a relay answers, kept in memory. Refresh tokens are good once. `digit` fills its ids. */
export function createFakeRelay(digit = 'a'): FakeRelay {
  const accounts = new Map<string, FakeAccount>()
  const refreshTokens = new Map<string, FakeAccount>()
  const accessTokens = new Set<string>()
  const asked: FakeRelay['asked'] = []
  const queued: Array<FakeAnswer | Promise<FakeAnswer>> = []
  let online = true
  let made = 0

  const session = (account: FakeAccount) => {
    made++
    const answer: SessionAnswer = {
      accessToken: `access-${made}`,
      accessExpiresIn: 900,
      refreshToken: `refresh-${made}`,
      user: account.user,
    }
    accessTokens.add(answer.accessToken)
    refreshTokens.set(answer.refreshToken, account)
    return answerOf(200, answer)
  }
  const answer = (
    path: string,
    fields: v.InferOutput<typeof bodyFields>,
    authorization: string | undefined,
  ) => {
    const body = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '')
    const account = accounts.get(body('username'))
    switch (path) {
      case paths.register: {
        if (account !== undefined) return problem(409, 'username-taken')
        const username = body('username')
        const user = {
          id: userId(username.length.toString(16).padStart(32, digit)),
          username,
          displayName: body('displayName'),
        }
        const fresh = { user, password: body('password') }
        accounts.set(username, fresh)
        return session(fresh)
      }
      case paths.signIn:
        return account?.password === body('password') && account !== undefined
          ? session(account)
          : problem(401, 'wrong-credentials')
      case paths.refresh: {
        const owner = refreshTokens.get(body('refreshToken'))
        refreshTokens.delete(body('refreshToken'))
        return owner === undefined ? problem(401, 'refresh-refused') : session(owner)
      }
      case paths.signOut:
        refreshTokens.delete(body('refreshToken'))
        return answerOf(204, undefined)
      default:
        if (!accessTokens.has(authorization?.slice('Bearer '.length) ?? ''))
          return problem(401, 'unauthorized')
        if (path === keysPaths.query) return answerOf(200, { users: [] })
        return path === paths.workspaces ? answerOf(200, { workspaces: [] }) : problem(404, 'not-found')
    }
  }

  return {
    asked,
    fetch: async (url, { method, body: sent = '{}', headers }) => {
      const body = typeof sent === 'string' ? sent : '{}'
      const path = new URL(url).pathname
      asked.push({ method, path, body, authorization: headers['authorization'] })
      if (!online) throw new TypeError('fetch failed')
      return queued.shift() ?? answer(path, v.parse(bodyFields, JSON.parse(body)), headers['authorization'])
    },
    answerNext: (next) => void queued.push(next),
    goOffline: () => {
      online = false
    },
    goOnline: () => {
      online = true
    },
    changePassword: (username, password) => {
      const account = accounts.get(username)
      if (account !== undefined) account.password = password
    },
    forgetAccessTokens: () => accessTokens.clear(),
    forgetRefreshTokens: () => refreshTokens.clear(),
  }
}

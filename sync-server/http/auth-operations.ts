/** Sign-up, sign-in and what keeps a session going (AU*). */
import { fail, ok } from '../../core/base/result.ts'
import { paths, refreshBody, registerBody, sessionAnswer, signInBody } from '../../core/protocol/api.ts'
import type { DeviceId } from '../../core/protocol/ids.ts'
import type { Accounts } from '../identity/accounts.ts'
import type { Throttle } from '../identity/throttle.ts'
import type { Logger } from '../logger.ts'
import type { DeviceRefused } from '../store/account-store.ts'
import { type Answer, tooMany } from './endpoint.ts'
import { type Operation, publicOperation } from './operation.ts'
import { sample } from './samples.ts'

export interface AuthDeps {
  readonly accounts: Accounts
  /** Sign-ins, by account and by address: guessing one password everywhere is as slow as guessing all of one account. */
  readonly signIns: Throttle
  /** Sign-ups by address. */
  readonly registrations: Throttle
  /** Refreshes and sign-outs by address. */
  readonly refreshes: Throttle
  readonly signedOut: (device: DeviceId) => void
  readonly log: Logger
}

const refusedDevices: Record<DeviceRefused['kind'], string> = {
  'device-taken': 'this device belongs to another account',
  'device-revoked': 'this device was revoked',
}
const refuseDevice = (kind: DeviceRefused['kind']): Answer =>
  fail({ code: 'forbidden', detail: refusedDevices[kind] })

const device = { id: sample.device, name: 'Ada’s laptop' }
const sessionExample = {
  accessToken: 'eyJhbGciOiJFZERTQSIs…',
  accessExpiresIn: 900,
  refreshToken: 'kq3…',
  user: { id: sample.user, username: 'ada', displayName: 'Ada Lovelace' },
}
const refreshExample = { body: { refreshToken: 'kq3…' } }

export const authOperations = (deps: AuthDeps): ReadonlyArray<Operation> => [
  publicOperation({
    id: 'register',
    method: 'POST',
    path: paths.register,
    tag: 'auth',
    summary: 'Make an account and sign its first device in.',
    body: registerBody,
    answer: sessionAnswer,
    problems: ['username-taken', 'forbidden'],
    example: {
      body: {
        username: 'ada',
        displayName: 'Ada Lovelace',
        password: 'a password of twelve or more',
        device,
      },
      answer: sessionExample,
    },
    run: async ({ body, from }) => {
      const { retryAfter } = deps.registrations.take(from)
      if (retryAfter > 0) return tooMany(retryAfter)
      const registered = await deps.accounts.register(body)
      if (registered.ok) return registered
      const { kind } = registered.failure
      return kind === 'username-taken' ? fail({ code: kind }) : refuseDevice(kind)
    },
    audit: ({ body }) => ({ target: { username: body.username, device: body.device.id } }),
  }),
  publicOperation({
    id: 'signIn',
    method: 'POST',
    path: paths.signIn,
    tag: 'auth',
    summary: 'Sign a device in with a password.',
    body: signInBody,
    answer: sessionAnswer,
    problems: ['wrong-credentials', 'forbidden'],
    example: {
      body: { username: 'ada', password: 'a password of twelve or more', device },
      answer: sessionExample,
    },
    run: ({ body, from }) => signIn(body, from, deps),
    audit: ({ body }) => ({ target: { username: body.username, device: body.device.id } }),
  }),
  publicOperation({
    id: 'refresh',
    method: 'POST',
    path: paths.refresh,
    tag: 'auth',
    summary: 'Exchange a refresh token for a new pair of tokens.',
    description: 'Each token is good for one exchange. Used again later, it ends the whole session.',
    body: refreshBody,
    answer: sessionAnswer,
    problems: ['refresh-refused'],
    example: { ...refreshExample, answer: sessionExample },
    run: async ({ body, from }) => {
      const { retryAfter } = deps.refreshes.take(from)
      if (retryAfter > 0) return tooMany(retryAfter)
      const refreshed = await deps.accounts.refresh(body.refreshToken)
      if (refreshed.ok) return refreshed
      if (refreshed.failure.reused) deps.log.warn({ ip: from }, 'a refresh token was used twice')
      return fail({ code: 'refresh-refused' })
    },
  }),
  publicOperation({
    id: 'signOut',
    method: 'POST',
    path: paths.signOut,
    tag: 'auth',
    summary: 'Sign the device of a refresh token out.',
    body: refreshBody,
    example: refreshExample,
    run: async ({ body, from }) => {
      const { retryAfter } = deps.refreshes.take(from)
      if (retryAfter > 0) return tooMany(retryAfter)
      const signedOut = await deps.accounts.signOut(body.refreshToken)
      if (signedOut !== undefined) deps.signedOut(signedOut)
      return ok(undefined)
    },
  }),
]

async function signIn(
  body: Parameters<Accounts['signIn']>[0],
  from: string,
  { accounts, signIns }: AuthDeps,
): Promise<Answer> {
  const waits = [signIns.take(`address ${from}`), signIns.take(`account ${body.username}`)]
  const retryAfter = Math.max(...waits.map((wait) => wait.retryAfter))
  if (retryAfter > 0) return tooMany(retryAfter)
  const signedIn = await accounts.signIn(body)
  if (signedIn.ok) return signedIn
  const { kind } = signedIn.failure
  return kind === 'wrong-credentials' ? fail({ code: kind }) : refuseDevice(kind)
}

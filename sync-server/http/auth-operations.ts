/** Sign-up, sign-in and what keeps a session going (AU*). */
import { fail, ok } from '../../core/base/result.ts'
import {
  type ApiCode,
  paths,
  refreshBody,
  registerBody,
  sessionAnswer,
  signInBody,
} from '../../core/protocol/api.ts'
import { identityPaths, type Methods, methodsAnswer } from '../../core/protocol/identity-api.ts'
import type { Accounts } from '../identity/accounts.ts'
import type { Sessions } from '../identity/sessions.ts'
import type { Throttle } from '../identity/throttle.ts'
import type { Logger } from '../logger.ts'
import type { DeviceRefused } from '../store/account-store.ts'
import { type Answer, spend, tooMany } from './endpoint.ts'
import { type Operation, publicOperation } from './operation.ts'
import type { ApiFailure } from './problems.ts'
import { sample } from './samples.ts'

export interface AuthDeps {
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly methods: Methods
  /** Sign-ins, by account and by address: guessing one password everywhere is as slow as guessing all of one account. */
  readonly signIns: Throttle
  /** Sign-ups by address. */
  readonly registrations: Throttle
  /** Refreshes and sign-outs by address. */
  readonly refreshes: Throttle
  readonly log: Logger
}

const refusedDevices: Record<DeviceRefused['kind'], string> = {
  'device-taken': 'this device belongs to another account',
  'device-revoked': 'this device was revoked',
}
const isOfDevice = (kind: ApiCode | DeviceRefused['kind']): kind is DeviceRefused['kind'] =>
  Object.hasOwn(refusedDevices, kind)
/** The failures of the services are named as the codes of the API are; what is wrong with a device is one code. */
export const refuse = ({
  kind,
  ...facts
}: { readonly kind: ApiCode | DeviceRefused['kind'] } & Pick<ApiFailure, 'used' | 'limit'>): Answer =>
  fail(isOfDevice(kind) ? { code: 'forbidden', detail: refusedDevices[kind] } : { code: kind, ...facts })

export const deviceExample = { id: sample.device, name: 'Ada’s laptop' }
export const sessionExample = {
  accessToken: 'eyJhbGciOiJFZERTQSIs…',
  accessExpiresIn: 900,
  refreshToken: 'kq3…',
  user: { id: sample.user, username: 'ada', displayName: 'Ada Lovelace' },
}
const refreshExample = { body: { refreshToken: 'kq3…' } }

export const authOperations = (deps: AuthDeps): ReadonlyArray<Operation> => [
  publicOperation({
    id: 'signInMethods',
    method: 'GET',
    path: identityPaths.methods,
    tag: 'auth',
    summary: 'How people get in here.',
    description:
      'Who may make an account, and the provider that signs people in beside passwords, if there is one.',
    answer: methodsAnswer,
    example: { answer: { signUp: 'open', provider: { name: 'Harbour', signUp: 'open' } } },
    run: async () => ok(deps.methods),
  }),
  publicOperation({
    id: 'register',
    method: 'POST',
    path: paths.register,
    tag: 'auth',
    summary: 'Make an account and sign its first device in.',
    body: registerBody,
    answer: sessionAnswer,
    problems: [
      'username-taken',
      'password-weak',
      'sign-up-closed',
      'invitation-needed',
      'invitation-refused',
      'people-quota',
      'forbidden',
      'too-many-requests',
    ],
    example: {
      body: {
        username: 'ada',
        displayName: 'Ada Lovelace',
        password: 'a password of twelve or more',
        device: deviceExample,
      },
      answer: sessionExample,
    },
    run: async ({ body, from, reply }) => {
      const retryAfter = spend(reply, deps.registrations, from)
      if (retryAfter > 0) return tooMany(retryAfter)
      const registered = await deps.accounts.register(body)
      return registered.ok ? registered : refuse(registered.failure)
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
    problems: ['wrong-credentials', 'account-disabled', 'forbidden', 'too-many-requests'],
    example: {
      body: { username: 'ada', password: 'a password of twelve or more', device: deviceExample },
      answer: sessionExample,
    },
    run: async ({ body, from, reply }) => {
      const retryAfter = spend(reply, deps.signIns, `address ${from}`, `account ${body.username}`)
      return retryAfter > 0 ? tooMany(retryAfter) : signIn(body, deps)
    },
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
    problems: ['refresh-refused', 'too-many-requests'],
    example: { ...refreshExample, answer: sessionExample },
    run: async ({ body, from, reply }) => {
      const retryAfter = spend(reply, deps.refreshes, from)
      if (retryAfter > 0) return tooMany(retryAfter)
      const refreshed = await deps.sessions.refresh(body.refreshToken)
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
    problems: ['too-many-requests'],
    example: refreshExample,
    run: async ({ body, from, reply, tell }) => {
      const retryAfter = spend(reply, deps.refreshes, from)
      if (retryAfter > 0) return tooMany(retryAfter)
      const device = await deps.sessions.signOut(body.refreshToken)
      if (device !== undefined) tell({ target: { device } })
      return ok(undefined)
    },
    audit: 'as-told',
  }),
]

async function signIn(body: Parameters<Accounts['signIn']>[0], { accounts }: AuthDeps): Promise<Answer> {
  const signedIn = await accounts.signIn(body)
  return signedIn.ok ? signedIn : refuse(signedIn.failure)
}

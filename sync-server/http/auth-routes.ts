import type { FastifyInstance } from 'fastify'
import { fail, ok } from '../../core/base/result.ts'
import { paths, refreshBody, registerBody, signInBody } from '../../core/protocol/api.ts'
import type { DeviceId } from '../../core/protocol/ids.ts'
import type { Accounts } from '../identity/accounts.ts'
import type { Throttle } from '../identity/throttle.ts'
import type { DeviceRefused } from '../store/account-store.ts'
import type { Logger } from '../logger.ts'
import { type Answer, endpoint, read, tooMany } from './endpoint.ts'

export interface AuthRoutesDeps {
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

export function addAuthRoutes(app: FastifyInstance, deps: AuthRoutesDeps): void {
  const { accounts, registrations, refreshes } = deps
  app.post(
    paths.register,
    endpoint(async (request) => {
      const { retryAfter } = registrations.take(request.ip)
      if (retryAfter > 0) return tooMany(retryAfter)
      const body = read(registerBody, request.body)
      if (!body.ok) return body
      const registered = await accounts.register(body.value)
      if (registered.ok) return registered
      const { kind } = registered.failure
      return kind === 'username-taken' ? fail({ code: kind }) : refuseDevice(kind)
    }),
  )
  app.post(
    paths.signIn,
    endpoint((request) => signIn(request, deps)),
  )
  app.post(
    paths.refresh,
    endpoint(async (request) => {
      const { retryAfter } = refreshes.take(request.ip)
      if (retryAfter > 0) return tooMany(retryAfter)
      const body = read(refreshBody, request.body)
      if (!body.ok) return body
      const refreshed = await accounts.refresh(body.value.refreshToken)
      if (refreshed.ok) return refreshed
      if (refreshed.failure.reused) deps.log.warn({ ip: request.ip }, 'a refresh token was used twice')
      return fail({ code: 'refresh-refused' })
    }),
  )
  app.post(
    paths.signOut,
    endpoint(async (request) => {
      const { retryAfter } = refreshes.take(request.ip)
      if (retryAfter > 0) return tooMany(retryAfter)
      const body = read(refreshBody, request.body)
      if (!body.ok) return body
      const device = await accounts.signOut(body.value.refreshToken)
      if (device !== undefined) deps.signedOut(device)
      return ok(undefined)
    }),
  )
}

async function signIn(
  request: { readonly ip: string; readonly body: unknown },
  { accounts, signIns }: AuthRoutesDeps,
): Promise<Answer> {
  const body = read(signInBody, request.body)
  if (!body.ok) return body
  const waits = [signIns.take(`address ${request.ip}`), signIns.take(`account ${body.value.username}`)]
  const retryAfter = Math.max(...waits.map((wait) => wait.retryAfter))
  if (retryAfter > 0) return tooMany(retryAfter)
  const signedIn = await accounts.signIn(body.value)
  if (signedIn.ok) return signedIn
  const { kind } = signedIn.failure
  return kind === 'wrong-credentials' ? fail({ code: kind }) : refuseDevice(kind)
}

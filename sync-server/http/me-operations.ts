/** One's own account and devices (AU7, AU12, AU16 to AU18). */
import { millis } from '../../core/base/clock.ts'
import * as v from 'valibot'
import { bytesToHex } from '../../core/base/bytes.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import {
  changePasswordBody,
  identityPaths,
  linkIdentityBody,
  meAnswer,
  myDevicesAnswer,
  signedOutAnswer,
  signOutAllBody,
  unlinkIdentityBody,
  updateMeBody,
} from '../../core/protocol/identity-api.ts'
import { deviceIdSchema } from '../../core/protocol/id-schemas.ts'
import type { OidcSignIn } from '../identity/oidc/oidc-sign-in.ts'
import type { Me, Profiles } from '../identity/profiles.ts'
import type { Sessions } from '../identity/sessions.ts'
import type { Throttle } from '../identity/throttle.ts'
import { type Answer, spend, tooMany } from './endpoint.ts'
import { type Operation, userOperation } from './operation.ts'
import type { ApiFailure } from './problems.ts'
import { sample } from './samples.ts'

export interface MeDeps {
  readonly profiles: Profiles
  readonly sessions: Sessions
  readonly oidc: OidcSignIn | undefined
  readonly signIns: Throttle
}

const identity = { issuer: 'https://id.example', subject: '248289761001' }
const meExample = {
  id: sample.user,
  username: 'ada',
  displayName: 'Ada Lovelace',
  email: 'ada@engines.example',
  picture: null,
  status: 'at the engine',
  statusUntil: null,
  hasPassword: true,
  identities: [identity],
}

const answerMe = ({ user, email, picture, statusUntil, disabled: _, ...me }: Me): object => ({
  ...me,
  id: user,
  email: email ?? null,
  picture: picture === undefined ? null : bytesToHex(picture),
  statusUntil: statusUntil ?? null,
})

export const meOperations = (deps: MeDeps): ReadonlyArray<Operation> => [
  ...profileOperations(deps),
  ...deviceOperations(deps),
  ...identityOperations(deps),
]

const profileOperations = ({ profiles, signIns }: MeDeps): ReadonlyArray<Operation> => [
  userOperation({
    id: 'me',
    method: 'GET',
    path: identityPaths.me,
    tag: 'people',
    summary: 'One’s own account.',
    answer: meAnswer,
    problems: ['not-found'],
    example: { answer: meExample },
    run: async ({ grant }) => {
      const me = await profiles.me(grant.user)
      return me === undefined ? fail({ code: 'not-found' }) : ok(answerMe(me))
    },
  }),
  userOperation({
    id: 'updateMe',
    method: 'PATCH',
    path: identityPaths.me,
    tag: 'people',
    summary: 'Change one’s own account: what is not named stays, null takes away.',
    body: updateMeBody,
    answer: meAnswer,
    problems: ['username-taken', 'not-found'],
    example: { body: { displayName: 'Ada Lovelace', status: 'at the engine' }, answer: meExample },
    run: async ({ grant, body: { statusUntil, ...body } }) => {
      const until = statusUntil === undefined ? {} : { statusUntil: millis(statusUntil) }
      const updated = await profiles.update(grant.user, { ...body, ...until })
      return updated.ok ? ok(answerMe(updated.value)) : fail({ code: updated.failure.kind })
    },
    audit: ({ grant, body }) => ({
      target: { user: grant.user },
      details: { fields: Object.keys(body).toSorted().join(' ') },
    }),
  }),
  userOperation({
    id: 'changePassword',
    method: 'POST',
    path: identityPaths.password,
    tag: 'people',
    summary: 'Change one’s own password. All other devices are signed out.',
    body: changePasswordBody,
    answer: signedOutAnswer,
    problems: ['wrong-credentials', 'password-weak', 'no-password'],
    example: {
      body: { current: 'a password of twelve or more', next: 'another one, just as long' },
      answer: { signedOut: 2 },
    },
    run: async ({ grant, body, reply }) => {
      const retryAfter = spend(reply, signIns, `password of ${grant.user}`)
      if (retryAfter > 0) return tooMany(retryAfter)
      return coded(await profiles.changePassword(grant, body))
    },
    audit: ({ grant }) => ({ target: { user: grant.user } }),
  }),
]

const deviceOperations = ({ sessions }: MeDeps): ReadonlyArray<Operation> => [
  userOperation({
    id: 'listMyDevices',
    method: 'GET',
    path: identityPaths.devices,
    tag: 'people',
    summary: 'One’s own devices, the one seen last first.',
    answer: myDevicesAnswer,
    example: {
      answer: {
        devices: [
          {
            id: sample.device,
            name: 'Ada’s laptop',
            active: true,
            current: true,
            created: 1_793_000_000_000,
            seen: 1_793_000_900_000,
          },
        ],
      },
    },
    run: async ({ grant }) => {
      const devices = await sessions.devices(grant.user)
      return ok({
        devices: devices.map(({ device, ...each }) => ({
          ...each,
          id: device,
          current: device === grant.device,
        })),
      })
    },
  }),
  userOperation({
    id: 'signOutDevice',
    method: 'DELETE',
    path: identityPaths.device(':device'),
    tag: 'people',
    summary: 'Sign one of one’s own devices out.',
    description: 'It may sign in again; a device that should never come back is revoked in the list of keys.',
    params: v.object({ device: deviceIdSchema }),
    example: { params: { device: sample.device } },
    run: async ({ grant, params: { device } }) =>
      (await sessions.end(grant.user, device)) ? ok(undefined) : fail({ code: 'not-found' }),
    audit: ({ params: { device } }) => ({ target: { device } }),
  }),
  userOperation({
    id: 'signOutAll',
    method: 'POST',
    path: identityPaths.signOutAll,
    tag: 'people',
    summary: 'Sign all of one’s own devices out; all but this one if that is said.',
    body: signOutAllBody,
    answer: signedOutAnswer,
    example: { body: { keepThis: true }, answer: { signedOut: 2 } },
    run: async ({ grant, body }) =>
      ok({ signedOut: await sessions.endAll(grant.user, body.keepThis ? grant.device : undefined) }),
    audit: ({ grant }) => ({ target: { user: grant.user } }),
  }),
]

const identityOperations = ({ oidc }: MeDeps): ReadonlyArray<Operation> => [
  userOperation({
    id: 'linkIdentity',
    method: 'POST',
    path: identityPaths.identities,
    tag: 'people',
    summary: 'Let the person of the provider whom a ticket names into one’s own account.',
    body: linkIdentityBody,
    problems: ['not-found', 'oidc-refused', 'identity-taken'],
    example: { body: { ticket: 'Jd0…' } },
    run: async ({ grant, body }) =>
      oidc === undefined ? fail({ code: 'not-found' }) : coded(await oidc.link(grant.user, body.ticket)),
    audit: ({ grant }) => ({ target: { user: grant.user } }),
  }),
  userOperation({
    id: 'unlinkIdentity',
    method: 'DELETE',
    path: identityPaths.identities,
    tag: 'people',
    summary: 'Take away the way into one’s own account that a provider is.',
    body: unlinkIdentityBody,
    problems: ['not-found', 'last-way-in'],
    example: { body: identity },
    run: async ({ grant, body }) => {
      const unlinked = oidc === undefined ? undefined : await oidc.unlink(grant.user, body)
      if (unlinked === undefined) return fail({ code: 'not-found' })
      if (unlinked.ok) return ok(undefined)
      return fail({ code: unlinked.failure.kind === 'last' ? 'last-way-in' : 'not-found' })
    },
    audit: ({ grant }) => ({ target: { user: grant.user } }),
  }),
]

/** The failures of these services are named as the codes of the API are. */
const coded = (result: Result<object | void, { readonly kind: ApiFailure['code'] }>): Answer =>
  result.ok ? ok(result.value ?? undefined) : fail({ code: result.failure.kind })

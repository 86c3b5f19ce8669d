/** Accounts as whoever runs the relay sees to them (AU7, AU19). */
import * as v from 'valibot'
import { fail, ok } from '../../core/base/result.ts'
import {
  adminPaths,
  disableBody,
  maxListedUsers,
  resetPasswordAnswer,
  signedOutAnswer,
  userAnswer,
  usersAnswer,
  usersQuery,
} from '../../core/protocol/identity-api.ts'
import { userIdSchema } from '../../core/protocol/id-schemas.ts'
import type { Profiles } from '../identity/profiles.ts'
import type { Sessions } from '../identity/sessions.ts'
import type { ListedAccount } from '../store/account-store.ts'
import type { Store } from '../store/store.ts'
import { administratorOperation, type Operation } from './operation.ts'
import { sample } from './samples.ts'

export interface UsersDeps {
  readonly store: Store
  readonly profiles: Profiles
  readonly sessions: Sessions
}

const params = v.object({ user: userIdSchema })
const tag = 'operations'
const listedExample = {
  id: sample.user,
  username: 'ada',
  displayName: 'Ada Lovelace',
  email: 'ada@engines.example',
  disabled: false,
  hasPassword: true,
  created: 1_793_000_000_000,
  seen: 1_793_000_900_000,
}
const deviceExample = {
  id: sample.device,
  name: 'Ada’s laptop',
  active: true,
  created: 1_793_000_000_000,
  seen: 1_793_000_900_000,
}

const answerListed = ({ user, email, seen, ...rest }: ListedAccount): object => ({
  ...rest,
  id: user,
  email: email ?? null,
  seen: seen === 0 ? null : seen,
})

export const userOperations = (deps: UsersDeps): ReadonlyArray<Operation> => [
  ...lookingOperations(deps),
  ...changingOperations(deps),
]

const lookingOperations = ({ store }: UsersDeps): ReadonlyArray<Operation> => [
  administratorOperation({
    id: 'listUsers',
    method: 'GET',
    path: adminPaths.users,
    tag,
    summary: 'All accounts of this relay, by username.',
    description: `${maxListedUsers} a page; \`next\` of one page is \`after\` of the one that follows.`,
    query: usersQuery,
    answer: usersAnswer,
    example: { query: { text: 'ada' }, answer: { users: [listedExample], next: null } },
    run: async ({ query: { after = '', ...query } }) => {
      const found = await store.accounts.list({ ...query, after, limit: maxListedUsers + 1 })
      const users = found.slice(0, maxListedUsers)
      const next = found.length > maxListedUsers ? users.at(-1)?.username : undefined
      return ok({ users: users.map(answerListed), next: next ?? null })
    },
  }),
  administratorOperation({
    id: 'showUser',
    method: 'GET',
    path: adminPaths.user(':user'),
    tag,
    summary: 'An account with its devices, and the workspaces that it is in.',
    params,
    answer: userAnswer,
    example: {
      params: { user: sample.user },
      answer: {
        ...listedExample,
        identities: [],
        devices: [deviceExample],
        workspaces: [{ id: sample.workspace, name: 'Difference Engines', role: 'owner' }],
      },
    },
    run: async ({ params: { user } }) => {
      const account = await store.accounts.listed(user)
      if (account === undefined) return fail({ code: 'not-found' })
      const devices = await store.accounts.devices(user)
      return ok({
        ...answerListed(account),
        identities: await store.providers.identities(user),
        devices: devices.map(({ device, ...rest }) => ({ ...rest, id: device })),
        workspaces: await store.directory.membershipsOf(user),
      })
    },
  }),
]

const changingOperations = ({ profiles, sessions }: UsersDeps): ReadonlyArray<Operation> => [
  administratorOperation({
    id: 'disableUser',
    method: 'PUT',
    path: adminPaths.disabled(':user'),
    tag,
    summary: 'Shut an account, which ends all its sessions, or open it again.',
    params,
    body: disableBody,
    example: { params: { user: sample.user }, body: { disabled: true } },
    run: async ({ params: { user }, body }) => {
      if ((await profiles.me(user)) === undefined) return fail({ code: 'not-found' })
      await sessions.setDisabled(user, body.disabled)
      return ok(undefined)
    },
    audit: ({ params: { user }, body }) => ({ target: { user }, details: { disabled: body.disabled } }),
  }),
  administratorOperation({
    id: 'signOutUser',
    method: 'POST',
    path: adminPaths.signOutUser(':user'),
    tag,
    summary: 'Sign all devices of an account out.',
    params,
    answer: signedOutAnswer,
    example: { params: { user: sample.user }, answer: { signedOut: 2 } },
    run: async ({ params: { user } }) => {
      if ((await profiles.me(user)) === undefined) return fail({ code: 'not-found' })
      return ok({ signedOut: await sessions.endAll(user) })
    },
    audit: ({ params: { user } }) => ({ target: { user } }),
  }),
  administratorOperation({
    id: 'resetPassword',
    method: 'POST',
    path: adminPaths.resetPassword(':user'),
    tag,
    summary: 'Give an account a new password, which is told once, and sign all its devices out.',
    description: 'Where it has an e-mail address, a letter says that the password was changed.',
    params,
    answer: resetPasswordAnswer,
    problems: ['no-password'],
    example: {
      params: { user: sample.user },
      answer: { password: '9f2c-01be-77d3-5a40-c6e8-1b9d', signedOut: 2 },
    },
    run: async ({ params: { user }, reply }) => {
      if ((await profiles.me(user)) === undefined) return fail({ code: 'not-found' })
      const reset = await profiles.resetPassword(user)
      if (!reset.ok) return fail({ code: reset.failure.kind })
      reply.header('cache-control', 'no-store')
      return ok(reset.value)
    },
    audit: ({ params: { user } }) => ({ target: { user } }),
  }),
]

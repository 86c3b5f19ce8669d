import * as v from 'valibot'
import { fail, ok } from '../../core/base/result.ts'
import {
  botAnswer,
  botPaths,
  botsAnswer,
  botTokenAnswer,
  createBotBody,
  createBotTokenBody,
} from '../../core/protocol/bots-api.ts'
import { deviceIdSchema, userIdSchema, workspaceIdSchema } from '../../core/protocol/id-schemas.ts'
import type { Bots } from '../bots/bots.ts'
import { type Operation, userOperation } from './operation.ts'
import { withCode } from './problems.ts'
import { sample } from './samples.ts'

const params = { workspace: sample.workspace }
const botParams = { ...params, bot: sample.other }
const shared = { tag: 'integrations', action: 'workspace.integrate' } as const
const inWorkspace = v.object({ workspace: workspaceIdSchema })
const ofBot = v.object({ workspace: workspaceIdSchema, bot: userIdSchema })
const ofToken = v.object({ ...ofBot.entries, token: deviceIdSchema })

interface BotOperationsDeps {
  readonly bots: Bots
}

export const botOperations = (deps: BotOperationsDeps): ReadonlyArray<Operation> => [
  ...accounts(deps),
  ...tokens(deps),
]

const accounts = ({ bots }: BotOperationsDeps): ReadonlyArray<Operation> => [
  userOperation({
    ...shared,
    id: 'createBot',
    method: 'POST',
    path: botPaths.bots(':workspace'),
    summary: 'Make a bot: a member of the workspace that no person signs in to.',
    params: inWorkspace,
    body: createBotBody,
    answer: botAnswer,
    status: 201,
    problems: ['forbidden', 'username-taken', 'people-quota'],
    example: {
      params,
      body: { username: 'card-puncher', displayName: 'Card puncher' },
      answer: { id: sample.other },
    },
    run: async ({ grant, params: { workspace }, body }) => {
      const made = await bots.create(grant.user, workspace, body)
      return made.ok ? ok({ id: made.value }) : fail(withCode(made.failure))
    },
    audit: ({ params: { workspace }, body }) => ({ workspace, details: { username: body.username } }),
  }),
  userOperation({
    ...shared,
    id: 'listBots',
    method: 'GET',
    path: botPaths.bots(':workspace'),
    summary: 'The bots of a workspace and their tokens, without what the tokens say.',
    params: inWorkspace,
    answer: botsAnswer,
    problems: ['forbidden'],
    example: {
      params,
      answer: {
        bots: [
          {
            id: sample.other,
            username: 'card-puncher',
            displayName: 'Card puncher',
            createdBy: sample.user,
            created: 1_795_708_800_000,
            tokens: [
              {
                id: sample.device,
                name: 'build server',
                scopes: ['messages:write'],
                created: 1_795_708_800_000,
                expires: 1_803_484_800_000,
              },
            ],
          },
        ],
      },
    },
    run: async ({ grant, params: { workspace } }) => {
      const found = await bots.list(grant.user, workspace)
      if (!found.ok) return fail({ code: found.failure.kind })
      return ok({
        bots: found.value.map(({ user: id, tokens: held, workspace: _, ...row }) => ({
          id,
          ...row,
          tokens: held.map(({ device, user: _bot, ...token }) => ({ id: device, ...token })),
        })),
      })
    },
  }),
  userOperation({
    ...shared,
    id: 'removeBot',
    method: 'DELETE',
    path: botPaths.bot(':workspace', ':bot'),
    summary: 'Take a bot out of the workspace; its tokens open nothing any more.',
    params: ofBot,
    problems: ['forbidden'],
    example: { params: botParams },
    run: async ({ grant, params: { workspace, bot } }) => {
      const removed = await bots.remove(grant.user, workspace, bot)
      return removed.ok ? ok(undefined) : fail({ code: removed.failure.kind })
    },
    audit: ({ params: { workspace, bot } }) => ({ workspace, target: { bot } }),
  }),
]

const tokens = ({ bots }: BotOperationsDeps): ReadonlyArray<Operation> => [
  userOperation({
    ...shared,
    id: 'createBotToken',
    method: 'POST',
    path: botPaths.tokens(':workspace', ':bot'),
    summary: 'Make a token for a bot. It is told this once.',
    description:
      'It goes where an access token goes: `Authorization: Bearer` at this API, and at the JSON gateway if it has both scopes. ' +
      'Calls about one’s own account, and all that no scope names, are refused.',
    params: ofBot,
    body: createBotTokenBody,
    answer: botTokenAnswer,
    status: 201,
    problems: ['forbidden'],
    example: {
      params: botParams,
      body: { name: 'build server', scopes: ['messages:write'], days: 90 },
      answer: { id: sample.device, token: 'tdbot_…' },
    },
    run: async ({ grant, params: { workspace, bot }, body }) => {
      const made = await bots.createToken(grant.user, workspace, bot, body)
      return made.ok ? ok(made.value) : fail({ code: made.failure.kind })
    },
    audit: ({ params: { workspace, bot }, body }) => ({
      workspace,
      target: { bot },
      details: { scopes: body.scopes.join(' '), days: body.days },
    }),
  }),
  userOperation({
    ...shared,
    id: 'revokeBotToken',
    method: 'DELETE',
    path: botPaths.token(':workspace', ':bot', ':token'),
    summary: 'End a token of a bot, and the connections that it opened.',
    params: ofToken,
    problems: ['forbidden'],
    example: { params: { ...botParams, token: sample.device } },
    run: async ({ grant, params: { workspace, bot, token } }) => {
      const revoked = await bots.revokeToken(grant.user, workspace, bot, token)
      return revoked.ok ? ok(undefined) : fail({ code: revoked.failure.kind })
    },
    audit: ({ params: { workspace, bot, token } }) => ({ workspace, target: { bot, token } }),
  }),
]

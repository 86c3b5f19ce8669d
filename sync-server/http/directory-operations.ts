import * as v from 'valibot'
import { fail, ok, type Result } from '../../core/base/result.ts'
import {
  channelAnswer,
  createChannelBody,
  createWorkspaceBody,
  matchPlaceholderBody,
  paths,
  workspaceAnswer,
  workspacesAnswer,
} from '../../core/protocol/api.ts'
import { userIdSchema, workspaceIdSchema } from '../../core/protocol/id-schemas.ts'
import type { Directory } from '../directory/directory.ts'
import type { Answer } from './endpoint.ts'
import { type Operation, userOperation } from './operation.ts'
import { sample } from './samples.ts'

const inWorkspace = v.object({ workspace: workspaceIdSchema })
const ofPlaceholder = v.object({ workspace: workspaceIdSchema, placeholder: userIdSchema })
const params = { workspace: sample.workspace }

export const directoryOperations = ({
  directory,
}: {
  readonly directory: Directory
}): ReadonlyArray<Operation> => [
  userOperation({
    id: 'listWorkspaces',
    method: 'GET',
    path: paths.workspaces,
    tag: 'workspaces',
    summary: 'Workspaces that one is in or may join.',
    answer: workspacesAnswer,
    example: {
      answer: {
        workspaces: [{ id: sample.workspace, name: 'Analytical Engines', joined: true, members: 2 }],
      },
    },
    run: async ({ grant }) => ok({ workspaces: await directory.workspaces(grant.user) }),
  }),
  userOperation({
    id: 'createWorkspace',
    method: 'POST',
    path: paths.workspaces,
    tag: 'workspaces',
    summary: 'Found a workspace and be its owner.',
    body: createWorkspaceBody,
    answer: workspaceAnswer,
    problems: ['name-taken'],
    example: { body: { name: 'Analytical Engines' }, answer: { id: sample.workspace } },
    run: async ({ grant, body }) => named(await directory.createWorkspace(grant.user, body.name)),
    audit: ({ body }) => ({ details: { name: body.name } }),
  }),
  userOperation({
    id: 'joinWorkspace',
    method: 'POST',
    path: paths.join(':workspace'),
    tag: 'workspaces',
    summary: 'Join a workspace that is open to everybody on this relay.',
    params: inWorkspace,
    example: { params },
    run: async ({ grant, params: { workspace } }) => plain(await directory.join(grant.user, workspace)),
    audit: ({ params: { workspace } }) => ({ workspace }),
  }),
  userOperation({
    id: 'createChannel',
    method: 'POST',
    path: paths.channels(':workspace'),
    tag: 'conversations',
    summary: 'Make a channel.',
    action: 'conversation.create',
    params: inWorkspace,
    body: createChannelBody,
    answer: channelAnswer,
    problems: ['name-taken', 'forbidden'],
    example: {
      params,
      body: { name: 'engines', topic: 'Cogs and cards' },
      answer: { id: sample.conversation },
    },
    run: async ({ grant, params: place, body }) =>
      named(await directory.createChannel(grant.user, { ...place, ...body })),
    audit: ({ params: { workspace }, body }) => ({ workspace, details: { name: body.name } }),
  }),
  userOperation({
    id: 'matchPlaceholder',
    method: 'POST',
    path: paths.match(':workspace', ':placeholder'),
    tag: 'people',
    summary: 'Say whose account an imported author is.',
    action: 'placeholder.match',
    params: ofPlaceholder,
    body: matchPlaceholderBody,
    problems: ['forbidden'],
    example: {
      params: { ...params, placeholder: sample.placeholder },
      body: { account: sample.user },
    },
    run: async ({ grant, params: place, body }) =>
      plain(await directory.matchPlaceholder(grant.user, { ...place, ...body })),
    audit: ({ params: { workspace, placeholder }, body }) => ({
      workspace,
      target: { placeholder, account: body.account },
    }),
  }),
]

type Refused = { readonly kind: 'name-taken' | 'not-found' | 'forbidden' }

/** The failures of the directory are named as the codes of the API are. */
const named = (result: Result<string, Refused>): Answer =>
  result.ok ? ok({ id: result.value }) : fail({ code: result.failure.kind })
const plain = (result: Result<void, Refused>): Answer =>
  result.ok ? ok(undefined) : fail({ code: result.failure.kind })

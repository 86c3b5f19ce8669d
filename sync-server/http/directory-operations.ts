import * as v from 'valibot'
import { fail, ok, type Result } from '../../core/base/result.ts'
import {
  createWorkspaceBody,
  matchPlaceholderBody,
  paths,
  roleBody,
  workspaceAnswer,
  workspaceMembersAnswer,
  workspacesAnswer,
} from '../../core/protocol/api.ts'
import { userIdSchema, workspaceIdSchema } from '../../core/protocol/id-schemas.ts'
import type { Directory } from '../directory/directory.ts'
import type { Answer } from './endpoint.ts'
import { type Operation, userOperation } from './operation.ts'
import { withCode } from './problems.ts'
import { sample } from './samples.ts'

const inWorkspace = v.object({ workspace: workspaceIdSchema })
const ofPlaceholder = v.object({ workspace: workspaceIdSchema, placeholder: userIdSchema })
const ofMember = v.object({ workspace: workspaceIdSchema, user: userIdSchema })
const params = { workspace: sample.workspace }
const memberParams = { ...params, user: sample.other }

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
    problems: ['people-quota'],
    example: { params },
    run: async ({ grant, params: { workspace } }) => {
      const joined = await directory.join(grant.user, workspace)
      return joined.ok ? ok(undefined) : fail(withCode(joined.failure))
    },
    audit: ({ params: { workspace } }) => ({ workspace }),
  }),
  userOperation({
    id: 'renameWorkspace',
    method: 'PATCH',
    path: paths.workspace(':workspace'),
    tag: 'workspaces',
    summary: 'Give a workspace another name.',
    action: 'workspace.update',
    params: inWorkspace,
    body: createWorkspaceBody,
    problems: ['forbidden', 'name-taken'],
    example: { params, body: { name: 'Difference Engines' } },
    run: async ({ grant, params: { workspace }, body }) =>
      plain(await directory.rename(grant.user, workspace, body.name)),
    audit: ({ params: { workspace }, body }) => ({ workspace, details: { name: body.name } }),
  }),
  userOperation({
    id: 'listMembers',
    method: 'GET',
    path: paths.members(':workspace'),
    tag: 'workspaces',
    summary: 'Who is in a workspace, by name, and what they say of how they are.',
    action: 'workspace.people',
    params: inWorkspace,
    answer: workspaceMembersAnswer,
    problems: ['forbidden'],
    example: {
      params,
      answer: {
        members: [
          {
            user: sample.user,
            name: 'Ada Lovelace',
            username: 'ada',
            role: 'owner',
            status: 'at the engine',
          },
        ],
      },
    },
    run: async ({ grant, params: { workspace } }) => {
      const found = await directory.members(grant.user, workspace)
      return found.ok ? ok({ members: found.value }) : fail({ code: found.failure.kind })
    },
  }),
  userOperation({
    id: 'setRole',
    method: 'PUT',
    path: paths.member(':workspace', ':user'),
    tag: 'workspaces',
    summary: 'Give a member of a workspace another role.',
    description: 'Admins choose among member and guest; owners may do all. One owner stays.',
    action: 'workspace.members',
    params: ofMember,
    body: roleBody,
    problems: ['forbidden', 'last-owner'],
    example: { params: memberParams, body: { role: 'admin' } },
    run: async ({ grant, params: { workspace, user }, body }) =>
      plain(await directory.setRole(grant.user, workspace, user, body.role)),
    audit: ({ params: { workspace, user }, body }) => ({ workspace, target: { user }, details: { ...body } }),
  }),
  userOperation({
    id: 'removeMember',
    method: 'DELETE',
    path: paths.member(':workspace', ':user'),
    tag: 'workspaces',
    summary: 'Take somebody out of a workspace and all its conversations.',
    action: 'workspace.members',
    params: ofMember,
    problems: ['forbidden', 'last-owner'],
    example: { params: memberParams },
    run: async ({ grant, params: { workspace, user } }) =>
      plain(await directory.removeMember(grant.user, workspace, user)),
    audit: ({ params: { workspace, user } }) => ({ workspace, target: { user } }),
  }),
  userOperation({
    id: 'leaveWorkspace',
    method: 'POST',
    path: paths.leave(':workspace'),
    tag: 'workspaces',
    summary: 'Leave a workspace.',
    action: 'workspace.leave',
    params: inWorkspace,
    problems: ['last-owner'],
    example: { params },
    run: async ({ grant, params: { workspace } }) => plain(await directory.leave(grant.user, workspace)),
    audit: ({ params: { workspace } }) => ({ workspace }),
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

type Refused = { readonly kind: 'name-taken' | 'not-found' | 'forbidden' | 'last-owner' }

/** The failures of the directory are named as the codes of the API are. */
const named = (result: Result<string, Refused>): Answer =>
  result.ok ? ok({ id: result.value }) : fail({ code: result.failure.kind })
const plain = (result: Result<void, Refused>): Answer =>
  result.ok ? ok(undefined) : fail({ code: result.failure.kind })

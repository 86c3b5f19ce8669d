/** Invitations (AU15). */
import * as v from 'valibot'
import { fail, ok, type Result } from '../../core/base/result.ts'
import {
  acceptedAnswer,
  adminPaths,
  createInvitationBody,
  identityPaths,
  invitationAnswer,
  invitationsAnswer,
  invitationTokenBody,
  offerAnswer,
} from '../../core/protocol/identity-api.ts'
import { invitationIdSchema, workspaceIdSchema } from '../../core/protocol/id-schemas.ts'
import type { Invitations, MadeInvitation } from '../identity/invitations.ts'
import type { Throttle } from '../identity/throttle.ts'
import type { NotFound } from '../store/directory-store.ts'
import type { Invitation } from '../store/invitation-store.ts'
import { type Answer, spend, tooMany } from './endpoint.ts'
import { administratorOperation, type Operation, publicOperation, userOperation } from './operation.ts'
import { withCode } from './problems.ts'
import { sample } from './samples.ts'

export interface InvitationsDeps {
  readonly invitations: Invitations
  readonly refreshes: Throttle
}

const inWorkspace = v.object({ workspace: workspaceIdSchema })
const ofInvitation = v.object({ invitation: invitationIdSchema })
const params = { workspace: sample.workspace }
const token = 'Zk3…'
const madeExample = {
  id: sample.invitation,
  token,
  link: `https://relay.example/invite#${token}`,
  mailed: false,
}
const listExample = {
  invitations: [
    {
      id: sample.invitation,
      role: 'member',
      email: null,
      uses: 1,
      expires: 1_793_000_000_000,
      createdBy: sample.user,
    },
  ],
}
const create = {
  method: 'POST',
  tag: 'workspaces',
  body: createInvitationBody,
  answer: invitationAnswer,
  status: 201,
} as const
const createExample = { body: { role: 'member', uses: 1, expiresInSeconds: 604_800 }, answer: madeExample }

export const invitationOperations = (deps: InvitationsDeps): ReadonlyArray<Operation> => [
  ...workspaceOperations(deps),
  ...guestOperations(deps),
  ...relayWideOperations(deps),
]

const made = (result: Result<MadeInvitation, NotFound>): Answer =>
  result.ok ? result : fail({ code: 'not-found' })
const listed = (invitations: ReadonlyArray<Invitation>): Answer =>
  ok({
    invitations: invitations.map(({ workspace: _, email, createdBy, ...each }) => ({
      ...each,
      email: email ?? null,
      createdBy: createdBy ?? null,
    })),
  })

const workspaceOperations = ({ invitations }: InvitationsDeps): ReadonlyArray<Operation> => [
  userOperation({
    ...create,
    id: 'createInvitation',
    path: identityPaths.invitations(':workspace'),
    summary: 'Invite people into a workspace, by a link or by e-mail.',
    description: 'The token is said once. Nobody gives a role above what they are.',
    action: 'workspace.invite',
    params: inWorkspace,
    problems: ['forbidden'],
    example: { params, ...createExample },
    run: async ({ grant, params: { workspace }, body }) => {
      const allowed = await invitations.may(grant.user, workspace, body.role)
      if (!allowed.ok) return fail({ code: allowed.failure.kind })
      return made(await invitations.create({ ...body, email: body.email, workspace, by: grant.user }))
    },
    audit: ({ params: { workspace }, body: { role, uses } }) => ({ workspace, details: { role, uses } }),
  }),
  userOperation({
    id: 'listInvitations',
    method: 'GET',
    path: identityPaths.invitations(':workspace'),
    tag: 'workspaces',
    summary: 'Invitations into a workspace that are still good.',
    action: 'workspace.invite',
    params: inWorkspace,
    answer: invitationsAnswer,
    problems: ['forbidden'],
    example: { params, answer: listExample },
    run: async ({ grant, params: { workspace } }) => {
      const allowed = await invitations.may(grant.user, workspace)
      return allowed.ok ? listed(await invitations.list(workspace)) : fail({ code: allowed.failure.kind })
    },
  }),
  userOperation({
    id: 'removeInvitation',
    method: 'DELETE',
    path: identityPaths.invitation(':workspace', ':invitation'),
    tag: 'workspaces',
    summary: 'Take an invitation back.',
    action: 'workspace.invite',
    params: v.object({ ...inWorkspace.entries, ...ofInvitation.entries }),
    problems: ['forbidden'],
    example: { params: { ...params, invitation: sample.invitation } },
    run: async ({ grant, params: { workspace, invitation } }) => {
      const allowed = await invitations.may(grant.user, workspace)
      if (!allowed.ok) return fail({ code: allowed.failure.kind })
      const removed = await invitations.remove(workspace, invitation)
      return removed.ok ? ok(undefined) : fail({ code: 'not-found' })
    },
    audit: ({ params: { workspace, invitation } }) => ({ workspace, target: { invitation } }),
  }),
]

const guestOperations = ({ invitations, refreshes }: InvitationsDeps): ReadonlyArray<Operation> => [
  publicOperation({
    id: 'lookAtInvitation',
    method: 'POST',
    path: identityPaths.look,
    tag: 'workspaces',
    summary: 'What an invitation gives.',
    description: 'Without a workspace: an account on this relay.',
    body: invitationTokenBody,
    answer: offerAnswer,
    problems: ['invitation-refused', 'too-many-requests'],
    example: {
      body: { token },
      answer: { workspace: { id: sample.workspace, name: 'Analytical Engines' }, role: 'member' },
    },
    run: async ({ body, from, reply }) => {
      const retryAfter = spend(reply, refreshes, from)
      if (retryAfter > 0) return tooMany(retryAfter)
      const offer = await invitations.look(body.token)
      if (!offer.ok) return fail({ code: 'invitation-refused' })
      const { workspace: id, workspaceName: name, role } = offer.value
      return ok({ workspace: id === undefined ? null : { id, name }, role })
    },
  }),
  userOperation({
    id: 'acceptInvitation',
    method: 'POST',
    path: identityPaths.accept,
    tag: 'workspaces',
    summary: 'Accept an invitation with the account that one has.',
    body: invitationTokenBody,
    answer: acceptedAnswer,
    problems: ['invitation-refused', 'people-quota'],
    example: { body: { token }, answer: { workspace: sample.workspace, role: 'member' } },
    run: async ({ grant, body }) => {
      const accepted = await invitations.accept(grant.user, body.token)
      if (!accepted.ok) return fail(withCode(accepted.failure))
      return ok({ ...accepted.value, workspace: accepted.value.workspace ?? null })
    },
    audit: ({ grant }) => ({ target: { user: grant.user } }),
  }),
]

const relayWideOperations = ({ invitations }: InvitationsDeps): ReadonlyArray<Operation> => [
  administratorOperation({
    ...create,
    id: 'createRelayInvitation',
    path: adminPaths.invitations,
    summary: 'Invite people to this relay, where accounts are for the invited.',
    example: createExample,
    run: async ({ body }) =>
      made(await invitations.create({ ...body, email: body.email, workspace: undefined, by: undefined })),
    audit: ({ body: { uses } }) => ({ details: { uses } }),
  }),
  administratorOperation({
    id: 'listRelayInvitations',
    method: 'GET',
    path: adminPaths.invitations,
    tag: 'workspaces',
    summary: 'Invitations to this relay that are still good.',
    answer: invitationsAnswer,
    example: { answer: listExample },
    run: async () => listed(await invitations.list(undefined)),
  }),
  administratorOperation({
    id: 'removeRelayInvitation',
    method: 'DELETE',
    path: adminPaths.invitation(':invitation'),
    tag: 'workspaces',
    summary: 'Take an invitation to this relay back.',
    params: ofInvitation,
    example: { params: { invitation: sample.invitation } },
    run: async ({ params: { invitation } }) => {
      const removed = await invitations.remove(undefined, invitation)
      return removed.ok ? ok(undefined) : fail({ code: 'not-found' })
    },
    audit: ({ params: { invitation } }) => ({ target: { invitation } }),
  }),
]

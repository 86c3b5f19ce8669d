import * as v from 'valibot'
import { fail, ok } from '../../core/base/result.ts'
import { userIdSchema, workspaceIdSchema } from '../../core/protocol/id-schemas.ts'
import {
  createdIncomingAnswer,
  createIncomingBody,
  incomingAnswer,
  postedAnswer,
  postIncomingBody,
  webhookPaths,
} from '../../core/protocol/webhooks-api.ts'
import type { Incoming } from '../webhooks/incoming.ts'
import { failed } from './message-answers.ts'
import { type Operation, userOperation, webhookOperation } from './operation.ts'
import { withCode } from './problems.ts'
import { sample } from './samples.ts'

const params = { workspace: sample.workspace }
const shared = { tag: 'integrations', action: 'workspace.integrate' } as const
const inWorkspace = v.object({ workspace: workspaceIdSchema })
const oneIncoming = v.object({ workspace: workspaceIdSchema, webhook: userIdSchema })

interface IncomingOperationsDeps {
  readonly incoming: Incoming
}

export const incomingOperations = ({ incoming }: IncomingOperationsDeps): ReadonlyArray<Operation> => [
  userOperation({
    ...shared,
    id: 'createIncomingWebhook',
    method: 'POST',
    path: webhookPaths.incoming(':workspace'),
    summary: 'Make an address that posts in one open conversation. It is told this once.',
    description: 'What is posted there has an author of its own, who is called `name`: a bot.',
    params: inWorkspace,
    body: createIncomingBody,
    answer: createdIncomingAnswer,
    status: 201,
    problems: ['forbidden', 'sealed', 'people-quota'],
    example: {
      params,
      body: { name: 'Alerts', conversation: sample.conversation },
      answer: { id: sample.other, url: 'https://chat.example.org/v1/incoming/…' },
    },
    run: async ({ grant, params: { workspace }, body }) => {
      const made = await incoming.create(grant.user, workspace, body)
      return made.ok ? made : fail(withCode(made.failure))
    },
    audit: ({ params: { workspace }, body: { name, conversation } }) => ({
      workspace,
      target: { conversation },
      details: { name },
    }),
  }),
  userOperation({
    ...shared,
    id: 'listIncomingWebhooks',
    method: 'GET',
    path: webhookPaths.incoming(':workspace'),
    summary: 'The incoming webhooks of a workspace, without their addresses.',
    params: inWorkspace,
    answer: incomingAnswer,
    problems: ['forbidden'],
    example: {
      params,
      answer: {
        incoming: [
          {
            id: sample.other,
            name: 'Alerts',
            conversation: sample.conversation,
            createdBy: sample.user,
            created: 1_795_708_800_000,
          },
        ],
      },
    },
    run: async ({ grant, params: { workspace } }) => {
      const found = await incoming.list(grant.user, workspace)
      if (!found.ok) return fail({ code: found.failure.kind })
      return ok({
        incoming: found.value.map(({ user: id, conversation, ...row }) => ({
          id,
          ...row,
          ...(conversation && { conversation }),
        })),
      })
    },
  }),
  userOperation({
    ...shared,
    id: 'removeIncomingWebhook',
    method: 'DELETE',
    path: webhookPaths.incomingOne(':workspace', ':webhook'),
    summary: 'End an incoming webhook: its address posts nothing any more.',
    params: oneIncoming,
    problems: ['forbidden'],
    example: { params: { ...params, webhook: sample.other } },
    run: async ({ grant, params: { workspace, webhook } }) => {
      const removed = await incoming.remove(grant.user, workspace, webhook)
      return removed.ok ? ok(undefined) : fail({ code: removed.failure.kind })
    },
    audit: ({ params: { workspace, webhook } }) => ({ workspace, target: { bot: webhook } }),
  }),
]

/** They take forms too: `forms.ts`. */
export const postingOperations = ({ incoming }: IncomingOperationsDeps): ReadonlyArray<Operation> => [
  webhookOperation({
    id: 'postIncoming',
    method: 'POST',
    path: webhookPaths.post(':token'),
    tag: 'integrations',
    summary: 'Say something through an incoming webhook.',
    description:
      'The address is all that it takes. The JSON may also stand in the field `payload` of a form ' +
      '(`application/x-www-form-urlencoded`), as some programs that know Slack send it.',
    params: v.object({ token: v.string() }),
    body: postIncomingBody,
    answer: postedAnswer,
    problems: ['unauthorized', 'forbidden', 'not-found', 'no-such-message', 'message-refused', 'key-reused'],
    example: {
      params: { token: 'q1w2e3r4…' },
      body: { text: 'The build is red.', username: 'main' },
      answer: { id: sample.message },
    },
    run: async ({ grant, params: { token }, body }) => {
      const said = await incoming.post(grant.user, token, body)
      return said.ok ? ok({ id: said.value.id }) : failed(said.failure)
    },
  }),
]

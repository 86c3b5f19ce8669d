import * as v from 'valibot'
import { fail, ok } from '../../core/base/result.ts'
import { deliveryIdSchema, webhookIdSchema, workspaceIdSchema } from '../../core/protocol/id-schemas.ts'
import {
  createdWebhookAnswer,
  createWebhookBody,
  deliveriesAnswer,
  deliveriesQuery,
  rotatedSecretAnswer,
  testedWebhookAnswer,
  updateWebhookBody,
  webhookPaths,
  webhooksAnswer,
} from '../../core/protocol/webhooks-api.ts'
import type { Delivery, WebhookRow } from '../store/webhook-store.ts'
import type { Webhooks } from '../webhooks/webhooks.ts'
import { type Operation, userOperation } from './operation.ts'
import type { ApiFailure } from './problems.ts'
import { sample } from './samples.ts'

const params = { workspace: sample.workspace }
const ofOne = { ...params, webhook: sample.webhook }
const shared = { tag: 'integrations', action: 'workspace.integrate' } as const
const inWorkspace = v.object({ workspace: workspaceIdSchema })
const oneWebhook = v.object({ workspace: workspaceIdSchema, webhook: webhookIdSchema })
const oneDelivery = v.object({ ...oneWebhook.entries, delivery: deliveryIdSchema })

interface WebhookOperationsDeps {
  readonly webhooks: Webhooks
}

export const webhookOperations = (deps: WebhookOperationsDeps): ReadonlyArray<Operation> => [
  ...making(deps),
  ...changing(deps),
  ...trying(deps),
  ...delivering(deps),
]

type Failure =
  | { readonly kind: 'not-found' | 'forbidden' | 'sealed' | 'too-many-webhooks' | 'no-such-conversation' }
  | { readonly kind: 'address'; readonly detail: string }

function failed(failure: Failure): { readonly ok: false; readonly failure: ApiFailure } {
  switch (failure.kind) {
    case 'address':
      return fail({ code: 'bad-request', field: 'url', detail: failure.detail })
    case 'no-such-conversation':
      return fail({ code: 'not-found', field: 'conversations' })
    case 'sealed':
      return fail({
        code: 'sealed',
        field: 'conversations',
        detail: 'Nobody but the devices of its members can read it: the relay has nothing to tell of it.',
      })
    case 'not-found':
    case 'forbidden':
    case 'too-many-webhooks':
      return fail({ code: failure.kind })
  }
}

const shownWebhook = ({ id, name, url, events, conversations, ...row }: WebhookRow) => ({
  id,
  name,
  url,
  events: [...events],
  conversations: [...conversations],
  ...(row.paused && { paused: row.paused }),
  ...(row.failure !== undefined && { failure: row.failure }),
  changedBy: row.changedBy,
  created: row.created,
  waiting: row.waiting,
  dead: row.dead,
})

const making = ({ webhooks }: WebhookOperationsDeps): ReadonlyArray<Operation> => [
  userOperation({
    ...shared,
    id: 'createWebhook',
    method: 'POST',
    path: webhookPaths.webhooks(':workspace'),
    summary: 'Tell a program of what happens in open conversations. The secret is told this once.',
    description:
      'Signed as Standard Webhooks says; see the guide. Sealed conversations are never told. Private ones are told where they are named, ' +
      'as long as who named them may read them.',
    params: inWorkspace,
    body: createWebhookBody,
    answer: createdWebhookAnswer,
    status: 201,
    problems: ['forbidden', 'sealed', 'too-many-webhooks'],
    example: {
      params,
      body: {
        name: 'Build server',
        url: 'https://ci.example.org/tidings',
        events: ['message.posted'],
        conversations: [sample.conversation],
      },
      answer: { id: sample.webhook, secret: 'whsec_…' },
    },
    run: async ({ grant, params: { workspace }, body }) => {
      const made = await webhooks.create(grant.user, workspace, body)
      return made.ok ? made : failed(made.failure)
    },
    audit: ({ params: { workspace }, body }, answer) => ({
      workspace,
      target:
        answer.ok && answer.value !== undefined && 'id' in answer.value
          ? { webhook: String(answer.value.id) }
          : {},
      details: { events: body.events.join(' '), conversations: body.conversations.length },
    }),
  }),
  userOperation({
    ...shared,
    id: 'listWebhooks',
    method: 'GET',
    path: webhookPaths.webhooks(':workspace'),
    summary: 'The webhooks of a workspace, whether they are paused and why, and what waits.',
    params: inWorkspace,
    answer: webhooksAnswer,
    problems: ['forbidden'],
    example: {
      params,
      answer: {
        webhooks: [
          {
            id: sample.webhook,
            name: 'Build server',
            url: 'https://ci.example.org/tidings',
            events: ['message.posted'],
            conversations: [sample.conversation],
            paused: 'failing',
            failure: 'status 500',
            changedBy: sample.user,
            created: 1_795_708_800_000,
            waiting: 3,
            dead: 1,
          },
        ],
      },
    },
    run: async ({ grant, params: { workspace } }) => {
      const found = await webhooks.list(grant.user, workspace)
      return found.ok ? ok({ webhooks: found.value.map(shownWebhook) }) : failed(found.failure)
    },
  }),
]

const changing = ({ webhooks }: WebhookOperationsDeps): ReadonlyArray<Operation> => [
  userOperation({
    ...shared,
    id: 'updateWebhook',
    method: 'PATCH',
    path: webhookPaths.webhook(':workspace', ':webhook'),
    summary: 'Change a webhook, pause it, or let it go on.',
    description: 'What happens while it is paused waits, up to 10,000 events; more are dead letters.',
    params: oneWebhook,
    body: updateWebhookBody,
    problems: ['forbidden', 'sealed'],
    example: { params: ofOne, body: { name: 'The build server', paused: false } },
    run: async ({ grant, params: { workspace, webhook }, body }) => {
      const done = await webhooks.update(grant.user, workspace, webhook, body)
      return done.ok ? ok(undefined) : failed(done.failure)
    },
    audit: ({ params: { workspace, webhook }, body }) => ({
      workspace,
      target: { webhook },
      details: { changed: Object.keys(body).join(' ') },
    }),
  }),
  userOperation({
    ...shared,
    id: 'rotateWebhookSecret',
    method: 'POST',
    path: webhookPaths.secret(':workspace', ':webhook'),
    summary: 'Give a webhook another secret. It is told this once; the one before signs too for a day.',
    params: oneWebhook,
    answer: rotatedSecretAnswer,
    problems: ['forbidden'],
    example: { params: ofOne, answer: { secret: 'whsec_…', previousUntil: 1_795_795_200_000 } },
    run: async ({ grant, params: { workspace, webhook } }) => {
      const done = await webhooks.rotate(grant.user, workspace, webhook)
      return done.ok ? done : failed(done.failure)
    },
    audit: ({ params: { workspace, webhook } }) => ({ workspace, target: { webhook } }),
  }),
  userOperation({
    ...shared,
    id: 'removeWebhook',
    method: 'DELETE',
    path: webhookPaths.webhook(':workspace', ':webhook'),
    summary: 'End a webhook, with all that waits.',
    params: oneWebhook,
    problems: ['forbidden'],
    example: { params: ofOne },
    run: async ({ grant, params: { workspace, webhook } }) => {
      const done = await webhooks.remove(grant.user, workspace, webhook)
      return done.ok ? ok(undefined) : failed(done.failure)
    },
    audit: ({ params: { workspace, webhook } }) => ({ workspace, target: { webhook } }),
  }),
]

const trying = ({ webhooks }: WebhookOperationsDeps): ReadonlyArray<Operation> => [
  userOperation({
    ...shared,
    id: 'testWebhook',
    method: 'POST',
    path: webhookPaths.test(':workspace', ':webhook'),
    summary: 'Send an event of type `webhook.test` now, also to one that is paused. Answers how it went.',
    params: oneWebhook,
    answer: testedWebhookAnswer,
    problems: ['forbidden'],
    example: { params: ofOne, answer: { outcome: 'delivered' } },
    run: async ({ grant, params: { workspace, webhook } }) => {
      const done = await webhooks.test(grant.user, workspace, webhook)
      return done.ok ? ok({ outcome: done.value }) : failed(done.failure)
    },
    audit: ({ params: { workspace, webhook } }) => ({ workspace, target: { webhook } }),
  }),
]

const shownDelivery = ({ id, event, state, attempts, tried, failure }: Delivery) => ({
  id,
  event: event.type,
  time: event.time,
  state,
  attempts,
  ...(tried !== undefined && { tried }),
  ...(failure !== undefined && { failure }),
})

const delivering = ({ webhooks }: WebhookOperationsDeps): ReadonlyArray<Operation> => [
  userOperation({
    ...shared,
    id: 'listDeliveries',
    method: 'GET',
    path: webhookPaths.deliveries(':workspace', ':webhook'),
    summary: 'What a webhook was told, what waits, and what was given up (`state=dead`). The newest first.',
    description: 'Of what is settled the newest 1,000 are kept.',
    params: oneWebhook,
    query: deliveriesQuery,
    answer: deliveriesAnswer,
    problems: ['forbidden'],
    example: {
      params: ofOne,
      query: { limit: '20' },
      answer: {
        deliveries: [
          {
            id: sample.delivery,
            event: 'message.posted',
            time: 1_795_708_800_000,
            state: 'dead',
            attempts: 10,
            tried: 1_795_795_200_000,
            failure: 'status 500',
          },
        ],
        more: false,
      },
    },
    run: async ({ grant, params: { workspace, webhook }, query: { state, before, limit } }) => {
      const found = await webhooks.deliveries(grant.user, workspace, webhook, { state, before, limit })
      if (!found.ok) return failed(found.failure)
      return ok({ deliveries: found.value.rows.map(shownDelivery), more: found.value.more })
    },
  }),
  userOperation({
    ...shared,
    id: 'redeliver',
    method: 'POST',
    path: webhookPaths.redeliver(':workspace', ':webhook', ':delivery'),
    summary: 'Send again what was delivered, withheld or given up: under the same id, as it is now.',
    params: oneDelivery,
    problems: ['forbidden'],
    example: { params: { ...ofOne, delivery: sample.delivery } },
    run: async ({ grant, params: { workspace, webhook, delivery } }) => {
      const done = await webhooks.redeliver(grant.user, workspace, webhook, delivery)
      return done.ok ? ok(undefined) : failed(done.failure)
    },
    audit: ({ params: { workspace, webhook, delivery } }) => ({ workspace, target: { webhook, delivery } }),
  }),
]

/**
 * Every operation that the table of permissions speaks of, asked for by everybody it tells apart: who may is answered,
 * who may not is told so, and to who is elsewhere nothing is there.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as v from 'valibot'
import { channelAnswer, paths, problemAnswer, workspaceMembersAnswer } from '../../../core/protocol/api.ts'
import type { Role } from '../../../core/protocol/directory.ts'
import { type ConversationId, randomId, attachmentId, type WorkspaceId } from '../../../core/protocol/ids.ts'
import { identityPaths } from '../../../core/protocol/identity-api.ts'
import { botPaths } from '../../../core/protocol/bots-api.ts'
import { deliveriesAnswer, webhookPaths } from '../../../core/protocol/webhooks-api.ts'
import { moderationPaths } from '../../../core/protocol/moderation-api.ts'
import { messageAnswer, messagePaths } from '../../../core/protocol/messages-api.ts'
import { picturePaths } from '../../../core/protocol/pictures-api.ts'
import { may, type Standing } from '../../../core/protocol/permissions.ts'
import { sample, samplePicture } from '../../../sync-server/http/samples.ts'
import { importPaths } from '../../../sync-server/import/import-api.ts'
import { systemRandom } from '../../../sync-server/system.ts'
import { exampleRequest, operations } from '../../support/api-operations.ts'
import {
  type ApiAnswer,
  callRelay,
  foundWorkspace,
  joinWorkspace,
  signUp,
  type TestAccount,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { startReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts'

/** `keeper` is a member who looks after the conversation, `author` one who wrote the message. */
const askers = ['owner', 'admin', 'member', 'guest', 'keeper', 'author', 'outsider'] as const
type Asker = (typeof askers)[number]
const standings: Readonly<Record<Exclude<Asker, 'outsider'>, Standing>> = {
  owner: { workspace: 'owner', conversation: 'member' },
  admin: { workspace: 'admin', conversation: 'member' },
  member: { workspace: 'member', conversation: 'member' },
  guest: { workspace: 'guest', conversation: 'member' },
  keeper: { workspace: 'member', conversation: 'admin' },
  author: { workspace: 'member', conversation: 'member', isAuthor: true },
}

let relay: TestRelay
let receiver: WebhookReceiver
let founder: TestAccount
let other: TestAccount
let people: Readonly<Record<Asker, TestAccount>>
beforeAll(async () => {
  receiver = await startReceiver()
  relay = await startTestRelay({ env: { WEBHOOK_ALLOWED_HOSTS: '127.0.0.1' } })
  const [first, second, ...rest] = await Promise.all(
    ['founder', 'other', ...askers].map((name) => signUp(relay, name)),
  )
  if (first === undefined || second === undefined) throw new Error('two more people')
  ;[founder, other] = [first, second]
  people = v.parse(
    v.custom<typeof people>(() => rest.length === askers.length),
    Object.fromEntries(askers.map((asker, index) => [asker, rest[index]])),
  )
})
afterAll(async () => {
  await relay.close()
  receiver.close()
})

const call = async (who: TestAccount, path: string, method: string, body?: object): Promise<ApiAnswer> =>
  callRelay(relay, path, { method, token: who.session.accessToken, ...(body && { body }) })

async function must(answer: Promise<ApiAnswer>): Promise<unknown> {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`answered with ${status}: ${JSON.stringify(body)}`)
  return body
}

const idAnswer = v.object({ id: v.string() })
let places = 0
/** A workspace with a private channel, where `asker` stands as asked; the founder has made and written all the rest. */
async function setupPlace(asker: Asker): Promise<ReadonlyMap<string, string>> {
  const number = ++places
  const workspace = await foundWorkspace(relay, founder, `Roles ${number}`)
  await joinWorkspace(relay, other, workspace)
  await must(call(founder, picturePaths.workspace(workspace), 'PUT', { image: samplePicture.image }))
  // Guests see no others than private ones.
  const body = { name: 'engines', private: true, members: [other.user] }
  const made = await must(call(founder, paths.conversations(workspace), 'POST', body))
  const conversation = v.parse(channelAnswer, made).id
  if (asker !== 'outsider') await settle(asker, workspace, conversation)
  const writer = asker === 'author' ? people.author : founder
  const sent = await must(call(writer, messagePaths.messages(conversation), 'POST', { text: 'mine' }))
  const document = await must(call(writer, paths.documents(workspace), 'POST', { title: 'Plan' }))
  const invited = await must(
    call(founder, identityPaths.invitations(workspace), 'POST', {
      role: 'member',
      uses: 1,
      expiresInSeconds: 600,
    }),
  )
  const reported = await must(
    call(other, moderationPaths.reportMessage(conversation, v.parse(messageAnswer, sent).id), 'POST', {
      reason: 'spam',
    }),
  )
  return new Map<string, string>([
    [sample.document, v.parse(idAnswer, document).id],
    [sample.invitation, v.parse(idAnswer, invited).id],
    [sample.workspace, workspace],
    [sample.conversation, conversation],
    [sample.privateConversation, conversation],
    [sample.message, v.parse(messageAnswer, sent).id],
    [sample.other, other.user],
    [sample.user, other.user],
    [sample.placeholder, await bringPlaceholder(workspace)],
    [sample.file, randomId(attachmentId, systemRandom)],
    ['Difference Engines', `Difference Engines ${number}`],
    ['card-puncher', `card-puncher-${number}`],
    [sample.report, v.parse(idAnswer, reported).id],
  ])
}

/** A bot with a token, where the call is about one: then it is the other one. */
async function setupBot(
  id: string,
  place: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  if (!['createBotToken', 'revokeBotToken', 'removeBot'].includes(id)) return place
  const workspace = place.get(sample.workspace) ?? ''
  const named = { username: `bot-${places}-${place.get('card-puncher')}`.slice(0, 32), displayName: 'Bot' }
  const bot = v.parse(idAnswer, await must(call(founder, botPaths.bots(workspace), 'POST', named))).id
  const asked = { name: 'server', scopes: ['messages:read'], days: 1 }
  const token = v.parse(
    idAnswer,
    await must(call(founder, botPaths.tokens(workspace, bot), 'POST', asked)),
  ).id
  return new Map([...place, [sample.other, bot], [sample.device, token]])
}

const hookCalls = [
  'updateWebhook',
  'rotateWebhookSecret',
  'removeWebhook',
  'testWebhook',
  'listDeliveries',
  'redeliver',
]

/** A webhook, where the call is about one; what it was told, where it is about that. */
async function setupHook(
  id: string,
  place: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const [workspace = '', conversation = ''] = [place.get(sample.workspace), place.get(sample.conversation)]
  if (id === 'removeIncomingWebhook') {
    const wish = { name: 'Alerts', conversation }
    const made = await must(call(founder, webhookPaths.incoming(workspace), 'POST', wish))
    return new Map([...place, [sample.other, v.parse(idAnswer, made).id]])
  }
  if (!hookCalls.includes(id)) return place
  const wish = { name: 'CI', url: receiver.url, events: ['message.posted'], conversations: [conversation] }
  const made = await must(call(founder, webhookPaths.webhooks(workspace), 'POST', wish))
  const webhook = v.parse(idAnswer, made).id
  if (id !== 'redeliver') return new Map([...place, [sample.webhook, webhook]])
  await must(call(founder, messagePaths.messages(conversation), 'POST', { text: 'told' }))
  const newest = async () => {
    const listed = await must(call(founder, webhookPaths.deliveries(workspace, webhook), 'GET'))
    return v.parse(deliveriesAnswer, listed).deliveries[0]
  }
  await expect.poll(async () => (await newest())?.state).toBe('delivered')
  return new Map([...place, [sample.webhook, webhook], [sample.delivery, (await newest())?.id ?? '']])
}

async function settle(
  asker: Exclude<Asker, 'outsider'>,
  workspace: WorkspaceId,
  conversation: ConversationId,
): Promise<void> {
  const { workspace: role, conversation: kept } = standings[asker]
  const { user } = people[asker]
  await joinWorkspace(relay, people[asker], workspace)
  if (role !== ('member' satisfies Role))
    await must(call(founder, paths.member(workspace, user), 'PUT', { role }))
  await must(call(founder, paths.conversationMember(conversation, user), 'PUT', { role: kept }))
}

async function bringPlaceholder(workspace: WorkspaceId): Promise<string> {
  const body = { people: [{ source: 'U024BE7LH', name: 'Charles Babbage' }] }
  await must(callRelay(relay, importPaths.people(workspace), { body, token: relay.adminToken() }))
  const listed = await must(call(founder, paths.members(workspace), 'GET'))
  const { members } = v.parse(workspaceMembersAnswer, listed)
  return members.find(({ username }) => username === undefined)?.user ?? ''
}

/** Admins may give the lower roles alone (PM2): an example that shows a higher one is asked for with a lower. */
const changes: Readonly<Record<string, object>> = {
  setRole: { role: 'guest' },
  // Whose file that is has a test of its own (MS14).
  sendMessage: { attachments: undefined },
}
const ruled = operations.flatMap((operation) =>
  operation.action === undefined || operation.access !== 'user'
    ? []
    : [[operation.id, operation, operation.action] as const],
)

test('[PM3] most of the API asks the table', () => {
  expect(ruled.length).toBeGreaterThan(30)
})

/** What an answer came to: its status, and of a refusal the code. */
const outcome = ({ status, body }: ApiAnswer): string =>
  status < 300 ? String(status) : `${status} ${v.parse(problemAnswer, body).code}`

test.each(ruled)('[PM3] %s is for those whom the table names', async (id, operation, action) => {
  const done = String(operation.answer === undefined ? 204 : (operation.status ?? 200))
  const expected = (asker: Asker): string => {
    if (asker === 'outsider') return '404 not-found'
    return may(action, standings[asker]) ? done : '403 forbidden'
  }
  const asked = await Promise.all(
    askers.map(async (asker) => {
      const { path, method, body } = exampleRequest(
        operation,
        await setupHook(id, await setupBot(id, await setupPlace(asker))),
        changes[id],
      )
      return [asker, outcome(await call(people[asker], path, method, body))] as const
    }),
  )
  expect(Object.fromEntries(asked)).toEqual(
    Object.fromEntries(askers.map((asker) => [asker, expected(asker)])),
  )
})

/** Webhooks on a real relay, told to a real receiver. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as v from 'valibot'
import { auditPaths } from '../../../core/protocol/audit-api.ts'
import { paths } from '../../../core/protocol/api.ts'
import { messageAnswer, messagePaths } from '../../../core/protocol/messages-api.ts'
import {
  createdWebhookAnswer,
  deliveriesAnswer,
  rotatedSecretAnswer,
  webhookEvents,
  webhookPaths,
  webhooksAnswer,
} from '../../../core/protocol/webhooks-api.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  makeChannel,
  signUp,
  type TestAccount,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { importPaths } from '../../../sync-server/import/import-api.ts'
import { isSigned, useReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts'

const idAnswer = v.object({ id: v.string() })
const env = { WEBHOOK_ALLOWED_HOSTS: '127.0.0.1' }
let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay({ env })
})
afterAll(() => relay.close())

const caller =
  (at: Parameters<typeof callRelay>[0]) =>
  (who: TestAccount, address: string, method: string, body?: object) =>
    callRelay(at, address, { method, token: who.session.accessToken, ...(body && { body }) })

let rounds = 0
async function setup() {
  const number = rounds++
  const [ada, bob, eve] = [
    await signUp(relay, `wh-ada${number}`),
    await signUp(relay, `wh-bob${number}`),
    await signUp(relay, `wh-eve${number}`),
  ]
  const workspace = await foundWorkspace(relay, ada, `Hooks ${number}`)
  await joinWorkspace(relay, bob, workspace)
  const channel = await makeChannel(relay, ada, workspace, 'builds')
  const call = caller(relay)
  const say = async (text: string, where: string = channel, who = ada) => {
    const said = await call(who, messagePaths.messages(where), 'POST', { text })
    return v.parse(messageAnswer, said.body).id
  }
  const hook = async (receiver: WebhookReceiver, more: object = {}) => {
    const body = { name: 'CI', url: receiver.url, events: webhookEvents, ...more }
    const made = await call(ada, webhookPaths.webhooks(workspace), 'POST', body)
    return v.parse(createdWebhookAnswer, made.body)
  }
  const list = async (who = ada) =>
    v.parse(webhooksAnswer, (await call(who, webhookPaths.webhooks(workspace), 'GET')).body).webhooks
  const deliveries = async (id: string, query = '') => {
    const at = webhookPaths.deliveries(workspace, id) + query
    return v.parse(deliveriesAnswer, (await call(ada, at, 'GET')).body).deliveries
  }
  return { ada, bob, eve, workspace, channel, call, say, hook, list, deliveries }
}

test('[WH1][WH2] what happens in public channels, and who comes and goes, is told once and in order', async () => {
  const { ada, bob, eve, workspace, channel, call, say, hook } = await setup()
  await say('before there was a webhook')
  const receiver = await useReceiver()
  await hook(receiver)
  const message = await say('built')
  await receiver.waitFor(1)
  await call(ada, messagePaths.message(channel, message), 'PATCH', { text: 'built well' })
  await receiver.waitFor(2)
  await call(bob, messagePaths.reaction(channel, message, '🎉'), 'PUT')
  await receiver.waitFor(3)
  await call(ada, messagePaths.message(channel, message), 'DELETE')
  await receiver.waitFor(4)
  await joinWorkspace(relay, eve, workspace)
  await receiver.waitFor(5)
  await call(eve, paths.leave(workspace), 'POST', {})
  await receiver.waitFor(6)
  const made = await makeChannel(relay, ada, workspace, 'more')
  await receiver.waitFor(7)
  await call(ada, paths.archived(made), 'PUT', { archived: true })
  const received = await receiver.waitFor(8)
  expect(received.map(({ told }) => told.type)).toEqual([
    'message.posted',
    'message.edited',
    'message.reaction',
    'message.deleted',
    'member.joined',
    'member.left',
    'conversation.created',
    'conversation.archived',
  ])
  const [posted, edited, reacted, deleted, joined] = received.map(({ told }) => told)
  expect(posted?.data).toMatchObject({
    workspace,
    conversation: { id: channel, name: 'builds' },
    user: { id: ada.user },
    message: { id: message, text: 'built', author: ada.user },
  })
  expect(edited?.data.message).toMatchObject({ text: 'built well', edited: true })
  expect(reacted?.data.message).toMatchObject({ reactions: [{ emoji: '🎉', users: [bob.user] }] })
  expect(deleted?.data.message).toMatchObject({ text: '', deleted: true })
  expect(joined?.data.user?.id).toBe(eve.user)
  expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(8)
})

test('[WH1] a private channel is told where it is named alone, and as long as who named it reads it', async () => {
  const { ada, bob, workspace, channel, call, say, hook, list } = await setup()
  const made = await call(ada, paths.conversations(workspace), 'POST', {
    name: 'hidden',
    private: true,
    members: [bob.user],
  })
  const hidden = v.parse(idAnswer, made.body).id
  await call(ada, paths.conversationMember(hidden, bob.user), 'PUT', { role: 'admin' })
  const [all, named] = [await useReceiver(), await useReceiver()]
  await hook(all)
  const { id } = await hook(named, { conversations: [hidden], events: ['message.posted'] })
  await say('secret', hidden)
  await say('open')
  expect((await named.waitFor(1))[0]?.told.data.message?.text).toBe('secret')
  expect((await all.waitFor(1))[0]?.told.data.message?.text).toBe('open')
  // Bob may integrate now, and reads it; then Ada does not any more.
  await call(ada, paths.member(workspace, bob.user), 'PUT', { role: 'admin' })
  await call(ada, paths.leaveConversation(hidden), 'POST', {})
  await say('without her', hidden, bob)
  await say('open too')
  await all.waitFor(2) // by then both have been read
  await call(bob, webhookPaths.webhook(workspace, id), 'PATCH', { conversations: [hidden, channel] })
  await say('with him', hidden, bob)
  expect((await named.waitFor(2)).map(({ told }) => told.data.message?.text)).toEqual(['secret', 'with him'])
  expect((await list(bob)).find((each) => each.id === id)?.conversations).toEqual([hidden, channel])
  expect((await list(ada)).find((each) => each.id === id)?.conversations).toEqual([channel])
  const taken = await call(ada, webhookPaths.webhook(workspace, id), 'PATCH', { url: all.url })
  expect(taken).toMatchObject({ status: 404, body: { field: 'conversations' } })
  expect(all.received.length).toBe(2)
})

test('[WH3] each is signed with the secrets of the moment; the secret is told once and lies sealed', async () => {
  const { ada, workspace, call, say, hook, list } = await setup()
  const receiver = await useReceiver()
  const { id, secret } = await hook(receiver)
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  await say('first')
  const turned = await call(ada, webhookPaths.secret(workspace, id), 'POST')
  const { secret: next } = v.parse(rotatedSecretAnswer, turned.body)
  await receiver.waitFor(1)
  await say('second')
  const [first, second] = await receiver.waitFor(2)
  if (first === undefined || second === undefined) throw new Error('two were waited for')
  expect(isSigned(first, secret)).toBe(true)
  expect([isSigned(second, secret), isSigned(second, next)]).toEqual([true, true])
  expect(isSigned({ ...second, body: `${second.body} ` }, next)).toBe(false)
  expect(isSigned(second, (await hook(receiver)).secret)).toBe(false)
  expect(JSON.stringify(await list())).not.toContain(secret.slice(6))
  const plain = Buffer.from(secret.slice(6), 'base64')
  for (const file of readdirSync(relay.folder)) {
    if (!file.includes('.db')) continue
    const bytes = readFileSync(path.join(relay.folder, file))
    for (const each of [plain, Buffer.from(secret.slice(6)), Buffer.from(receiver.url)])
      expect(bytes.includes(each)).toBe(false)
  }
})

test('[WH4] a webhook that does not answer holds up no other', async () => {
  const { say, hook } = await setup()
  const [slow, quick] = [await useReceiver(), await useReceiver()]
  slow.answerBy(() => {})
  await hook(slow)
  await hook(quick)
  for (const text of ['one', 'two', 'three']) await say(text)
  await slow.waitFor(1)
  const texts = (await quick.waitFor(3)).map(({ told }) => told.data.message?.text)
  expect(texts).toEqual(['one', 'two', 'three'])
  expect(slow.received.length).toBe(1)
})

test('[WH5] one that says it is gone is paused, which its workspace sees; what waits goes on when it is let', async () => {
  const { ada, workspace, call, say, hook, list, deliveries } = await setup()
  const receiver = await useReceiver()
  receiver.answerBy((response) => void response.writeHead(410).end())
  const { id } = await hook(receiver)
  await say('lost')
  await expect.poll(async () => (await list())[0]?.paused).toBe('gone')
  await say('waits')
  await expect.poll(async () => (await list())[0]?.waiting).toBe(1)
  expect(await list()).toMatchObject([{ failure: 'status 410', dead: 1 }])
  const [dead] = await deliveries(id, '?state=dead')
  expect(dead).toMatchObject({ event: 'message.posted', state: 'dead', failure: 'status 410', attempts: 1 })
  const audit = await call(ada, auditPaths.lines(workspace), 'GET')
  expect(JSON.stringify(audit.body)).toContain('pauseWebhook')
  receiver.answerBy((response) => void response.writeHead(204).end())
  await call(ada, webhookPaths.redeliver(workspace, id, dead?.id ?? ''), 'POST')
  await call(ada, webhookPaths.webhook(workspace, id), 'PATCH', { paused: false })
  const received = await receiver.waitFor(3)
  expect(received.map(({ told }) => told.data.message?.text)).toEqual(['lost', 'lost', 'waits'])
  expect(received[1]?.told.id).toBe(received[0]?.told.id)
  await expect.poll(async () => (await list())[0]?.waiting).toBe(0)
  expect((await list())[0]).not.toHaveProperty('failure')
})

test('[WH5] paused by hand nothing is sent but a test, which says how it went', async () => {
  const { ada, workspace, call, say, hook, list } = await setup()
  const receiver = await useReceiver()
  const { id, secret } = await hook(receiver)
  await call(ada, webhookPaths.webhook(workspace, id), 'PATCH', { paused: true })
  await say('waits')
  await expect.poll(async () => (await list())[0]?.waiting).toBe(1)
  const tried = () => call(ada, webhookPaths.test(workspace, id), 'POST')
  expect((await tried()).body).toEqual({ outcome: 'delivered' })
  const [sent] = await receiver.waitFor(1)
  expect(sent?.told).toMatchObject({ type: 'webhook.test', data: { webhook: id } })
  expect(sent && isSigned(sent, secret)).toBe(true)
  receiver.answerBy((response) => void response.writeHead(500).end())
  expect((await tried()).body).toEqual({ outcome: 'status 500' })
})

test('[WH6] what was taken back, or deleted with its channel, before it was sent is told no more', async () => {
  const { ada, workspace, channel, call, say, hook, deliveries } = await setup()
  const receiver = await useReceiver()
  const { id } = await hook(receiver, { events: ['message.posted'] })
  await call(ada, webhookPaths.webhook(workspace, id), 'PATCH', { paused: true })
  const doomed = await makeChannel(relay, ada, workspace, 'doomed')
  const regretted = await say('regretted')
  await say('gone with its channel', doomed)
  await expect.poll(async () => (await deliveries(id)).length).toBe(2)
  await call(ada, messagePaths.message(channel, regretted), 'DELETE')
  await call(ada, paths.conversation(doomed), 'DELETE')
  await call(ada, webhookPaths.webhook(workspace, id), 'PATCH', { paused: false })
  const [sent] = await receiver.waitFor(1)
  expect(sent?.told.data.message).toMatchObject({ id: regretted, text: '', deleted: true })
  await expect.poll(async () => (await deliveries(id))[0]?.state).toBe('withheld')
  expect(receiver.received.length).toBe(1)
})

test('[WH9] names of what it may not tell, and addresses that are none, are refused', async () => {
  const { ada, eve, workspace, channel, call } = await setup()
  const elsewhere = await foundWorkspace(relay, eve, `Elsewhere ${rounds}`)
  const foreign = await makeChannel(relay, eve, elsewhere, 'builds')
  const create = (more: object) =>
    call(ada, webhookPaths.webhooks(workspace), 'POST', {
      name: 'CI',
      url: 'https://ci.example.org/',
      events: ['message.posted'],
      ...more,
    })
  const wrong = [
    { url: 'ftp://ci.example.org' },
    { url: 'http://ci.example.org' },
    { url: 'https://user:secret@ci.example.org' },
    { url: 'https://169.254.169.254/latest' },
    { url: 'https://[::1]/' },
    { url: 'https://2852039166/' },
    { url: 'nonsense' },
  ]
  for (const each of wrong)
    expect(await create(each)).toMatchObject({ status: 400, body: { code: 'bad-request', field: 'url' } })
  expect(await create({ events: [] })).toMatchObject({ status: 400, body: { field: 'events' } })
  for (const conversations of [[foreign], [channel.replaceAll(/./g, '0')]])
    expect(await create({ conversations })).toMatchObject({ status: 404, body: { field: 'conversations' } })
  for (let count = 0; count < 50; count++) expect((await create({})).status).toBe(201)
  expect(await create({})).toMatchObject({ status: 409, body: { code: 'too-many-webhooks' } })
})

test('[WH2] what an import brings is history, and not told', async () => {
  const { workspace, say, hook } = await setup()
  const receiver = await useReceiver()
  await hook(receiver, { events: ['message.posted'] })
  const bring = (at: string, body: object) => callRelay(relay, at, { body, token: relay.adminToken() })
  await bring(importPaths.people(workspace), { people: [{ source: 'U1', name: 'Charles' }] })
  const about = { source: 'C1', name: 'history', topic: '' }
  const channel = v.parse(idAnswer, (await bring(importPaths.channels(workspace), about)).body).id
  const bare = { counter: 0, alsoInChannel: false, mentions: [], reactions: [] }
  const message = { ...bare, source: '1', author: 'U1', time: 1_355_517_523_000, text: 'long ago' }
  const brought = await bring(importPaths.messages(workspace, channel), { messages: [message] })
  expect(brought.status).toBe(200)
  await say('today', channel)
  expect((await receiver.waitFor(1)).map(({ told }) => told.data.message?.text)).toEqual(['today'])
})

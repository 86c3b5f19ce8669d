/** Addresses that post. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as v from 'valibot'
import { auditPaths } from '../../../core/protocol/audit-api.ts'
import { paths, workspaceMembersAnswer } from '../../../core/protocol/api.ts'
import { botPaths } from '../../../core/protocol/bots-api.ts'
import { messagePaths, messagesAnswer } from '../../../core/protocol/messages-api.ts'
import { moderationPaths } from '../../../core/protocol/moderation-api.ts'
import { createdIncomingAnswer, incomingAnswer, webhookPaths } from '../../../core/protocol/webhooks-api.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  makeChannel,
  signUp,
  type TestAccount,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay()
})
afterAll(() => relay.close())

const call = (who: TestAccount, at: string, method: string, body?: object) =>
  callRelay(relay, at, { method, token: who.session.accessToken, ...(body && { body }) })

let rounds = 0
async function setup(at = relay) {
  const number = rounds++
  const ada = await signUp(at, `in-ada${number}`)
  const workspace = await foundWorkspace(at, ada, `Incoming ${number}`)
  const channel = await makeChannel(at, ada, workspace, 'alerts')
  const create = (conversation: string = channel, who = ada) =>
    callRelay(at, webhookPaths.incoming(workspace), {
      body: { name: 'Alerts', conversation },
      token: who.session.accessToken,
    })
  const made = v.parse(createdIncomingAnswer, (await create()).body)
  const post = async (body: BodyInit, headers: Readonly<Record<string, string>> = {}, url = made.url) => {
    const answer = await fetch(url, { method: 'POST', body, headers })
    return { status: answer.status, headers: answer.headers, body: v.parse(v.unknown(), await answer.json()) }
  }
  const json = (body: object, url = made.url) =>
    post(JSON.stringify(body), { 'content-type': 'application/json' }, url)
  const messages = async (where: string = channel) =>
    v.parse(messagesAnswer, (await call(ada, messagePaths.messages(where), 'GET')).body).messages
  return { ada, workspace, channel, made, create, post, json, messages }
}

test('[WH11] what is posted shows in the app’s way, under the name of the webhook', async () => {
  const { ada, workspace, made, json, messages } = await setup()
  const first = await json({ text: 'The build is red.', icon_emoji: ':bell:', channel: '#elsewhere' })
  expect(first.status).toBe(200)
  const root = v.parse(v.object({ id: v.string() }), first.body).id
  expect((await json({ text: 'Why?', thread: root })).status).toBe(200)
  expect((await json({ text: 'once', key: 'a' })).body).toEqual((await json({ text: 'once', key: 'a' })).body)
  await json({ text: 'from a name', username: 'Ada **Lovelace** [x](y)' })
  const said = await messages()
  expect(said.map(({ text }) => text)).toEqual([
    'The build is red.',
    'once',
    String.raw`**Ada \*\*Lovelace\*\* \[x\]\(y\):** from a name`,
  ])
  expect(new Set(said.map(({ author }) => author))).toEqual(new Set([made.id]))
  const members = await call(ada, paths.members(workspace), 'GET')
  const listed = v.parse(workspaceMembersAnswer, members.body).members
  expect(listed.find(({ user }) => user === made.id)?.name).toBe('Alerts')
})

test('[WH11] Slack’s form is taken there and nowhere else; what is no JSON is a problem', async () => {
  const { post, json, messages } = await setup()
  const form = (payload: string) => post(new URLSearchParams({ payload }))
  expect((await form('{"text":"from a form"}')).status).toBe(200)
  expect((await messages()).map(({ text }) => text)).toEqual(['from a form'])
  const problem = { status: 400, body: { code: 'bad-request' } }
  for (const payload of ['', '{', '[]', '"x"', 'null', '{"text":1}', '{"__proto__":{"text":"x"}}'])
    expect(await form(payload)).toMatchObject(problem)
  const other = await post(new URLSearchParams({ text: 'x' }), {}, relay.url + paths.signIn)
  expect(other.status).toBe(400)
  const type = { 'content-type': 'application/json' }
  for (const body of ['', '{', 'null', '[]', '{}', '{"blocks":[]}', '{"text":"x","thread":"y"}'])
    expect(await post(body, type)).toMatchObject(problem)
  expect(await json({ text: '' })).toMatchObject({ status: 400, body: { field: 'text' } })
  expect(await json({ text: ' ', username: 'x' })).toMatchObject({ status: 400 })
  expect(await json({ text: 'x'.repeat(16_385) })).toMatchObject({ status: 400, body: { field: 'text' } })
  expect(await json({ text: 'x'.repeat(70_000) })).toMatchObject({ status: 413 })
  expect(await json({ text: 'x', thread: 'a'.repeat(32) })).toMatchObject({ status: 404 })
  expect((await messages()).length).toBe(1)
})

test('[WH11] rules and archived channels bind it as anybody', async () => {
  const { ada, workspace, channel, json, messages } = await setup()
  const rules = { words: { action: 'refuse', list: ['bribe'] } }
  const ruled = await call(ada, moderationPaths.rules(workspace), 'PUT', rules)
  expect(ruled).toMatchObject({ status: 204 })
  expect(await json({ text: 'a bribe' })).toMatchObject({ status: 422, body: { code: 'message-refused' } })
  expect(await json({ text: 'hello', username: 'bribe' })).toMatchObject({ status: 422 })
  await call(ada, paths.archived(channel), 'PUT', { archived: true })
  expect(await json({ text: 'x' })).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  expect(await messages()).toEqual([])
})

test('[WH11] each address has a bucket of its own', async () => {
  const tight = await startTestRelay({ env: { RATE_REST: '20' }, clock: createVirtualClock() })
  try {
    const { json } = await setup(tight)
    const answers = []
    for (let count = 0; count < 21; count++) answers.push(await json({ text: `${count}` }))
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 20 }, () => 200), 429])
    expect(answers.at(-1)?.headers.get('retry-after')).not.toBeNull()
  } finally {
    await tight.close()
  }
})

test('[WH10] the token is told once and lies nowhere; another opens nothing, and a removed one neither', async () => {
  const { ada, workspace, made, json } = await setup()
  const token = made.url.split('/').at(-1) ?? ''
  expect(token).toMatch(/^[\w-]{43}$/)
  for (const wrong of [`${token}x`, token.slice(1), 'A'.repeat(43), '..%2f', '%00', 'é'])
    expect(await json({ text: 'x' }, relay.url + webhookPaths.post(wrong))).toMatchObject({ status: 401 })
  const listed = await call(ada, webhookPaths.incoming(workspace), 'GET')
  const lines = await call(ada, auditPaths.lines(workspace), 'GET')
  expect(JSON.stringify(lines.body)).toContain('createIncomingWebhook')
  expect(JSON.stringify([listed.body, lines.body])).not.toContain(token)
  const files = readdirSync(relay.folder, { recursive: true, withFileTypes: true })
  for (const { parentPath, name } of files.filter((each) => each.isFile()))
    expect(readFileSync(path.join(parentPath, name)).includes(token)).toBe(false)
  // Nor does it open anything else.
  const read = await callRelay(relay, paths.workspaces, { token })
  expect(read.status).toBe(401)
  expect(await json({ text: 'x' })).toMatchObject({ status: 200 })
  expect(await call(ada, webhookPaths.incomingOne(workspace, made.id), 'DELETE')).toMatchObject({
    status: 204,
  })
  expect(await call(ada, webhookPaths.incomingOne(workspace, made.id), 'DELETE')).toMatchObject({
    status: 404,
  })
  expect(await json({ text: 'x' })).toMatchObject({ status: 401 })
})

test('[WH10] it posts in one conversation that who made it reads, private or not; removed as a bot it is gone too', async () => {
  const { ada, workspace, create, json, messages } = await setup()
  const bob = await signUp(relay, `in-bob${rounds}`)
  await joinWorkspace(relay, bob, workspace)
  await call(ada, paths.member(workspace, bob.user), 'PUT', { role: 'admin' })
  const hidden = await call(ada, paths.conversations(workspace), 'POST', { name: 'hidden', private: true })
  const { id } = v.parse(v.object({ id: v.string() }), hidden.body)
  expect(await create(id, bob)).toMatchObject({ status: 404 })
  const inside = v.parse(createdIncomingAnswer, (await create(id)).body)
  expect(await json({ text: 'secret' }, inside.url)).toMatchObject({ status: 200 })
  expect((await messages(id)).map(({ text }) => text)).toEqual(['secret'])
  const of = async (who: TestAccount) =>
    v.parse(incomingAnswer, (await call(who, webhookPaths.incoming(workspace), 'GET')).body).incoming
  expect((await of(ada)).find((each) => each.id === inside.id)?.conversation).toBe(id)
  expect((await of(bob)).find((each) => each.id === inside.id)).not.toHaveProperty('conversation')
  expect((await of(ada)).length).toBe(2)
  await call(ada, paths.conversationMember(id, inside.id), 'DELETE')
  expect(await json({ text: 'x' }, inside.url)).toMatchObject({ status: 404 })
  await call(ada, botPaths.bot(workspace, inside.id), 'DELETE')
  expect(await json({ text: 'x' }, inside.url)).toMatchObject({ status: 401 })
  expect((await of(ada)).length).toBe(1)
})

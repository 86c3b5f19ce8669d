/** Bots: who makes them, what their tokens open, and what they do not. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as v from 'valibot'
import { auditAnswer, auditPaths } from '../../../core/protocol/audit-api.ts'
import { paths } from '../../../core/protocol/api.ts'
import { botAnswer, botPaths, botsAnswer, botTokenAnswer } from '../../../core/protocol/bots-api.ts'
import { messageAnswer, messagePaths } from '../../../core/protocol/messages-api.ts'
import { moderationPaths } from '../../../core/protocol/moderation-api.ts'
import { createFileClient } from '../../support/file-client.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  makeChannel,
  newDeviceId,
  signUp,
  type TestAccount,
  testPassword,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { sealTestFile } from '../../support/sealed-file.ts'
import { connectSocket, helloOf } from '../../support/socket-client.ts'
import { closeTexts, openText, refusedWith } from '../../support/text-socket.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

const clock = createVirtualClock()
let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay({ clock })
})
afterEach(closeTexts)
afterAll(() => relay.close())

const both = ['messages:read', 'messages:write']

let rounds = 0
async function setup() {
  const number = rounds++
  const [ada, bob, eve] = [
    await signUp(relay, `bt-ada${number}`),
    await signUp(relay, `bt-bob${number}`),
    await signUp(relay, `bt-eve${number}`),
  ]
  const workspace = await foundWorkspace(relay, ada, `Bots ${number}`)
  const elsewhere = await foundWorkspace(relay, eve, `No bots ${number}`)
  await joinWorkspace(relay, bob, workspace)
  const channel = await makeChannel(relay, ada, workspace, 'builds')
  const call = (who: TestAccount | string, at: string, method: string, body?: object) =>
    callRelay(relay, at, {
      method,
      ...(body && { body }),
      token: typeof who === 'string' ? who : who.session.accessToken,
    })
  const made = await call(ada, botPaths.bots(workspace), 'POST', {
    username: `bt-bot${number}`,
    displayName: 'Builder',
  })
  const { id: bot } = v.parse(botAnswer, made.body)
  const makeToken = async (scopes: ReadonlyArray<string> = both, days = 1) => {
    const body = { name: 'a server', scopes, days }
    const answer = await call(ada, botPaths.tokens(workspace, bot), 'POST', body)
    return v.parse(botTokenAnswer, answer.body)
  }
  const say = (token: string) => call(token, messagePaths.messages(channel), 'POST', { text: 'built' })
  const read = (token: string) => call(token, messagePaths.messages(channel), 'GET')
  return { number, ada, bob, eve, workspace, elsewhere, channel, bot, call, makeToken, say, read }
}

test('[BT1] a bot writes under its own name and reads, as far as its scopes go', async () => {
  const { ada, bot, channel, call, makeToken, say, read } = await setup()
  const { token } = await makeToken()
  const said = await say(token)
  expect(said.status).toBe(201)
  expect(v.parse(messageAnswer, said.body)).toMatchObject({ author: bot, text: 'built' })
  expect(await read(token)).toMatchObject({ status: 200 })
  const [reads, writes] = [await makeToken(['messages:read']), await makeToken(['messages:write'])]
  expect(await say(reads.token)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  expect(await read(reads.token)).toMatchObject({ status: 200 })
  expect(await say(writes.token)).toMatchObject({ status: 201 })
  expect(await read(writes.token)).toMatchObject({ status: 403 })
  const hidden = await call(ada, paths.conversations(await workspaceOf(ada, channel)), 'POST', {
    name: 'hidden',
    private: true,
  })
  const { id } = v.parse(v.object({ id: v.string() }), hidden.body)
  expect(await call(token, messagePaths.messages(id), 'GET')).toMatchObject({ status: 404 })
})

test('[AU22] a bot has no name that mentions all', async () => {
  const { ada, workspace, call } = await setup()
  for (const username of ['all', 'Everyone'])
    expect(
      await call(ada, botPaths.bots(workspace), 'POST', { username, displayName: 'Builder' }),
    ).toMatchObject({ status: 409, body: { code: 'username-taken' } })
})

test('[BT1] a bot that writes puts files up and sends them, one that reads fetches them', async () => {
  const { bot, bob, channel, call, makeToken } = await setup()
  const [reads, writes] = [await makeToken(['messages:read']), await makeToken(['messages:write'])]
  const { sealed, attachment, named } = await sealTestFile('all green')
  const as = (token: string) =>
    createFileClient(relay, { ...bob, session: { ...bob.session, accessToken: token } })
  await as(reads.token).put(attachment.id, channel, sealed)
  expect((await as(writes.token).fetch(attachment.id)).status).toBe(403)
  expect((await as(reads.token).fetch(attachment.id)).status).toBe(404) // nothing of it was taken
  await as(writes.token).put(attachment.id, channel, sealed)
  const said = await call(writes.token, messagePaths.messages(channel), 'POST', {
    text: '',
    attachments: [named],
  })
  expect(v.parse(messageAnswer, said.body)).toMatchObject({ author: bot, attachments: [named] })
  expect((await as(reads.token).fetch(attachment.id)).bytes).toEqual(Uint8Array.from(sealed))
  expect((await as(reads.token).remove(attachment.id)).status).toBe(403)
})

const workspaceOf = async (who: TestAccount, channel: string) => {
  const found = await callRelay(relay, paths.conversation(channel), { token: who.session.accessToken })
  return v.parse(v.object({ workspace: v.string() }), found.body).workspace
}

test('[BT2] whatever its role, a bot does nothing that no scope names, and signs in nowhere', async () => {
  const { ada, number, workspace, elsewhere, bot, call, makeToken } = await setup()
  const { token } = await makeToken()
  await call(ada, paths.member(workspace, bot), 'PUT', { role: 'admin' })
  const refused = [
    await call(token, paths.workspaces, 'GET'),
    await call(token, paths.workspaces, 'POST', { name: 'Mine' }),
    await call(token, paths.join(elsewhere), 'POST', {}),
    await call(token, paths.leave(workspace), 'POST', {}),
    await call(token, botPaths.tokens(workspace, bot), 'POST', { name: 'x', scopes: both, days: 9 }),
    await call(token, auditPaths.lines(workspace), 'GET'),
    await call(token, moderationPaths.rules(workspace), 'PUT', {}),
    await call(token, paths.conversations(workspace), 'POST', { name: 'more' }),
  ]
  expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 403))
  for (const password of [testPassword, '']) {
    const body = { username: `bt-bot${number}`, password, device: { id: newDeviceId(), name: 'x' } }
    expect(await callRelay(relay, paths.signIn, { body })).toMatchObject({ status: 401 })
  }
  const socket = await connectSocket(relay)
  socket.send(helloOf({ user: bot, device: newDeviceId(), session: { accessToken: token } }))
  expect(await socket.waitFor('goodbye')).toMatchObject({ code: 'token-refused' })
})

test('[BT3] a token that was revoked, has expired, or whose bot is gone opens nothing', async () => {
  const { ada, workspace, bot, call, makeToken, read } = await setup()
  const [first, second, third] = [await makeToken(), await makeToken(), await makeToken(both, 30)]
  const revoke = (token: string) => call(ada, botPaths.token(workspace, bot, token), 'DELETE')
  expect(await revoke(first.id)).toMatchObject({ status: 204 })
  expect(await revoke(first.id)).toMatchObject({ status: 404 })
  expect(await read(first.token)).toMatchObject({ status: 401 })
  for (const token of [`${second.token}x`, second.token.slice(0, -1), 'tdbot_', `tdbot_${'A'.repeat(43)}`])
    expect(await read(token)).toMatchObject({ status: 401 })
  expect(await read(second.token)).toMatchObject({ status: 200 })
  expect(await call(ada, botPaths.bot(workspace, bot), 'DELETE')).toMatchObject({ status: 204 })
  expect(await read(second.token)).toMatchObject({ status: 401 })
  expect(await read(third.token)).toMatchObject({ status: 401 })
})

test('[BT3] a token has its time', async () => {
  const { makeToken, read } = await setup()
  const [short, long] = [await makeToken(both, 1), await makeToken(both, 2)]
  clock.advance(86_400_000)
  expect(await read(short.token)).toMatchObject({ status: 401 })
  expect(await read(long.token)).toMatchObject({ status: 200 })
})

test('[BT4] only who may integrate makes, sees and ends them, in their own workspace; the token lies nowhere', async () => {
  const { ada, bob, eve, workspace, elsewhere, bot, call, makeToken } = await setup()
  const { id, token } = await makeToken()
  const calls = [
    [botPaths.bots(workspace), 'GET', undefined],
    [botPaths.bots(workspace), 'POST', { username: 'bt-other', displayName: 'x' }],
    [botPaths.tokens(workspace, bot), 'POST', { name: 'x', scopes: both, days: 1 }],
    [botPaths.token(workspace, bot, id), 'DELETE', undefined],
    [botPaths.bot(workspace, bot), 'DELETE', undefined],
  ] as const
  for (const [at, method, body] of calls) {
    expect(await call(bob, at, method, body)).toMatchObject({ status: 403 })
    expect(await call(eve, at, method, body)).toMatchObject({ status: 404 })
  }
  // In one's own workspace one touches no bot of another, and no person.
  expect(await call(eve, botPaths.bot(elsewhere, bot), 'DELETE')).toMatchObject({ status: 404 })
  expect(await call(eve, botPaths.token(elsewhere, bot, id), 'DELETE')).toMatchObject({ status: 404 })
  const body = { name: 'x', scopes: both, days: 1 }
  expect(await call(eve, botPaths.tokens(elsewhere, bot), 'POST', body)).toMatchObject({ status: 404 })
  expect(await call(ada, botPaths.tokens(workspace, bob.user), 'POST', body)).toMatchObject({ status: 404 })
  const listed = await call(ada, botPaths.bots(workspace), 'GET')
  expect(v.parse(botsAnswer, listed.body).bots).toMatchObject([{ id: bot, tokens: [{ id, scopes: both }] }])
  expect(JSON.stringify(listed.body)).not.toContain(token)
  const lines = v.parse(auditAnswer, (await call(ada, auditPaths.lines(workspace), 'GET')).body).lines
  expect(JSON.stringify(lines)).toContain('createBotToken')
  expect(JSON.stringify(lines)).not.toContain(token)
  const files = readdirSync(relay.folder, { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  )
  for (const { parentPath, name } of files)
    expect(readFileSync(path.join(parentPath, name)).includes(token)).toBe(false)
})

test('[BT5] the JSON gateway takes a bot with both scopes, and its connection ends with the token', async () => {
  const { ada, workspace, channel, bot, call, makeToken } = await setup()
  const { id, token } = await makeToken()
  const { token: reading } = await makeToken(['messages:read'])
  const url = `${relay.url.replace('http', 'ws')}${paths.gateway}?roomId=${channel}`
  expect(await refusedWith(url, { authorization: `Bearer ${reading}` })).toBe(401)
  const socket = openText(url, { authorization: `Bearer ${token}` })
  await socket.until({ type: 'room_joined' })
  await call(ada, botPaths.token(workspace, bot, id), 'DELETE')
  await socket.closed
})

/** Audit lines over REST, and who may read them. */
import { createHash, randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as v from 'valibot'
import { paths } from '../../../core/protocol/api.ts'
import { auditAnswer, auditPaths, auditProofAnswer } from '../../../core/protocol/audit-api.ts'
import { millis } from '../../../core/base/clock.ts'
import { opId, randomId } from '../../../core/protocol/ids.ts'
import { messageAnswer, messagePaths } from '../../../core/protocol/messages-api.ts'
import { testRedact } from '../../support/conversations.ts'
import { createEntryWriter } from '../../support/entry-writer.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  makeChannel,
  signUp,
} from '../../support/relay-accounts.ts'
import { openSession } from '../../support/socket-client.ts'
import { closeTexts, openText } from '../../support/text-socket.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'

let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay()
})
afterEach(closeTexts)
afterAll(() => relay.close())

const read = async (path: string, token: string) =>
  v.parse(auditAnswer, (await callRelay(relay, path, { token })).body)

test('[AL3] lines come with hashes from which an export is verified', async () => {
  const ada = await signUp(relay, 'audit-ada')
  const token = ada.session.accessToken
  const workspace = await foundWorkspace(relay, ada, 'Audited')
  for (const name of ['Audited once', 'Audited twice', 'Audited'])
    await callRelay(relay, paths.workspace(workspace), { method: 'PATCH', body: { name }, token })

  const { lines } = await read(auditPaths.lines(workspace), token)
  expect(lines.map(({ number }) => number)).toEqual([1, 2, 3])
  let before: Uint8Array = new Uint8Array(32)
  for (const { number, time, line, hash } of lines) {
    const digest = createHash('sha256').update(before).update(`${number}\n${time}\n${line}`).digest()
    expect(digest.toString('hex')).toBe(hash)
    expect(JSON.parse(line)).toMatchObject({ action: 'renameWorkspace', user: ada.user, outcome: 'done' })
    before = digest
  }
  // That the lines were read is a line too.
  const next = await read(`${auditPaths.lines(workspace)}?after=2&limit=1`, token)
  expect(next).toMatchObject({ lines: [{ number: 3 }], more: true })
  const proof = v.parse(
    auditProofAnswer,
    (await callRelay(relay, auditPaths.proof(workspace), { token })).body,
  )
  expect(proof).toEqual({ kind: 'whole', lines: 5 })
})

test('[AL3] members are refused, strangers find nothing, and that somebody tried is written down', async () => {
  const [ada, bob, eve] = [
    await signUp(relay, 'audit-ada2'),
    await signUp(relay, 'audit-bob2'),
    await signUp(relay, 'audit-eve2'),
  ]
  const workspace = await foundWorkspace(relay, ada, 'Closed books')
  await foundWorkspace(relay, eve, 'Other books')
  await joinWorkspace(relay, bob, workspace)
  for (const path of [auditPaths.lines(workspace), auditPaths.proof(workspace)]) {
    expect(await callRelay(relay, path)).toMatchObject({ status: 401 })
    const refused = await callRelay(relay, path, { token: bob.session.accessToken })
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    const outside = await callRelay(relay, path, { token: eve.session.accessToken })
    expect(outside).toMatchObject({ status: 404, body: { code: 'not-found' } })
  }
  const { lines } = await read(auditPaths.lines(workspace), ada.session.accessToken)
  const tried = lines.map(({ line }) =>
    v.parse(v.object({ action: v.string(), outcome: v.string() }), JSON.parse(line)),
  )
  expect(tried).toContainEqual({ action: 'listAuditLines', outcome: 'forbidden' })
  expect(lines.some(({ line }) => line.includes(eve.user))).toBe(false)
})

const isRemoval = (line: unknown): boolean =>
  v.is(v.looseObject({ action: v.literal('removeMessage') }), line)

test('[AL4] what is taken back is written down whatever the door', async () => {
  const [ada, bob] = [await signUp(relay, 'audit-ada3'), await signUp(relay, 'audit-bob3')]
  const workspace = await foundWorkspace(relay, ada, 'Three doors')
  await joinWorkspace(relay, bob, workspace)
  const channel = await makeChannel(relay, ada, workspace, 'plans')
  const say = async (text: string) => {
    const body = { text }
    const said = await callRelay(relay, messagePaths.messages(channel), {
      body,
      token: bob.session.accessToken,
    })
    return v.parse(messageAnswer, said.body)
  }
  const said = [await say('one'), await say('two'), await say('three')] as const
  const message = messagePaths.message(channel, said[0].id)
  expect(await callRelay(relay, message, { method: 'DELETE', token: ada.session.accessToken })).toMatchObject(
    {
      status: 204,
    },
  )
  const server = relay.url.replace('http', 'ws')
  const [mine, theirs] = [ada, bob].map(({ session }) =>
    openText(`${server}${paths.gateway}?token=${session.accessToken}&roomId=${channel}`),
  )
  await theirs?.until({ type: 'room_joined' })
  mine?.say({ type: 'delete', roomId: channel, messageId: said[1].id })
  await theirs?.until({ type: 'message_deleted', messageId: said[1].id })
  const own = await callRelay(relay, messagePaths.messages(channel), {
    body: { text: 'of Ada' },
    token: ada.session.accessToken,
  })
  const { id: ofAda } = v.parse(messageAnswer, own.body)
  theirs?.say({ type: 'delete', roomId: channel, messageId: ofAda, request: 'try' })
  await theirs?.until({ type: 'error', request: 'try', code: 'forbidden' })
  const session = await openSession(relay, ada)
  const writer = createEntryWriter(ada, channel)
  session.send({ kind: 'append', request: 1, entry: writer.claim() })
  await session.waitFor('ack')
  const at = { time: millis(Date.now()), counter: 0 }
  const id = randomId(opId, { bytes: (length) => randomBytes(length) })
  const op = testRedact({
    id,
    by: ada.user,
    at,
    target: said[2].id,
    targetAt: { time: millis(said[2].time), counter: 0 },
  })
  session.send({ kind: 'append', request: 2, entry: writer.ops([op]) })
  await session.waitFor('ack')
  session.close()

  // Whoever looks has the log read, as it is by itself after a while.
  await callRelay(relay, messagePaths.messages(channel), { token: ada.session.accessToken })
  const { lines } = await read(auditPaths.lines(workspace), ada.session.accessToken)
  const removals = lines.map(({ line }): unknown => JSON.parse(line)).filter(isRemoval)
  const seq: unknown = expect.any(Number)
  const line = { action: 'removeMessage', user: ada.user, device: ada.device, outcome: 'done' }
  const from = '127.0.0.1'
  const target = (one: string) => ({ conversation: channel, message: one })
  expect(removals).toEqual([
    { ...line, from, target: target(said[0].id) },
    { ...line, from, target: target(said[1].id) },
    { ...line, from, target: target(ofAda), user: bob.user, device: bob.device, outcome: 'forbidden' },
    { ...line, from: 'log', target: target(said[2].id), details: { seq } },
  ])
})

test.each(['after=-1', 'after=x', 'limit=0', 'limit=1001', 'limit=1e3', 'other=1'])(
  '[HA4] %s is no page',
  async (query) => {
    const zoe = await signUp(relay, `audit-${query.replaceAll(/\W/g, '')}`)
    const workspace = await foundWorkspace(relay, zoe, `Pages ${query}`)
    const answer = await callRelay(relay, `${auditPaths.lines(workspace)}?${query}`, {
      token: zoe.session.accessToken,
    })
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-request' } })
  },
)

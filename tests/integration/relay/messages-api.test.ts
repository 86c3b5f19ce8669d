/** Messages over REST beyond what their examples show (api-examples) and who may (api-roles). */
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  messageAnswer,
  messagePaths,
  messagesAnswer,
  searchAnswer,
} from '../../../core/protocol/messages-api.ts'
import { sample } from '../../../sync-server/http/samples.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  makeChannel,
  signUp,
  type TestAccount,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'

let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay()
})
afterAll(() => relay.close())

let rounds = 0
async function setupChannel() {
  const number = rounds++
  const [ada, bob, eve] = [
    await signUp(relay, `api-ada${number}`),
    await signUp(relay, `api-bob${number}`),
    await signUp(relay, `api-eve${number}`),
  ]
  const workspace = await foundWorkspace(relay, ada, `Api ${number}`)
  await joinWorkspace(relay, bob, workspace)
  const channel = await makeChannel(relay, ada, workspace, 'plans')
  const call = (who: TestAccount | undefined, path: string, method: string, body?: object) =>
    callRelay(relay, path, { method, ...(body && { body }), ...(who && { token: who.session.accessToken }) })
  const say = async (who: TestAccount, text: string): Promise<string> => {
    const sent = await call(who, messagePaths.messages(channel), 'POST', { text })
    return v.parse(messageAnswer, sent.body).id
  }
  return { ada, bob, eve, workspace, channel, call, say }
}

describe('messages over REST', () => {
  test('[MS3][MS4] who may not edit or take back is told so', async () => {
    const { ada, bob, channel, call, say } = await setupChannel()
    const message = await say(ada, 'mine')
    const path = messagePaths.message(channel, message)
    const edited = await call(bob, path, 'PATCH', { text: 'yours' })
    expect(edited).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect(await call(bob, path, 'DELETE')).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    const other = await say(bob, 'his')
    expect((await call(ada, messagePaths.message(channel, other), 'DELETE')).status).toBe(204)
    const listed = await call(bob, `${messagePaths.messages(channel)}?deleted=true`, 'GET')
    const texts = v.parse(messagesAnswer, listed.body).messages.map(({ text, deleted }) => [text, deleted])
    expect(texts).toEqual([
      ['mine', false],
      ['', true],
    ])
  })

  test('[HA4] bad input is answered with the field at fault and changes nothing', async () => {
    const { bob, channel, call, say } = await setupChannel()
    const path = messagePaths.messages(channel)
    const bad = async (made: ReturnType<typeof call>, field: string) =>
      expect(await made).toMatchObject({ status: 400, body: { code: 'bad-request', field } })
    await bad(call(bob, path, 'POST', { text: ' ' }), 'text')
    await bad(call(bob, path, 'POST', { text: 'x'.repeat(20_000) }), 'text')
    await bad(call(bob, path, 'POST', { text: 7 }), 'text')
    await bad(call(bob, path, 'POST', { text: 'x', replyTo: 'nobody' }), 'replyTo')
    await bad(call(bob, path, 'POST', { text: 'x', nonsense: 1 }), 'nonsense')
    await bad(call(bob, `${path}?limit=0`, 'GET'), 'limit')
    await bad(call(bob, `${path}?limit=101`, 'GET'), 'limit')
    await bad(call(bob, `${path}?limit=x`, 'GET'), 'limit')
    await bad(call(bob, `${path}?before=x`, 'GET'), 'before')
    const unknown = await call(bob, `${path}?before=${sample.message}`, 'GET')
    expect(unknown).toMatchObject({ status: 404, body: { code: 'no-such-message' } })
    const message = await say(bob, 'only')
    const long = encodeURIComponent('x'.repeat(33))
    expect((await call(bob, messagePaths.reaction(channel, message, long), 'PUT')).status).toBe(404)
    expect(v.parse(messagesAnswer, (await call(bob, path, 'GET')).body).messages.length).toBe(1)
  })

  test('[MS2] a repeated request with a key is one message, over a restart too', async () => {
    const { bob, channel, call } = await setupChannel()
    const path = messagePaths.messages(channel)
    const first = await call(bob, path, 'POST', { text: 'once', key: 'k' })
    await relay.restart()
    const second = await call(bob, path, 'POST', { text: 'once', key: 'k' })
    expect(v.parse(messageAnswer, second.body).id).toBe(v.parse(messageAnswer, first.body).id)
    expect(await call(bob, path, 'POST', { text: 'other', key: 'k' })).toMatchObject({
      status: 409,
      body: { code: 'key-reused' },
    })
    expect(v.parse(messagesAnswer, (await call(bob, path, 'GET')).body).messages.length).toBe(1)
  })

  test('[MS30] what was said is found, and no more once it was taken back', async () => {
    const { bob, channel, workspace, call, say } = await setupChannel()
    const message = await say(bob, 'The heliotrope is in bloom')
    const find = async (path: string) =>
      v.parse(searchAnswer, (await call(bob, `${path}?q=heliotrope`, 'GET')).body).found.map(({ id }) => id)
    expect(await find(messagePaths.search(channel))).toEqual([message])
    expect(await find(messagePaths.searchIn(workspace))).toEqual([message])
    await call(bob, messagePaths.message(channel, message), 'DELETE')
    expect(await find(messagePaths.search(channel))).toEqual([])
  })
})

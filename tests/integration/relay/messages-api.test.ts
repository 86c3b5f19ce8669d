/** Messages over REST: every call as its example has it, by who may and by who may not. */
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths, problemAnswer } from '../../../core/protocol/api.ts'
import {
  messageAnswer,
  messagePaths,
  messagesAnswer,
  searchAnswer,
} from '../../../core/protocol/messages-api.ts'
import { messageOperations } from '../../../sync-server/http/message-operations.ts'
import type { Operation } from '../../../sync-server/http/operation.ts'
import { readingOperations } from '../../../sync-server/http/reading-operations.ts'
import { sample } from '../../../sync-server/http/samples.ts'
import type { Messages } from '../../../sync-server/messages/messages.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  makeChannel,
  signUp,
  type TestAccount,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only what the calls are is looked at; none is run
const nothing = { messages: {} as Messages }
const operations = [...messageOperations(nothing), ...readingOperations(nothing)]

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

type Setup = Awaited<ReturnType<typeof setupChannel>>

/** The address of an operation's example, with the ids of a real relay in place of the samples. */
function addressOf({ path, example }: Operation, { workspace, channel }: Setup, message: string): string {
  const real = new Map<string, string>([
    [sample.workspace, workspace],
    [sample.conversation, channel],
    [sample.message, message],
  ])
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = example.params?.[name] ?? ''
    return encodeURIComponent(real.get(value) ?? value)
  })
  const query = new URLSearchParams(example.query).toString()
  return query === '' ? filled : `${filled}?${query}`
}

const anyBody = v.record(v.string(), v.unknown())
const bodyOf = ({ example }: Operation, message: string): object | undefined =>
  example.body &&
  v.parse(anyBody, JSON.parse(JSON.stringify(example.body).replaceAll(sample.message, message)))

describe.each(operations.map((operation) => [operation.id, operation] as const))('%s', (_id, operation) => {
  test('[HA2] its example works for who may, and nobody else learns that there is anything', async () => {
    const setup = await setupChannel()
    const { bob, eve, call, say } = setup
    const message = await say(bob, 'The cards are punched.')
    const [path, body] = [addressOf(operation, setup, message), bodyOf(operation, message)]
    const ask = (who: TestAccount | undefined) => call(who, path, operation.method, body)
    expect((await ask(undefined)).status).toBe(401)
    const outside = await ask(eve)
    expect(outside.status).toBe(404)
    expect(v.parse(problemAnswer, outside.body).code).toBe('not-found')
    const answer = await ask(bob)
    expect(answer.status).toBe(operation.answer === undefined ? 204 : (operation.status ?? 200))
    if (operation.answer !== undefined) v.parse(operation.answer, answer.body)
  })
})

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

  test('they are in the document of the API', async () => {
    const openApi = JSON.stringify((await callRelay(relay, '/openapi.json')).body)
    for (const { id } of operations) expect(openApi).toContain(`"operationId":"${id}"`)
    expect(paths.gateway).toBe('/ws')
  })
})

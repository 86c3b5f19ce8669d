/** Rules and reports over REST, and what comes of them at the doors and in the log. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { auditAnswer, auditPaths } from '../../../core/protocol/audit-api.ts'
import { paths } from '../../../core/protocol/api.ts'
import { messageAnswer, messagePaths, messagesAnswer } from '../../../core/protocol/messages-api.ts'
import {
  moderationPaths,
  type ModerationRules,
  reportMadeAnswer,
  reportsAnswer,
} from '../../../core/protocol/moderation-api.ts'
import { retentionPath } from '../../../core/protocol/retention-api.ts'
import { createEntryWriter } from '../../support/entry-writer.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  makeChannel,
  signUp,
  type TestAccount,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { openSession } from '../../support/socket-client.ts'

let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay()
})
afterAll(() => relay.close())

let rounds = 0
async function setup() {
  const number = rounds++
  const [ada, bob, eve] = [
    await signUp(relay, `mo-ada${number}`),
    await signUp(relay, `mo-bob${number}`),
    await signUp(relay, `mo-eve${number}`),
  ]
  const workspace = await foundWorkspace(relay, ada, `Moderated ${number}`)
  await foundWorkspace(relay, eve, `Elsewhere ${number}`)
  await joinWorkspace(relay, bob, workspace)
  const channel = await makeChannel(relay, ada, workspace, 'plans')
  const call = (who: TestAccount, path: string, method: string, body?: object) =>
    callRelay(relay, path, { method, ...(body && { body }), token: who.session.accessToken })
  const setRules = async (rules: ModerationRules) => {
    const set = await call(ada, moderationPaths.rules(workspace), 'PUT', rules)
    expect(set.status).toBe(204)
  }
  const say = (who: TestAccount, text: string) => call(who, messagePaths.messages(channel), 'POST', { text })
  const list = async () =>
    v.parse(messagesAnswer, (await call(ada, `${messagePaths.messages(channel)}?deleted=true`, 'GET')).body)
      .messages
  const reports = async (state = 'open') => {
    const found = await call(ada, `${moderationPaths.reports(workspace)}?state=${state}`, 'GET')
    return v.parse(reportsAnswer, found.body).reports
  }
  const enforced = async () => {
    const page = await call(ada, auditPaths.lines(workspace), 'GET')
    return v.parse(auditAnswer, page.body).lines.filter(({ line }) => line.includes('"enforceRules"'))
  }
  return { ada, bob, eve, workspace, channel, call, setRules, say, list, reports, enforced }
}

/** As the app does: entries of a device of its own. */
async function writeByApp(
  who: TestAccount,
  channel: Awaited<ReturnType<typeof setup>>['channel'],
  text: string,
) {
  const session = await openSession(relay, who)
  const writer = createEntryWriter(who, channel)
  session.send({ kind: 'append', request: 1, entry: writer.claim() })
  await session.waitFor('ack')
  session.send({ kind: 'append', request: 2, entry: writer.post(text) })
  await session.waitFor('ack')
}

const eventually = (look: () => Promise<void>) =>
  expect.poll(async () => look().then(() => true, String), { timeout: 10_000 }).toBe(true)

describe('rules', () => {
  test('[MO3] what REST brings is refused with the reason, or masked; edits too', async () => {
    const { bob, channel, call, setRules, say, list, enforced } = await setup()
    await setRules({
      words: { action: 'mask', list: ['humbug'] },
      links: { action: 'refuse', never: ['evil.example'] },
      reason: 'Ask Ada.',
    })
    expect(await say(bob, 'see https://evil.example')).toMatchObject({
      status: 422,
      body: {
        code: 'message-refused',
        detail: 'It leads to a place that this workspace does not allow. Ask Ada.',
      },
    })
    const sent = v.parse(messageAnswer, (await say(bob, 'what humbug')).body)
    expect(sent.text).toBe('what ██████')
    const edit = await call(bob, messagePaths.message(channel, sent.id), 'PATCH', {
      text: 'http://evil.example',
    })
    expect(edit).toMatchObject({ status: 422 })
    expect((await list()).map(({ text }) => text)).toEqual(['what ██████'])
    expect(await enforced()).toEqual([]) // the watch finds nothing left to do
  })

  test('[MO4][MO5] what the app wrote is taken back or masked, and an audit line says so without its text', async () => {
    const { ada, bob, workspace, channel, setRules, list, enforced } = await setup()
    await writeByApp(bob, channel, 'humbug of before')
    await setRules({
      words: { action: 'mask', list: ['humbug'] },
      patterns: { action: 'refuse', list: ['secret \\d+'] },
    })
    await writeByApp(ada, channel, 'Humbug! said Ada')
    const shown = async () => (await list()).map(({ text, deleted }) => (deleted ? 'gone' : text)).toSorted()
    await eventually(async () => expect(await shown()).toEqual(['humbug of before', '██████! said Ada']))
    const cy = await signUp(relay, `mo-cy${rounds}`)
    await joinWorkspace(relay, cy, workspace)
    await writeByApp(cy, channel, 'the secret 42')
    await eventually(async () => expect(await shown()).toContain('gone'))
    await eventually(async () => expect(await enforced()).toHaveLength(2))
    expect(JSON.stringify(await enforced())).not.toMatch(/secret|humbug/i)
  })

  test('[MO5] what is flagged is said, and stands in the queue once', async () => {
    const { bob, setRules, say, reports } = await setup()
    await setRules({ patterns: { action: 'flag', list: ['pay .*now'] } })
    const sent = v.parse(messageAnswer, (await say(bob, 'Pay me now')).body)
    await eventually(async () => expect(await reports()).toHaveLength(1))
    expect(await reports()).toMatchObject([
      { message: sent.id, person: bob.user, reason: 'rules', text: 'Pay me now' },
    ])
    expect((await reports())[0]?.reporter).toBeUndefined()
  })

  test('[MO1] only who may moderate reads and sets them; a bad pattern is named and changes nothing', async () => {
    const { ada, bob, eve, workspace, call, setRules } = await setup()
    const path = moderationPaths.rules(workspace)
    const rules: ModerationRules = { length: { action: 'refuse', most: 100 } }
    await setRules(rules)
    for (const [method, body] of [['GET'], ['PUT', {}]] as const) {
      expect(await call(bob, path, method, body)).toMatchObject({ status: 403 })
      expect(await call(eve, path, method, body)).toMatchObject({ status: 404 })
    }
    const bad = await call(ada, path, 'PUT', { patterns: { action: 'flag', list: ['a', '(b'] } })
    expect(bad).toMatchObject({ status: 400, body: { code: 'bad-request', field: 'patterns.list.1' } })
    expect((await call(ada, path, 'GET')).body).toEqual(rules)
    await setRules({})
    expect((await call(ada, path, 'GET')).body).toEqual({})
  })
})

describe('reports', () => {
  const about = { reason: 'spam', note: 'look' }

  test('[MO6] are made by who may read, and nobody else learns that there is anything', async () => {
    const { ada, bob, eve, workspace, channel, call, say, reports } = await setup()
    const { id } = v.parse(messageAnswer, (await say(bob, 'cheap cards')).body)
    const path = moderationPaths.reportMessage(channel, id)
    expect(await call(eve, path, 'POST', about)).toMatchObject({ status: 404, body: { code: 'not-found' } })
    const stranger = { person: eve.user, ...about }
    expect(await call(bob, moderationPaths.reports(workspace), 'POST', stranger)).toMatchObject({
      status: 404,
    })
    expect(await call(bob, path, 'POST', { reason: 'dislike' })).toMatchObject({
      status: 400,
      body: { field: 'reason' },
    })
    const made = v.parse(reportMadeAnswer, (await call(ada, path, 'POST', about)).body)
    expect((await call(ada, path, 'POST', about)).body).toEqual(made)
    const person = { person: ada.user, ...about }
    expect(await call(bob, moderationPaths.reports(workspace), 'POST', person)).toMatchObject({ status: 201 })
    expect(await reports()).toMatchObject([
      { person: ada.user, reporter: bob.user, note: 'look' },
      { id: made.id, message: id, person: bob.user, text: 'cheap cards' },
    ])
  })

  test('[MO7] are read and resolved by who may moderate there alone', async () => {
    const { ada, bob, eve, workspace, channel, call, say } = await setup()
    const { id } = v.parse(messageAnswer, (await say(ada, 'hello')).body)
    const made = await call(bob, moderationPaths.reportMessage(channel, id), 'POST', about)
    const { id: report } = v.parse(reportMadeAnswer, made.body)
    const resolve = moderationPaths.resolve(workspace, report)
    expect(await call(bob, moderationPaths.reports(workspace), 'GET')).toMatchObject({ status: 403 })
    expect(await call(eve, moderationPaths.reports(workspace), 'GET')).toMatchObject({ status: 404 })
    expect(await call(bob, resolve, 'PUT', { action: 'dismiss' })).toMatchObject({ status: 403 })
    expect(await call(eve, resolve, 'PUT', { action: 'dismiss' })).toMatchObject({ status: 404 })
  })

  test('[MO8] a message is taken back, a person taken out, and none of it twice', async () => {
    const { ada, bob, workspace, channel, call, say, list, reports } = await setup()
    const { id } = v.parse(messageAnswer, (await say(bob, 'cheap cards')).body)
    const made = await call(ada, moderationPaths.reportMessage(channel, id), 'POST', about)
    const { id: report } = v.parse(reportMadeAnswer, made.body)
    const resolve = moderationPaths.resolve(workspace, report)
    expect(await call(ada, resolve, 'PUT', { action: 'remove-message' })).toMatchObject({ status: 204 })
    expect(await list()).toMatchObject([{ id, deleted: true, text: '' }])
    expect(await call(ada, resolve, 'PUT', { action: 'dismiss' })).toMatchObject({
      status: 409,
      body: { code: 'already-resolved' },
    })
    const [resolved] = await reports('resolved')
    expect(resolved).toMatchObject({ id: report, resolution: 'message-removed', resolvedBy: ada.user })
    expect(resolved?.text).toBeUndefined()

    const second = await call(ada, moderationPaths.reports(workspace), 'POST', { person: bob.user, ...about })
    const { id: ofPerson } = v.parse(reportMadeAnswer, second.body)
    const path = moderationPaths.resolve(workspace, ofPerson)
    expect(await call(ada, path, 'PUT', { action: 'remove-message' })).toMatchObject({ status: 400 })
    expect(await call(ada, path, 'PUT', { action: 'remove-person' })).toMatchObject({ status: 204 })
    expect(await say(bob, 'still here?')).toMatchObject({ status: 404 })
  })
})

test('[RN3] owners alone say how long is kept what was said; everybody in the workspace may know', async () => {
  const { ada, bob, eve, workspace, call } = await setup()
  const path = retentionPath(workspace)
  expect((await call(bob, path, 'GET')).body).toEqual({ days: null })
  expect(await call(bob, path, 'PUT', { days: 1 })).toMatchObject({ status: 403 })
  expect(await call(eve, path, 'GET')).toMatchObject({ status: 404 })
  expect(await call(eve, path, 'PUT', { days: 1 })).toMatchObject({ status: 404 })
  await call(ada, paths.member(workspace, bob.user), 'PUT', { role: 'admin' })
  expect(await call(bob, path, 'PUT', { days: 1 })).toMatchObject({ status: 403 })
  for (const days of [0, 1.5, -1, 36_501, '9'])
    expect(await call(ada, path, 'PUT', { days })).toMatchObject({ status: 400, body: { field: 'days' } })
  expect(await call(ada, path, 'PUT', { days: 90 })).toMatchObject({ status: 204 })
  expect((await call(bob, path, 'GET')).body).toEqual({ days: 90 })
  expect(await call(ada, path, 'PUT', { days: null })).toMatchObject({ status: 204 })
  expect((await call(bob, path, 'GET')).body).toEqual({ days: null })
})

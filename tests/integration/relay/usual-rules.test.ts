/** A relay that brings rules for those who have made none. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import * as v from 'valibot'
import { messagePaths, messagesAnswer } from '../../../core/protocol/messages-api.ts'
import { moderationPaths } from '../../../core/protocol/moderation-api.ts'
import { callRelay, type TestAccount } from '../../support/relay-accounts.ts'
import { openPair } from '../../support/relay-pair.ts'
import { startTestRelay } from '../../support/relay.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test('[MO10] workspaces without rules have those of the relay, until they have their own; apps are judged by them too', async () => {
  const file = path.join(temporaryFolder(), 'rules.json')
  const usual = { words: { action: 'refuse', list: ['bribe'] }, reason: 'Ask Ada.' }
  writeFileSync(file, JSON.stringify(usual))
  const relay = await startTestRelay({ env: { MODERATION: file } })
  onTestFinished(relay.close)
  const { ada, bob, workspace, general, adas, writer } = await openPair(relay)
  onTestFinished(() => adas.close())
  const call = (who: TestAccount, at: string, method: string, body?: object) =>
    callRelay(relay, at, { method, token: who.session.accessToken, ...(body && { body }) })
  const say = (text: string) => call(bob, messagePaths.messages(general), 'POST', { text })
  const texts = async () => {
    const { body } = await call(bob, messagePaths.messages(general), 'GET')
    return v.parse(messagesAnswer, body).messages.map(({ text }) => text)
  }
  const detail = 'It has words that this workspace does not allow. Ask Ada.'
  expect(await say('a bribe')).toMatchObject({ status: 422, body: { code: 'message-refused', detail } })
  adas.send({ kind: 'append', request: 0, entry: writer.claim() })
  adas.send({ kind: 'append', request: 1, entry: writer.post('a bribe by the app') })
  adas.send({ kind: 'append', request: 2, entry: writer.post('hello') })
  for (let count = 0; count < 3; count++) await adas.waitFor('ack')
  await expect.poll(texts).toEqual(['hello'])
  expect(await call(ada, moderationPaths.rules(workspace), 'GET')).toMatchObject({ body: usual })
  const set = async (rules: object) =>
    (await call(ada, moderationPaths.rules(workspace), 'PUT', rules)).status
  expect(await set({ length: { action: 'refuse', most: 100 } })).toBe(204)
  expect((await say('a bribe')).status).toBe(201)
  expect(await texts()).toEqual(['hello', 'a bribe'])
  expect(await set({})).toBe(204)
  expect((await say('another bribe')).status).toBe(422)
})

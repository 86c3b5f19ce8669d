/** The examples of docs/guides/rest.md, as they stand there. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import * as v from 'valibot'
import { expect, onTestFinished, test } from 'vitest'
import { messageAnswer, messagePaths, messagesAnswer } from '../../../core/protocol/messages-api.ts'
import { examplesOf } from '../../support/guide-example.ts'
import { callRelay, foundWorkspace, makeChannel, signUp } from '../../support/relay-accounts.ts'
import { startTestRelay } from '../../support/relay.ts'

test('[MS1][MS2][BT1] the examples of the guide work: a bot says something with curl, once, and reads it', async () => {
  const relay = await startTestRelay()
  onTestFinished(relay.close)
  const ada = await signUp(relay, 'ada')
  const workspace = await foundWorkspace(relay, ada, 'Quay')
  const channel = await makeChannel(relay, ada, workspace, 'tides')
  const [make = '', say = '', read = ''] = examplesOf('rest.md', 'sh')
  const env = { SERVER: relay.url, TOKEN: ada.session.accessToken, WORKSPACE: workspace, CHANNEL: channel }
  const parts = [make, say, 'echo', say, 'echo', read]
  const { stdout } = await promisify(execFile)('sh', ['-euc', parts.join('\n')], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
  })
  const [said = '', again = '', listed = ''] = stdout.split('\n')
  const message = v.parse(messageAnswer, JSON.parse(said))
  expect(message.text).toBe('High water at **four**.')
  expect(v.parse(messageAnswer, JSON.parse(again)).id).toBe(message.id)
  const { messages, more } = v.parse(messagesAnswer, JSON.parse(listed))
  expect([messages.map(({ id }) => id), more]).toEqual([[message.id], false])
  const seen = await callRelay(relay, messagePaths.messages(channel), { token: ada.session.accessToken })
  expect(v.parse(messagesAnswer, seen.body).messages).toMatchObject([
    { id: message.id, author: message.author },
  ])
  expect(message.author).not.toBe(ada.user)
})

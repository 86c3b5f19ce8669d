/** The examples of docs/guides/webhooks.md, as they stand there. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer, Server } from 'node:http'
import * as crypto from 'node:crypto'
import path from 'node:path'
import { promisify } from 'node:util'
import { compileFunction } from 'node:vm'
import * as v from 'valibot'
import { expect, onTestFinished, test } from 'vitest'
import { messagePaths, messagesAnswer } from '../../../core/protocol/messages-api.ts'
import { createdWebhookAnswer, webhookPaths, webhooksAnswer } from '../../../core/protocol/webhooks-api.ts'
import { callRelay, foundWorkspace, makeChannel, signUp } from '../../support/relay-accounts.ts'
import { startTestRelay } from '../../support/relay.ts'

const guide = readFileSync(path.resolve(import.meta.dirname, '../../../docs/guides/webhooks.md'), 'utf8')
const examples = (language: string): ReadonlyArray<string> =>
  [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code = '']) => code)

const shell = (script: string, env: Readonly<Record<string, string>>) =>
  promisify(execFile)('sh', ['-euc', script], { env: { PATH: process.env['PATH'] ?? '', ...env } })

test('[WH3][WH11] the examples of the guide work', async () => {
  const relay = await startTestRelay({ env: { WEBHOOK_ALLOWED_HOSTS: '127.0.0.1' } })
  onTestFinished(relay.close)
  const ada = await signUp(relay, 'ada')
  const workspace = await foundWorkspace(relay, ada, 'Quay')
  const channel = await makeChannel(relay, ada, workspace, 'plans')
  const token = ada.session.accessToken
  const [post = '', subscribe = ''] = examples('sh')
  const [receive = ''] = examples('js')
  expect(receive.split('\n').length).toBeLessThanOrEqual(30)

  // The receiver, with a secret that it learns once its address is told.
  let secret = ''
  const server = createServer()
  const told: Array<ReadonlyArray<unknown>> = []
  const make = (given: string): Server => {
    const lines = receive.split('\n').filter((line) => !line.startsWith('import '))
    const world = {
      ...crypto,
      createServer,
      secret: given,
      console: { log: (...said: Array<unknown>) => told.push(said) },
    }
    const run = compileFunction(`${lines.join('\n')}\nreturn receiver`, [...Object.keys(world), 'Buffer'])
    return v.parse(v.instance(Server), Reflect.apply(run, undefined, [...Object.values(world), Buffer]))
  }
  server.on('request', (...both) => void make(secret).emit('request', ...both))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const bound = server.address()
  const receiver = `http://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}/`
  const env = { SERVER: relay.url, TOKEN: token, WORKSPACE: workspace, CHANNEL: channel, RECEIVER: receiver }
  const subscribed = await shell(subscribe, env)
  const hook = v.parse(createdWebhookAnswer, JSON.parse(subscribed.stdout))
  // Told under another secret it is no answer to trust.
  const tried = () => callRelay(relay, webhookPaths.test(workspace, hook.id), { method: 'POST', token })
  secret = 'whsec_AAAA'
  expect((await tried()).body).toEqual({ outcome: 'status 401' })
  secret = hook.secret
  expect((await tried()).body).toEqual({ outcome: 'delivered' })

  await shell(post, env)
  const listed = await callRelay(relay, messagePaths.messages(channel), { token })
  const texts = v.parse(messagesAnswer, listed.body).messages.map(({ text }) => text)
  expect(texts).toEqual(['**main:** The build is **red**.', 'Also as Slack’s senders do it.'])
  const ofMessages = () => told.filter(([type]) => type === 'message.posted')
  await expect.poll(ofMessages).toEqual(texts.map((text) => ['message.posted', 'plans', text]))
  const hooks = await callRelay(relay, webhookPaths.webhooks(workspace), { token })
  expect(v.parse(webhooksAnswer, hooks.body).webhooks).toMatchObject([{ name: 'CI', dead: 0 }])
})

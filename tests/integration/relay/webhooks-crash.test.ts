import { expect, test } from 'vitest'
import { messagePaths } from '../../../core/protocol/messages-api.ts'
import { webhookEvents, webhookPaths } from '../../../core/protocol/webhooks-api.ts'
import { callRelay, foundWorkspace, makeChannel, signUp } from '../../support/relay-accounts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { useReceiver } from '../../support/webhook-receiver.ts'
import { spawnRelay } from './relay-process.ts'

const env = { WEBHOOK_ALLOWED_HOSTS: '127.0.0.1' }

test('[WH2] a relay that dies between a commit and what it has to tell loses nothing', async () => {
  const folder = temporaryFolder()
  const receiver = await useReceiver()
  let dying = await spawnRelay(folder, env)
  const ada = await signUp(dying, 'ada')
  const token = ada.session.accessToken
  const workspace = await foundWorkspace(dying, ada, 'Quay')
  const channel = await makeChannel(dying, ada, workspace, 'builds')
  const body = { name: 'CI', url: receiver.url, events: webhookEvents }
  await callRelay(dying, webhookPaths.webhooks(workspace), { body, token })
  const texts: Array<string> = []
  for (let round = 0; round < 4; round++) {
    for (let number = 0; number < 3; number++) {
      const text = `${round} ${number}`
      texts.push(text)
      await callRelay(dying, messagePaths.messages(channel), { body: { text }, token })
    }
    await makeChannel(dying, ada, workspace, `more-${round}`)
    // At once; while it is being told; before it has noted that it told.
    if (round > 0) await receiver.waitFor(receiver.received.length + round)
    dying.child.kill('SIGKILL')
    await dying.exited
    dying = await spawnRelay(folder, env)
  }
  const told = () => new Map(receiver.received.map((each) => [each.told.id, each.told]))
  await expect.poll(() => told().size, { timeout: 20_000 }).toBe(16)
  const posted = [...told().values()].filter(({ type }) => type === 'message.posted')
  expect(posted.map(({ data }) => data.message?.text)).toEqual(texts)
  dying.child.kill('SIGKILL')
  await dying.exited
})

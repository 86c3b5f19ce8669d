/** A relay that tells something over TLS, to whom it believes by the authority that `NODE_EXTRA_CA_CERTS` names. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import * as v from 'valibot'
import { messagePaths } from '../../../core/protocol/messages-api.ts'
import { createdWebhookAnswer, webhooksAnswer, webhookPaths } from '../../../core/protocol/webhooks-api.ts'
import { createAuthority } from '../../support/certificates.ts'
import { callRelay, foundWorkspace, makeChannel, signUp } from '../../support/relay-accounts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { isSigned, useReceiver } from '../../support/webhook-receiver.ts'
import { spawnRelay } from './relay-process.ts'

test('[WH3][WH7] a webhook is told over TLS, signed; another whose certificate nobody vouches for is told nothing', async () => {
  const folder = temporaryFolder()
  const authority = createAuthority()
  const trusted = path.join(folder, 'authority.pem')
  writeFileSync(trusted, authority.cert)
  const receiver = await useReceiver(authority.vouchFor(['localhost']))
  const impostor = await useReceiver(createAuthority('Another').vouchFor(['localhost']))
  const relay = await spawnRelay(folder, {
    WEBHOOK_ALLOWED_HOSTS: '127.0.0.1',
    NODE_EXTRA_CA_CERTS: trusted,
  })
  onTestFinished(async () => {
    relay.child.kill('SIGTERM')
    await relay.exited
  })
  const ada = await signUp(relay, 'ada')
  const token = ada.session.accessToken
  const workspace = await foundWorkspace(relay, ada, 'Quay')
  const channel = await makeChannel(relay, ada, workspace, 'builds')
  const make = async (url: string) => {
    const body = { name: 'CI', url, events: ['message.posted'] }
    return v.parse(
      createdWebhookAnswer,
      (await callRelay(relay, webhookPaths.webhooks(workspace), { body, token })).body,
    )
  }
  const [good, bad] = [await make(receiver.url), await make(impostor.url)]
  await callRelay(relay, messagePaths.messages(channel), { body: { text: 'green' }, token })
  const [told] = await receiver.waitFor(1)
  expect(told?.told.data.message?.text).toBe('green')
  expect(told && isSigned(told, good.secret)).toBe(true)
  const failure = async () => {
    const { body } = await callRelay(relay, webhookPaths.webhooks(workspace), { token })
    return v.parse(webhooksAnswer, body).webhooks.find(({ id }) => id === bad.id)?.failure
  }
  await expect.poll(failure).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
  expect(impostor.received.length).toBe(0)
})

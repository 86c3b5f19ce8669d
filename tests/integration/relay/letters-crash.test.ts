import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { identityPaths } from '../../../core/protocol/identity-api.ts'
import { startMailbox } from '../../support/mailbox.ts'
import { callRelay, foundWorkspace, signUp } from '../../support/relay-accounts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { spawnRelay } from './relay-process.ts'

test('[ML6] a relay that is killed while letters wait sends them after its next start', async () => {
  const folder = temporaryFolder()
  const MAIL_FROM = 'chat@example.org'
  const silent = createServer(() => {}) // a mail server that never says a word
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const bound = silent.address()
  const port = bound !== null && typeof bound === 'object' ? bound.port : 0
  const box = await startMailbox()
  onTestFinished(async () => {
    silent.close()
    await box.close()
  })
  const dying = await spawnRelay(folder, { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM })
  const ada = await signUp(dying, 'ada')
  const token = ada.session.accessToken
  const workspace = await foundWorkspace(dying, ada, 'Quay')
  const invited = ['bob@bar.example', 'cy@bar.example', 'dora@bar.example']
  for (const email of invited) {
    const asked = { token, body: { email } }
    const made = await callRelay(dying, identityPaths.invitations(workspace), asked)
    expect(made).toMatchObject({ body: { mailed: true } })
  }
  dying.child.kill('SIGKILL')
  await dying.exited
  const again = await spawnRelay(folder, { SMTP_URL: `smtp://127.0.0.1:${box.port}`, MAIL_FROM })
  onTestFinished(async () => {
    again.child.kill('SIGTERM')
    await again.exited
  })
  const letters = await box.waitFor(invited.length)
  expect(letters.map(({ to }) => to[0])).toEqual(invited)
  for (const { text } of letters) expect(text).toContain('somebody has invited you')
})

/** A relay that sends mail, and one whose mail server hangs. */
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import * as v from 'valibot'
import { adminPaths, identityPaths, invitationAnswer } from '../../../core/protocol/identity-api.ts'
import { startMailbox } from '../../support/mailbox.ts'
import { callRelay, foundWorkspace, signUp, testPassword } from '../../support/relay-accounts.ts'
import { startTestRelay } from '../../support/relay.ts'

const MAIL_FROM = 'Tidings <chat@example.org>'
const next = 'another battery staple, just as long'

test('[ML1] invitations go to their addresses, and people hear that their password was changed', async () => {
  const box = await startMailbox()
  const relay = await startTestRelay({ env: { SMTP_URL: `smtp://127.0.0.1:${box.port}`, MAIL_FROM } })
  onTestFinished(async () => {
    await relay.close()
    await box.close()
  })
  const ada = await signUp(relay, 'ada')
  const { accessToken: token } = ada.session
  const workspace = await foundWorkspace(relay, ada, 'Quay')
  const body = { email: 'bob@bar.example' }
  const made = await callRelay(relay, identityPaths.invitations(workspace), { token, body })
  const { link, mailed } = v.parse(invitationAnswer, made.body)
  expect(mailed).toBe(true)
  const [letter] = await box.waitFor(1)
  expect(letter).toMatchObject({ to: ['bob@bar.example'] })
  for (const part of [link, 'in “Quay”']) expect(letter?.text).toContain(part)

  const email = { token, method: 'PATCH', body: { email: 'ada@engines.example' } }
  await callRelay(relay, identityPaths.me, email)
  const passwords = { current: testPassword, next }
  expect(await callRelay(relay, identityPaths.password, { token, body: passwords })).toMatchObject({
    status: 200,
  })
  const admin = { token: relay.adminToken(), method: 'POST' }
  const reset = await callRelay(relay, adminPaths.resetPassword(ada.user), admin)
  const letters = await box.waitFor(3)
  for (const { to, headers, raw } of letters.slice(1)) {
    expect([to, headers.get('subject')]).toEqual([['ada@engines.example'], 'Your password was changed'])
    const { password } = v.parse(v.object({ password: v.string() }), reset.body)
    expect([raw.includes(next), raw.includes(password)]).toEqual([false, false])
  }
})

test('[ML2] a mail server that hangs holds up neither a request nor the end of the relay', async () => {
  const held = new Set<Socket>()
  const hanging = createServer((socket) => void held.add(socket))
  hanging.listen(0, '127.0.0.1')
  await once(hanging, 'listening')
  const address = hanging.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const relay = await startTestRelay({ env: { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM } })
  onTestFinished(() => {
    for (const socket of held) socket.destroy()
    hanging.close()
  })
  const ada = await signUp(relay, 'ada')
  const workspace = await foundWorkspace(relay, ada, 'Quay')
  const asked = { token: ada.session.accessToken, body: { email: 'bob@bar.example' } }
  const begun = performance.now()
  for (let number = 0; number < 5; number++) {
    const made = await callRelay(relay, identityPaths.invitations(workspace), asked)
    expect(made).toMatchObject({ body: { mailed: true } })
  }
  expect(performance.now() - begun).toBeLessThan(2_000)
  await expect.poll(() => held.size).toBe(1)
  const stopping = performance.now()
  await relay.close()
  expect(performance.now() - stopping).toBeLessThan(6_000)
})

/** When a status text ends, as its owner sets it and another person hears of it: a real relay, a real socket, its own clock. */
import { expect, onTestFinished, test } from 'vitest'
import { identityPaths } from '../../../core/protocol/identity-api.ts'
import { callRelay, foundWorkspace, joinWorkspace, signUp } from '../../support/relay-accounts.ts'
import { startTestRelay } from '../../support/relay.ts'
import { openSession } from '../../support/socket-client.ts'

test('[SX6] a status text that ends is told with its end, and taken back from everybody on time', async () => {
  const relay = await startTestRelay()
  onTestFinished(relay.close)
  const [ada, bob] = [await signUp(relay, 'ada-sx6'), await signUp(relay, 'bob-sx6')]
  await joinWorkspace(relay, bob, await foundWorkspace(relay, ada, 'SX6'))
  const socket = await openSession(relay, bob)
  const statusUntil = Date.now() + 1_500
  const body = { status: 'at tea', statusUntil }
  const token = ada.session.accessToken
  const me = { token, method: 'PATCH', body } as const
  for (const bad of [{ statusUntil }, { status: 'x', statusUntil: -1 }, { status: 'x', statusUntil: 1.5 }])
    expect(await callRelay(relay, identityPaths.me, { ...me, body: bad })).toMatchObject({ status: 400 })
  expect(await callRelay(relay, identityPaths.me, me)).toMatchObject({ status: 200, body })
  expect(await socket.waitFor('directory')).toMatchObject({ changes: [{ user: ada.user, ...body }] })
  const { changes } = await socket.waitFor('directory')
  expect(changes).toMatchObject([{ kind: 'member', user: ada.user }])
  expect(changes[0]).not.toHaveProperty('status')
  expect(Date.now()).toBeGreaterThanOrEqual(statusUntil)
  const now = await callRelay(relay, identityPaths.me, { token })
  expect(now).toMatchObject({ body: { status: '', statusUntil: null } })
})

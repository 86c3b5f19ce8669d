import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { keysPaths } from '../../core/protocol/keys-api.ts'
import type { Fetch } from '../../main/sign-in/relay-api.ts'
import { startTestRelay } from '../support/relay.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { answerOf } from '../unit/main/sign-in/fake-relay.ts'
import { password, register, setupProfile } from '../unit/main/profile-kit.ts'

const passphrase = 'a passphrase to keep'

/** An account with notes on one device, and its backup. */
async function setupBackedUp() {
  const relay = await startTestRelay()
  onTestFinished(relay.close)
  const file = path.join(temporaryFolder(), 'ada.tidings')
  const first = await setupProfile().start({ relay: relay.url, fetch, choosePlace: async () => file })
  const bridge = first.bridgeAt(1)
  const account = await register(bridge, 'ada')
  await bridge['keys.state']({})
  const workspace = orThrow(await bridge['directory.createWorkspace']({ name: 'Office' }))
  const notes = orThrow(await bridge['sealed.begin']({ workspace, others: [], group: false }))
  const { ticket } = orThrow(
    await bridge['backup.begin']({ name: 'ada.tidings', passphrase, withFiles: true }),
  )
  orThrow(await bridge['backup.finish']({ ticket }))
  return { relay, bridge, account, notes, backup: Uint8Array.from(readFileSync(file)) }
}

test('[BU6] [BU9] a device that the relay keeps out says so, and goes in when the person has it tried again', async () => {
  const { relay, bridge: first, account, notes, backup } = await setupBackedUp()
  let refuses = true
  const lying: Fetch = async (url, request) =>
    refuses && request.method === 'PUT' && url.endsWith(keysPaths.list)
      ? answerOf(400, { type: 'urn:x', title: 'no', status: 400, code: 'keys-refused' })
      : fetch(url, request)
  const app = await setupProfile().start({ relay: relay.url, fetch: lying })
  const bridge = app.bridgeAt(1)
  const ticket = await bridge['backup.open']({ passphrase })
  orThrow(await bridge['backup.feed']({ ticket, bytes: backup }))
  orThrow(await bridge['backup.end']({ ticket }))
  orThrow(await bridge['backup.adopt']({ ticket, passphrase }))
  orThrow(await bridge['backup.enter']({ ticket }))
  orThrow(await bridge['session.signIn']({ username: 'ada', password }))
  orThrow(await bridge['session.token']({})) // what the page asks for once it connects
  const reading = async () => (await bridge['trust.of']({ conversation: notes }))?.reading
  await expect.poll(reading).toEqual({ kind: 'not-entered', why: 'refused', detail: 'keys-refused' })

  refuses = false
  await bridge['trust.enterAgain']({})
  expect(await reading()).toEqual({ kind: 'readable' })
  expect(await bridge['keys.state']({})).toBe('ready')
  await first['sealed.keysChanged']({ people: [{ user: account.user, version: 2 }] }) // as the relay tells it
  expect((await first['devices.read']({}))?.map(({ here }) => here)).toEqual([true, false])
})

import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import type { Bridge } from '../../../../core/bridge/contract.ts'
import { readProfile } from '../../../../main/profile/profile.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { keysPaths } from '../../../../core/protocol/keys-api.ts'
import { other, password, register, setupProfile, states } from '../profile-kit.ts'

const passphrase = 'a passphrase to keep'

/** A backup of an account at the other relay. */
async function backUp({ start } = setupProfile()): Promise<Uint8Array<ArrayBuffer>> {
  const file = path.join(temporaryFolder(), 'ada.tidings')
  const app = await start({ relay: other, choosePlace: async () => file })
  const bridge = app.bridgeAt(1)
  await register(bridge, 'ada')
  await bridge['keys.state']({}) // by then it has an identity
  const { ticket } = orThrow(
    await bridge['backup.begin']({ name: 'ada.tidings', passphrase, withFiles: true }),
  )
  orThrow(await bridge['backup.finish']({ ticket }))
  await app.close()
  return Uint8Array.from(readFileSync(file))
}

/** Read to its end, with a vault made for it. */
async function adopt(bridge: Bridge, bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const ticket = await bridge['backup.open']({ passphrase })
  orThrow(await bridge['backup.feed']({ ticket, bytes }))
  orThrow(await bridge['backup.end']({ ticket }))
  orThrow(await bridge['backup.adopt']({ ticket, passphrase }))
  return ticket
}

test('[BU4] an account comes back where it lives; one whose keys are not taken does not come at all', async () => {
  const bytes = await backUp()
  const { start, folder } = setupProfile()
  const accounts = path.join(folder, 'accounts')
  const app = await start()
  const bridge = app.bridgeAt(1)
  const spoilt = await adopt(bridge, bytes)
  mkdirSync(path.join(accounts, 'ada', 'keyring')) // so that no keyring opens there
  expect(await bridge['backup.enter']({ ticket: spoilt })).toMatchObject({ failure: { kind: 'vault' } })
  await bridge['backup.close']({ ticket: spoilt })
  expect(await states(app)).toEqual([[1, 'signed-out', 'http://127.0.0.1:8787']])
  expect(readdirSync(accounts)).toEqual([])

  const ticket = await adopt(bridge, bytes)
  orThrow(await bridge['backup.enter']({ ticket }))
  expect(await states(app)).toEqual([[1, 'ada', other]])
})

test('[BU4] where somebody has come in meanwhile, the account is not put in their place and leaves nothing', async () => {
  const bytes = await backUp()
  const { start, folder } = setupProfile()
  const app = await start()
  const bridge = app.bridgeAt(1)
  const ticket = await adopt(bridge, bytes)
  await register(bridge, 'benjamin')
  expect(await bridge['backup.enter']({ ticket })).toMatchObject({ failure: { kind: 'not-signed-out' } })
  expect((await states(app)).map(([, name]) => name)).toEqual(['benjamin'])
  expect(readdirSync(path.join(folder, 'accounts'))).toEqual(['benjamin'])
})

test('[BU6] a restored device goes on to the list whenever the page connects, once the person has signed in', async () => {
  const kit = setupProfile()
  const bytes = await backUp(kit)
  const app = await kit.start({ profile: await readProfile(temporaryFolder()) })
  const bridge = app.bridgeAt(1)
  orThrow(await bridge['backup.enter']({ ticket: await adopt(bridge, bytes) }))
  kit.asked.length = 0
  const lookups = (): number => kit.asked.filter((url) => url.endsWith(keysPaths.query)).length
  expect(await bridge['session.token']({})).toMatchObject({ ok: false })
  orThrow(await bridge['session.signIn']({ username: 'ada', password }))
  expect(lookups()).toBe(0)
  orThrow(await bridge['session.token']({}))
  await expect.poll(lookups).toBe(1)
})

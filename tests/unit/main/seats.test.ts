import { existsSync, readdirSync, renameSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { maxSeats } from '../../../core/bridge/seats-contract.ts'
import type { App } from '../../../main/app.ts'
import { makeBackup } from '../../../main/profile/profile-backup.ts'
import { conversationId } from '../../../core/protocol/ids.ts'
import { createTestPolicy } from '../../support/policies.ts'
import { addSeat, other, password, register, setupProfile, states } from './profile-kit.ts'

const conversation = conversationId('c'.repeat(32))

test('[SE1] each seat has a vault of its own, and an answer of one is never of another', async () => {
  const { start, told } = setupProfile()
  const app = await start()
  await register(app.bridgeAt(1), 'ada')
  const [second, bridge] = await addSeat(app)
  expect(await bridge['vault.storeKey']({})).toEqual({ ok: false, failure: { kind: 'locked' } })
  expect(await bridge['outbox.open']({})).toEqual({ ok: false, failure: { kind: 'locked' } })
  expect(await bridge['session.token']({})).toEqual({ ok: false, failure: { kind: 'locked' } })
  await register(bridge, 'ben')
  const keys = await Promise.all([1, second].map((seat) => app.bridgeAt(seat)['vault.storeKey']({})))
  const [left, right] = keys.map((key) => Buffer.from(orThrow(key)).toString('hex'))
  expect(left).not.toBe(right)
  const opened = told.flatMap(([name, event, seat]) =>
    name === 'session.changed' && event !== undefined && 'kind' in event && event.kind === 'open'
      ? [[event.account.username, seat]]
      : [],
  )
  expect(new Set(opened.map((each) => each.join(' ')))).toEqual(new Set(['ada 1', 'ben 2']))
  expect(() => app.bridgeAt(3)).toThrow('no such seat')
  expect(() => app.bridgeAt('1')).toThrow('no such seat')
})

test('[VT16] locked while the first keys are put up, nothing is left that fails unheard', async () => {
  const { start } = setupProfile()
  const bridge = (await start()).bridgeAt(1)
  await register(bridge, 'ada')
  await bridge['devices.read']({}) // makes the holder of keys, which begins at once
  await bridge['session.lock']({})
  orThrow(await bridge['session.unlock']({ password: '' }))
  await bridge['devices.read']({}) // the turn after the first is over
})

test('[SE2] an account stands in one seat: another one is refused, and the first goes on', async () => {
  const { start } = setupProfile()
  const app = await start()
  await register(app.bridgeAt(1), 'ada')
  const [, bridge] = await addSeat(app)
  expect(JSON.stringify(await bridge['session.signIn']({ username: 'ada', password }))).toContain(
    'in this window already',
  )
  expect(await app.bridgeAt(1)['session.token']({})).toMatchObject({ ok: true })
})

test('[SE3] the next start has each account in its seat; one name at two relays is two accounts', async () => {
  const { start } = setupProfile()
  const app = await start()
  await register(app.bridgeAt(1), 'ada')
  const [, bridge] = await addSeat(app, `${other}/some/path`)
  await register(bridge, 'ada')
  const before = await states(app)
  expect(before).toEqual([
    [1, 'ada', 'http://127.0.0.1:8787'],
    [2, 'ada', other],
  ])
  expect(app.relays()).toEqual(['http://127.0.0.1:8787', other])
  await app.close()
  const again = await start()
  expect(await states(again)).toEqual(before)
  expect(await again.bridgeAt(2)['session.read']({})).toMatchObject({
    account: { relay: 'ws://relay.example:1/v1/sync' },
  })
})

test('[SE4] signing out takes that seat away and leaves the others; the last one stays', async () => {
  const { start, folder } = setupProfile()
  const app = await start()
  await register(app.bridgeAt(1), 'ada')
  const [second, bridge] = await addSeat(app)
  await register(bridge, 'ben')
  await app.bridgeAt(1)['session.signOut']({})
  expect(await states(app)).toEqual([[second, 'ben', 'http://127.0.0.1:8787']])
  expect(await bridge['session.token']({})).toMatchObject({ ok: true })
  const profile: unknown = JSON.parse(await readFile(path.join(folder, 'profile.json'), 'utf8'))
  expect(profile).toMatchObject({ accounts: [{ username: 'ben' }] })
  await bridge['session.signOut']({})
  expect(await states(app)).toEqual([[second, 'signed-out', 'http://127.0.0.1:8787']])
})

test('[SE5] there are eight seats at most, and what is no address gets none', async () => {
  const { start } = setupProfile()
  const app = await start()
  const first = app.bridgeAt(undefined)
  expect(await first['seats.add']({ server: 'javascript:alert(1)' })).toEqual({
    ok: false,
    failure: { kind: 'no-address' },
  })
  for (let seat = 2; seat <= maxSeats; seat++) await addSeat(app)
  expect(await first['seats.add']({})).toEqual({ ok: false, failure: { kind: 'too-many' } })
  await first['seats.close']({ seat: 4 })
  expect(await first['seats.add']({})).toEqual({ ok: true, value: maxSeats + 1 })
})

test('[SE6] a relay that gives out the id of an account of another relay is refused', async () => {
  const { start } = setupProfile('a')
  const app = await start()
  await register(app.bridgeAt(1), 'ada')
  const [, bridge] = await addSeat(app, other)
  const eve = { username: 'eve', displayName: 'Eve', password }
  expect(await bridge['session.register'](eve)).toEqual({ ok: false, failure: { kind: 'twin' } })
  expect(await bridge['session.read']({})).toMatchObject({ kind: 'signed-out' })
})

const accountsIn = (folder: string): ReadonlyArray<string> => readdirSync(path.join(folder, 'accounts'))
const erasedIn = (app: App) => app.bridgeAt(undefined)['seats.erased']({})

test('[SE7] erasing takes all of one account, tells the page whose data it has to delete, and leaves the others', async () => {
  const { start, folder } = setupProfile()
  const app = await start()
  await register(app.bridgeAt(1), 'ada')
  const [second, bridge] = await addSeat(app)
  const { user } = await register(bridge, 'benjamin')
  orThrow(await bridge['session.erase']({}))
  expect(accountsIn(folder)).toEqual(['ada'])
  expect(await states(app)).toEqual([[1, 'ada', 'http://127.0.0.1:8787']])
  expect(() => app.bridgeAt(second)).toThrow('no such seat')
  expect(await erasedIn(app)).toEqual([user])
  expect(await app.bridgeAt(1)['session.token']({})).toMatchObject({ ok: true })
  await app.close()
  const again = await start()
  expect(await erasedIn(again)).toEqual([user])
  await again.bridgeAt(1)['seats.swept']({ user })
  expect(await erasedIn(again)).toEqual([])
})

test('[SE7] what was cut off once the folder was out of sight is carried to its end at the next start', async () => {
  const { start, folder } = setupProfile()
  const app = await start()
  await register(app.bridgeAt(1), 'ada')
  const [, bridge] = await addSeat(app)
  const { user } = await register(bridge, 'benjamin')
  await app.close()
  const home = path.join(folder, 'accounts')
  renameSync(path.join(home, 'benjamin'), path.join(home, `.erased-${user}`))
  const again = await start()
  expect(accountsIn(folder)).toEqual(['ada'])
  expect(await erasedIn(again)).toEqual([user])
  expect((await states(again))[0]).toEqual([1, 'ada', 'http://127.0.0.1:8787'])
})

test('[SE7] whoever is back when the rest of it is swept away loses nothing of what is new', async () => {
  const { start, folder } = setupProfile()
  const app = await start()
  const { user } = await register(app.bridgeAt(1), 'ada')
  await app.close()
  await mkdir(path.join(folder, 'accounts', `.erased-${user}`, 'files'), { recursive: true })
  const again = await start()
  expect(accountsIn(folder)).toEqual(['ada'])
  expect(await erasedIn(again)).toEqual([])
  expect(await again.bridgeAt(1)['session.token']({})).toMatchObject({ ok: true })
})

test('[SE7] [PB6] the copies of the profile go with an erased account, also where that was cut off', async () => {
  const { start, folder } = setupProfile()
  const app = await start()
  await register(app.bridgeAt(1), 'ada')
  const [, bridge] = await addSeat(app)
  const { user } = await register(bridge, 'benjamin')
  const copy = (): Promise<string> => makeBackup(folder, { format: 1, version: '0', now: 0, reason: 'test' })
  await copy()
  orThrow(await bridge['session.erase']({}))
  expect(existsSync(path.join(folder, 'backups'))).toBe(false)
  await app.close()

  const vault = await readFile(path.join(folder, 'accounts', 'ada', 'vault'))
  const name = await copy()
  await mkdir(path.join(folder, 'accounts', `.erased-${user}`))
  const again = await start()
  expect(existsSync(path.join(folder, 'backups', name))).toBe(false)
  expect(await readFile(path.join(folder, 'accounts', 'ada', 'vault'))).toEqual(vault)
  expect(await erasedIn(again)).toEqual([user])
})

const byPolicy = { ok: false, failure: { kind: 'by-policy' } }

test('[PO13] no seat is given for a server that is not allowed, and what a seat may reach follows what is', async () => {
  const { start, asked } = setupProfile()
  const own = 'http://127.0.0.1:8787'
  const policy = createTestPolicy({ AllowedServers: [own, other] })
  const app = await start({ policy })
  await register(app.bridgeAt(1), 'ada')
  const [, bridge] = await addSeat(app, other)
  await register(bridge, 'benjamin')
  expect(await bridge['seats.add']({ server: 'https://else.example' })).toEqual(byPolicy)
  expect(app.relays()).toEqual([own, other])
  policy.set({ AllowedServers: [own] })
  expect(app.relays()).toEqual([own])
  asked.length = 0
  expect(await bridge['session.token']({})).toEqual(byPolicy)
  expect(await bridge['directory.workspaces']({})).toMatchObject({ failure: { kind: 'unreachable' } })
  expect(await app.bridgeAt(1)['session.token']({})).toMatchObject({ ok: true })
  expect(asked.filter((url) => url.startsWith(other))).toEqual([])
  policy.set({ AllowedServers: [other] })
  expect(await bridge['seats.add']({})).toEqual(byPolicy)
})

test('[PO14] a mandatory server is the only one, and no account of another is taken there', async () => {
  const { start, asked } = setupProfile()
  const app = await start()
  await register(app.bridgeAt(1), 'ada')
  const [, bridge] = await addSeat(app, other)
  await register(bridge, 'benjamin')
  await app.close()
  const set = 'http://127.0.0.1:9999'
  asked.length = 0
  const again = await start({ policy: createTestPolicy({ ServerUrl: set }) })
  expect((await states(again)).map(([, name, server]) => [name, server])).toEqual([
    ['ada', set],
    ['benjamin', other],
  ])
  expect(again.relays()).toEqual([set])
  expect(await again.bridgeAt(2)['session.token']({})).toEqual(byPolicy)
  expect(await again.bridgeAt(2)['vault.storeKey']({})).toMatchObject({ ok: true })
  expect(await again.bridgeAt(1)['seats.add']({ server: other })).toEqual(byPolicy)
  const added = orThrow(await again.bridgeAt(1)['seats.add']({}))
  expect(await again.bridgeAt(added)['session.read']({})).toEqual({ kind: 'signed-out', server: set })
  expect(asked.filter((url) => url.startsWith(other))).toEqual([])
})

test('[PO19] what locks by policy locks every account', async () => {
  const { start } = setupProfile()
  let lockScreen = (): void => undefined
  const policy = createTestPolicy({ LockWithSystem: true })
  const app = await start({ policy, onSystemLock: (listener) => (lockScreen = listener) })
  await register(app.bridgeAt(1), 'ada')
  const [, bridge] = await addSeat(app)
  await register(bridge, 'benjamin')
  lockScreen()
  await expect.poll(async () => (await states(app)).map(([, state]) => state)).toEqual(['locked', 'locked'])
})

test('[SE1] what is refused by policy is refused to every account, and what a policy says is told to all', async () => {
  const { start, told } = setupProfile()
  const policy = createTestPolicy({ MinPassphraseLength: 22, AllowFileUpload: false })
  const app = await start({ policy })
  const [, bridge] = await addSeat(app, other)
  const short = { username: 'ada', displayName: 'Ada', password }
  for (const each of [app.bridgeAt(1), bridge]) {
    expect(await each['session.register'](short)).toMatchObject({ failure: { kind: 'too-short' } })
    expect(await each['files.begin']({ conversation, size: 1 })).toEqual(byPolicy)
  }
  policy.set({})
  expect(told.filter(([name]) => name === 'policy.changed').map(([, , seat]) => seat)).toEqual([undefined])
})

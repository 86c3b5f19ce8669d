import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import type { Bridge, BridgeEventName, BridgeEvents } from '../../../core/bridge/contract.ts'
import { maxSeats } from '../../../core/bridge/seats-contract.ts'
import { type App, startApp } from '../../../main/app.ts'
import { readProfile } from '../../../main/profile/profile.ts'
import { systemClock, systemRandom } from '../../../main/system.ts'
import { createFakeRelay } from './sign-in/fake-relay.ts'
import { createMemoryProtector } from './vault/memory-protector.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

type Told = readonly [name: BridgeEventName, event: BridgeEvents[BridgeEventName], seat: number | undefined]

/** One profile whose accounts are at two relays. `digit` fills the ids of the other one: `a` makes them those of the first. */
function setupProfile(digit = 'b') {
  const folder = temporaryFolder()
  const here = createFakeRelay()
  const there = createFakeRelay(digit)
  const told: Told[] = []
  const protector = createMemoryProtector()
  const start = async (): Promise<App> => {
    const app = await startApp({
      profile: await readProfile(folder),
      protector,
      fetch: (url, request) => (url.startsWith(other) ? there : here).fetch(url, request),
      relay: undefined,
      info: { version: '1', shell: 'headless' },
      deviceName: 'test',
      openLink: async () => false,
      choosePlace: async () => undefined,
      desktop: undefined,
      onSystemLock: undefined,
      tell: (name, event, seat) => told.push([name, event, seat]),
      report: () => undefined,
      clock: systemClock,
      random: systemRandom,
    })
    onTestFinished(() => app.close())
    return app
  }
  return { folder, told, start }
}

const other = 'http://relay.example:1'
const password = 'correct horse battery'

const register = async (bridge: Bridge, username: string) =>
  orThrow(await bridge['session.register']({ username, displayName: username, password }))

async function addSeat(app: App, server?: string): Promise<readonly [number, Bridge]> {
  const added = orThrow(await app.bridgeAt(undefined)['seats.add'](server === undefined ? {} : { server }))
  return [added, app.bridgeAt(added)]
}

const states = async (app: App) =>
  (await app.bridgeAt(undefined)['seats.read']({})).map(({ seat, state, server }) => [
    seat,
    state.kind === 'open' ? state.account.username : state.kind,
    server,
  ])

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
  expect(JSON.stringify(await bridge['session.register'](eve))).toContain('id of an account')
  expect(await bridge['session.read']({})).toMatchObject({ kind: 'signed-out' })
})

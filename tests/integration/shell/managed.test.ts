/** All of main on a managed device, with a real relay. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { millis } from '../../../core/base/clock.ts'
import { orThrow } from '../../../core/base/defect.ts'
import type { SealedFile } from '../../../core/bridge/files-contract.ts'
import { conversationId, randomId } from '../../../core/protocol/ids.ts'
import { type App, type AppDeps, startApp } from '../../../main/app.ts'
import type { Desktop } from '../../../main/window/desktop.ts'
import { pageNetwork } from '../../../main/previews/page-network.ts'
import { readProfile } from '../../../main/profile/profile.ts'
import { systemClock, systemRandom } from '../../../main/system.ts'
import { attach, random, setupFiles, uploaded } from '../../support/account-files.ts'
import { farewell } from '../../support/farewell.ts'
import { createTestPolicy, type TestPolicy } from '../../support/policies.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay()
  return () => relay.close()
})

async function start(policy: TestPolicy, changes: Partial<AppDeps> = {}): Promise<App> {
  const app = await startApp({
    profile: await readProfile(temporaryFolder()),
    policy,
    protector: undefined,
    fetch,
    relay: relay.url,
    info: { version: '0', shell: 'browser' },
    deviceName: 'a test',
    openLink: async () => false,
    choosePlace: async () => undefined,
    desktop: undefined,
    updates: undefined,
    pages: pageNetwork,
    onSystemLock: undefined,
    tell: () => undefined,
    report: () => undefined,
    clock: systemClock,
    random: systemRandom,
    ...changes,
  })
  onTestFinished(app.close)
  return app
}

/** A system that shows nothing and keeps nothing, and says how long nobody has touched it. */
const quietDesktop = (idleSeconds: () => number): Desktop => ({
  notify: () => false,
  withdraw: () => undefined,
  badge: () => undefined,
  idleSeconds,
  standing: () => ({ autostart: undefined, closeToTray: undefined, spelling: undefined }),
  change: async () => false,
  setWords: () => undefined,
  takeLink: () => undefined,
  crash: () => undefined,
  restart: () => undefined,
})

let names = 0
const register = async (app: App, seat?: number) =>
  app.bridgeAt(seat)['session.register']({
    username: `ada${++names}`,
    displayName: 'Ada',
    password: 'correct horse battery',
  })
const kindOf = async (app: App, seat?: number): Promise<string> =>
  (await app.bridgeAt(seat)['session.read']({})).kind

test('[PO13] a server that is no longer allowed is asked nothing more, by nothing that main does', async () => {
  const policy = createTestPolicy()
  const asked: Array<string> = []
  const app = await start(policy, {
    fetch: (url, options) => {
      asked.push(url)
      return fetch(url, options)
    },
  })
  orThrow(await register(app))
  orThrow(await app.bridgeAt(1)['directory.workspaces']({}))
  asked.length = 0
  policy.set({ AllowedServers: ['https://chat.example.com'] })
  expect(app.relays()).toEqual([])
  expect(await app.bridgeAt(1)['session.token']({})).toMatchObject({ failure: { kind: 'by-policy' } })
  expect(await app.bridgeAt(1)['directory.workspaces']({})).toMatchObject({
    failure: { kind: 'unreachable' },
  })
  await app.bridgeAt(1)['session.signOut']({})
  expect(asked).toEqual([])
  policy.set({ AllowedServers: [relay.url] })
  orThrow(await register(app))
  expect(app.relays()).toEqual([relay.url])
})

test('[PO14] mandatory before named before recommended', async () => {
  const server = async (values: object, layer: Parameters<TestPolicy['set']>[1], named?: string) => {
    const app = await start(createTestPolicy({ ...values }, layer), { relay: named })
    return app.bridgeAt(1)['session.read']({})
  }
  const [set, named] = ['https://set.example', 'http://named.example']
  const signedOut = (at: string) => ({ kind: 'signed-out', server: at })
  expect(await server({ ServerUrl: set }, 'machine-mandatory', named)).toEqual(signedOut(set))
  expect(await server({ ServerUrl: set }, 'machine-recommended', named)).toEqual(signedOut(named))
  expect(await server({ ServerUrl: set }, 'machine-recommended')).toEqual(signedOut(set))
  expect(await server({ ServerUrl: 'nonsense' }, 'machine-mandatory', named)).toEqual(
    signedOut('http://127.0.0.1:8787'),
  )
  expect(await server({}, 'machine-mandatory', named)).toEqual(signedOut(named))
})

test('[PO19] the screen’s lock locks as it is set, whatever the person has chosen', async () => {
  const policy = createTestPolicy({ LockWithSystem: true })
  let lockScreen = (): void => undefined
  const app = await start(policy, { onSystemLock: (listener) => (lockScreen = listener) })
  orThrow(await register(app))
  lockScreen()
  await expect.poll(() => kindOf(app)).toBe('locked')
  orThrow(await app.bridgeAt(1)['session.unlock']({ password: 'correct horse battery' }))
  policy.set({})
  orThrow(await app.bridgeAt(1)['vault.setSettings']({ lockWithSystem: true }))
  policy.set({ LockWithSystem: false })
  lockScreen()
  await app.bridgeAt(1)['session.signInWithProvider']({ farewell }) // whatever was begun by then has had its turn
  expect(await kindOf(app)).toBe('open')
  policy.set({})
  lockScreen()
  await expect.poll(() => kindOf(app)).toBe('locked')
})

test('[PO19] the app locks when nobody is there, where the system says so', async () => {
  const timers = createVirtualClock()
  let idle = 0
  const app = await start(createTestPolicy({ LockAfterIdleMinutes: 5 }), {
    clock: { now: systemClock.now, after: timers.after },
    desktop: quietDesktop(() => idle),
  })
  orThrow(await register(app))
  timers.advance(millis(60_000))
  expect(await kindOf(app)).toBe('open')
  idle = 300
  timers.advance(millis(15_000))
  await expect.poll(() => kindOf(app)).toBe('locked')
})

test('[PO20] of opened files no more is kept than set, but for the one that was opened last', async () => {
  const { ada, bob, channel, open } = await setupFiles()
  const own = open(ada)
  const sent = []
  for (let number = 0; number < 2; number++) {
    const bytes = random.bytes(200_000)
    const sealed = await attach(own.files, channel, bytes)
    orThrow(await own.files.send([sealed.id]))
    sent.push({ ...sealed, size: bytes.length })
  }
  await uploaded(own.files)
  const others = open(bob, { keptBytes: 0 })
  for (const file of sent) {
    const ticket = orThrow(await others.files.fetch(file))
    expect(orThrow(await others.files.read(ticket, 0))).toHaveLength(200_000)
    expect(readdirSync(others.folder)).toEqual([file.id])
  }
})

test('[PO20] main hands on how much is kept, and what is set meanwhile counts for the next file', async () => {
  const sender = await start(createTestPolicy())
  orThrow(await register(sender))
  const ada = sender.bridgeAt(1)
  const workspace = orThrow(await ada['directory.createWorkspace']({ name: `Quay ${names}` }))
  await ada['directory.reached']({ reached: true })
  const conversation = randomId(conversationId, systemRandom)
  const channel = { conversation, called: 'harbour', workspace, name: 'harbour', topic: '' }
  orThrow(await ada['directory.edit']({ kind: 'create', ...channel }))
  const sent: SealedFile[] = []
  for (let number = 0; number < 2; number++) {
    const bytes = Uint8Array.from(random.bytes(200_000))
    const id = orThrow(await ada['files.begin']({ conversation, size: bytes.length }))
    orThrow(await ada['files.write']({ id, at: 0, bytes }))
    sent.push(orThrow(await ada['files.finish']({ id })))
    orThrow(await ada['files.send']({ ids: [id] }))
  }
  await expect.poll(() => ada['files.transfers']({}), { timeout: 20_000 }).toEqual([])

  const folder = temporaryFolder()
  const policy = createTestPolicy({ MaxCacheMb: 0 })
  const app = await start(policy, { profile: await readProfile(folder) })
  const { username } = orThrow(await register(app))
  const bob = app.bridgeAt(1)
  orThrow(await bob['directory.joinWorkspace']({ workspace }))
  const read = async (file: SealedFile): Promise<void> => {
    const [key, header] = [Uint8Array.from(file.seal.key), Uint8Array.from(file.seal.header)]
    const seal = { ...file.seal, key, header }
    const ticket = orThrow(await bob['files.fetch']({ ...file, seal, size: 200_000 }))
    expect(orThrow(await bob['files.read']({ ticket, at: 0 }))).toHaveLength(200_000)
  }
  const kept = () => readdirSync(path.join(folder, 'accounts', username, 'files')).toSorted()
  const ids = sent.map(({ id }) => String(id))
  for (const [index, file] of sent.entries()) {
    await read(file)
    expect(kept()).toEqual([ids[index]])
  }
  policy.set({})
  for (const file of sent) await read(file)
  expect(kept()).toEqual(ids.toSorted())
})

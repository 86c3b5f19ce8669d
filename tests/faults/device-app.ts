/** The app of one person on one folder, in plain Node: main as both shells run it, and the engine over real disks and sockets. */
import { noUploads } from '../../core/sync/uploads.ts'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { withoutKeys } from '../../core/bridge/sealing.ts'
import { type Clock, millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { Account, Bridge } from '../../core/bridge/contract.ts'
import { createEngine } from '../../core/engine/create-engine.ts'
import type { Engine } from '../../core/engine/engine.ts'
import { openMemoryIndex } from '../../core/search/memory-index.ts'
import type { Outbox, PendingEntry } from '../../core/storage/outbox.ts'
import { type App, startApp } from '../../main/app.ts'
import { readProfile } from '../../main/profile/profile.ts'
import { seal, sealingReady, unseal } from '../../main/sealing/sealing.ts'
import type { Fetch } from '../../main/sign-in/relay-api.ts'
import { systemRandom } from '../../main/system.ts'
import type { SecretProtector } from '../../main/vault/secret-protector.ts'
import { verifyReceipt } from '../../renderer/platform/system.ts'
import { connectNodeSocket } from '../support/node-socket.ts'
import { testPassword } from '../support/relay-accounts.ts'
import { openSqliteLocalStore } from './sqlite-local-store.ts'

export interface DeviceSetup {
  readonly folder: string
  /** `http://host:port` */
  readonly relay: string
  readonly username: string
  /** Milliseconds that this device's clock is ahead of the machine's. */
  readonly clockOffset: () => number
  readonly report: (line: string) => void
}

export interface DeviceApp {
  readonly engine: Engine
  readonly close: () => Promise<void>
}

/** Waits of the app pass so many times as fast: a silent connection is given up after seconds, not after most of a minute. */
const haste = 10
const requestTimeoutMs = 1_500

export async function startDeviceApp(setup: DeviceSetup): Promise<Result<DeviceApp, string>> {
  const { folder, relay, report } = setup
  await sealingReady
  mkdirSync(folder, { recursive: true })
  const clock = createHastyClock(setup.clockOffset)
  const app = await startApp({
    profile: await readProfile(folder),
    protector: keystore,
    fetch: impatientFetch,
    relay,
    info: { version: '0', shell: 'browser' },
    deviceName: 'a device under fire',
    openLink: async () => false,
    onSystemLock: undefined,
    tell: () => undefined,
    report,
    clock,
    random: systemRandom,
  })
  const account = await openAccount(app, setup)
  const started = account.ok ? await startEngine(app, account.value, setup, clock) : account
  if (!started.ok) await app.close()
  return started
}

async function openAccount(app: App, { username }: DeviceSetup): Promise<Result<Account, string>> {
  const state = await app.bridge['session.read']({})
  if (state.kind === 'open') return ok(state.account)
  const signedIn = await app.bridge['session.signIn']({ username, password: testPassword })
  return signedIn.ok ? signedIn : fail(`sign-in: ${JSON.stringify(signedIn.failure)}`)
}

async function startEngine(
  app: App,
  account: Account,
  { folder, report }: DeviceSetup,
  clock: Clock,
): Promise<Result<DeviceApp, string>> {
  const { bridge } = app
  const key = await bridge['vault.storeKey']({})
  if (!key.ok) return fail('the vault is locked')
  const store = openSqliteLocalStore({ file: path.join(folder, 'store.db'), key: key.value })
  if (!store.ok) return fail(`store: ${JSON.stringify(store.failure)}`)
  const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  const created = await createEngine({
    account,
    clock,
    random: systemRandom,
    store: store.value,
    openIndex: openMemoryIndex({ store: store.value, clock, breathe }),
    outbox: outboxOf(bridge),
    connect: connectNodeSocket,
    accessToken: () => bridge['session.token']({}),
    report: (each) => report(JSON.stringify(each)),
    verifyReceipt,
    sealing: withoutKeys,
    uploads: noUploads,
    breathe,
  })
  if (!created.ok) {
    await store.value.close()
    return fail(`outbox: ${JSON.stringify(created.failure)}`)
  }
  const engine = created.value
  const stop = signInWhenAsked(app, engine, account, clock)
  return ok({
    engine,
    close: async () => {
      stop()
      await engine.close()
      await app.close()
    },
  })
}

/** What the person at the screen does when the relay asks for a new sign-in. */
function signInWhenAsked(app: App, engine: Engine, { username }: Account, clock: Clock): () => void {
  let isStopped = false
  let isTrying = false
  const look = (): void => {
    if (isStopped || isTrying || engine.connection.read().kind !== 'signed-out') return
    isTrying = true
    void app.bridge['session.signIn']({ username, password: testPassword }).then((signedIn) => {
      isTrying = false
      if (isStopped) return undefined
      if (signedIn.ok) engine.wake()
      else clock.after(millis(1_000), look)
      return undefined
    })
  }
  const unlisten = engine.connection.listen(look)
  look()
  return () => {
    isStopped = true
    unlisten()
  }
}

/** As the page's, without a window between. */
const outboxOf = (bridge: Bridge): Outbox => ({
  open: () => bridge['outbox.open']({}),
  append: (entries) => bridge['outbox.append']({ entries: copyOf(entries) }),
  remove: (entries) => bridge['outbox.remove']({ entries: [...entries] }),
  replace: (conversation, { entries, nextCounter }) =>
    bridge['outbox.replace']({ conversation, nextCounter, entries: copyOf(entries) }),
})
const copyOf = (entries: ReadonlyArray<PendingEntry>) =>
  entries.map((entry) => ({ ...entry, bytes: new Uint8Array(entry.bytes) }))

const createHastyClock = (offset: () => number): Clock => ({
  now: () => millis(Date.now() + offset()),
  after: (delay, run) => {
    const timer = setTimeout(run, delay / haste)
    return () => clearTimeout(timer)
  },
})

const impatientFetch: Fetch = (url, { signal, ...options }) =>
  fetch(url, { ...options, signal: AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]) })

/** A keystore that outlives the process, as the system's does. */
const keystoreKey = new Uint8Array(32).fill(7)
const nothing = new Uint8Array()
const keystore: SecretProtector = {
  protect: async (secret) => ok(seal(keystoreKey, secret, nothing, systemRandom)),
  unprotect: async (guarded) => {
    const secret = unseal(keystoreKey, guarded, nothing)
    return secret === undefined
      ? fail({ kind: 'keystore', detail: 'other key' })
      : ok({ secret, stale: false })
  },
}

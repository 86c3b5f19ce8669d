/** The app of one person on one folder, in plain Node: main as both shells run it, and the engine over real disks and sockets. */
import { type Clock, millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { PageBridge } from '../../core/bridge/contract.ts'
import type { Engine } from '../../core/engine/engine.ts'
import { type Credentials, enterAccount, signInWhenAsked } from '../../headless/enter-account.ts'
import { createLocalBridge } from '../../headless/local-bridge.ts'
import { openFolderEngine } from '../../headless/open-engine.ts'
import { startMain } from '../../headless/start-main.ts'
import { seal, sealingReady, unseal } from '../../main/sealing/sealing.ts'
import type { Fetch } from '../../main/sign-in/relay-api.ts'
import { systemRandom } from '../../main/system.ts'
import type { SecretProtector } from '../../main/vault/secret-protector.ts'
import { testPassword } from '../support/relay-accounts.ts'

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
  const { folder, relay, username, report } = setup
  await sealingReady
  const clock = createHastyClock(setup.clockOffset)
  const local = createLocalBridge()
  const app = await startMain({
    folder,
    protector: keystore,
    fetch: impatientFetch,
    relay,
    deviceName: 'a device under fire',
    tell: local.tell,
    report,
    clock,
    random: systemRandom,
  })
  if (!app.ok) return fail(JSON.stringify(app.failure))
  const bridge = local.serve(app.value.bridgeAt(undefined))
  const credentials = { username, passphrase: testPassword }
  const started = await startEngine(bridge, credentials, setup, clock)
  if (!started.ok) {
    await app.value.close()
    return started
  }
  const engine = started.value
  const stop = signInWhenAsked({ bridge, engine, credentials, clock, random: systemRandom })
  return ok({
    engine,
    close: async () => {
      stop()
      await engine.close()
      await app.value.close()
    },
  })
}

async function startEngine(
  bridge: PageBridge,
  credentials: Credentials,
  { folder, report }: DeviceSetup,
  clock: Clock,
): Promise<Result<Engine, string>> {
  const account = await enterAccount(bridge, credentials)
  if (!account.ok) return fail(`sign-in: ${JSON.stringify(account.failure)}`)
  const engine = await openFolderEngine(folder, {
    bridge,
    account: account.value,
    clock,
    random: systemRandom,
    report: (each) => report(JSON.stringify(each)),
  })
  return engine.ok ? engine : fail(JSON.stringify(engine.failure))
}

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

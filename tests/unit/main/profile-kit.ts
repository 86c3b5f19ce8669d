import { onTestFinished } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import type { Account, Bridge, BridgeEventName, BridgeEvents } from '../../../core/bridge/contract.ts'
import { type App, type AppDeps, startApp } from '../../../main/app.ts'
import { unmanaged } from '../../../main/policy/policy.ts'
import { pageNetwork } from '../../../main/previews/page-network.ts'
import { readProfile } from '../../../main/profile/profile.ts'
import { systemClock, systemRandom } from '../../../main/system.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createFakeRelay } from './sign-in/fake-relay.ts'
import { createMemoryProtector } from './vault/memory-protector.ts'

type Told = readonly [name: BridgeEventName, event: BridgeEvents[BridgeEventName], seat: number | undefined]

interface ProfileKit {
  readonly folder: string
  readonly told: ReadonlyArray<Told>
  /** Every URL that main asked. */
  readonly asked: string[]
  readonly start: (deps?: Partial<AppDeps>) => Promise<App>
}

/** One profile whose accounts are at two relays. `digit` fills the ids of the other one: `a` makes them those of the first. */
export function setupProfile(digit = 'b'): ProfileKit {
  const folder = temporaryFolder()
  const here = createFakeRelay()
  const there = createFakeRelay(digit)
  const told: Told[] = []
  const protector = createMemoryProtector()
  const asked: string[] = []
  const start = async (deps: Partial<AppDeps> = {}): Promise<App> => {
    const app = await startApp({
      profile: await readProfile(folder),
      protector,
      policy: unmanaged,
      pages: pageNetwork,
      fetch: (url, request) => {
        asked.push(url)
        return (url.startsWith(other) ? there : here).fetch(url, request)
      },
      relay: undefined,
      info: { version: '1', shell: 'headless' },
      deviceName: 'test',
      openLink: async () => false,
      choosePlace: async () => undefined,
      desktop: undefined,
      updates: undefined,
      onSystemLock: undefined,
      tell: (name, event, seat) => told.push([name, event, seat]),
      report: () => undefined,
      clock: systemClock,
      random: systemRandom,
      ...deps,
    })
    onTestFinished(() => app.close())
    return app
  }
  return { folder, told, asked, start }
}

/** The other relay. */
export const other = 'http://relay.example:1'
export const password = 'correct horse battery'

export const register = async (bridge: Bridge, username: string): Promise<Account> =>
  orThrow(await bridge['session.register']({ username, displayName: username, password }))

export async function addSeat(app: App, server?: string): Promise<readonly [number, Bridge]> {
  const added = orThrow(await app.bridgeAt(undefined)['seats.add'](server === undefined ? {} : { server }))
  return [added, app.bridgeAt(added)]
}

/** Of each seat its number, whose it is or how it stands, and where it goes. */
export const states = async (app: App): Promise<ReadonlyArray<readonly [number, string, string]>> =>
  (await app.bridgeAt(undefined)['seats.read']({})).map(({ seat, state, server }) => [
    seat,
    state.kind === 'open' ? state.account.username : state.kind,
    server,
  ])

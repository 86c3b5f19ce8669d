import { ok } from '../../../../core/base/result.ts'
import type { Millis } from '../../../../core/base/clock.ts'
import type {
  UpdateChannel,
  UpdateRefusal,
  UpdateStanding,
  UpdateState,
} from '../../../../core/bridge/updates-contract.ts'
import type { Offer } from '../../../../main/updates/installer.ts'
import { descriptionFile } from '../../../../main/updates/release.ts'
import { serverSource } from '../../../../main/updates/release-source.ts'
import { openUpdateRecord } from '../../../../main/updates/update-record.ts'
import {
  createUpdates,
  type UpdateRules,
  type Updates,
  type UpdatesDeps,
} from '../../../../main/updates/updates.ts'
import { createPublisher, makeRelease, type ReleaseOrder } from '../../../support/publisher.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { serveReleases } from '../../../support/updated-app.ts'
import { createVirtualClock, type VirtualClock } from '../../../support/virtual-clock.ts'

const publisher = createPublisher()
export const fileOf = (channel: UpdateChannel): string =>
  descriptionFile(channel, { platform: 'linux', arch: 'x64' })

interface World {
  readonly updates: Updates
  readonly deps: Pick<UpdatesDeps, 'keys' | 'version' | 'fileOf' | 'record' | 'openInstaller'>
  readonly clock: VirtualClock
  readonly folder: string
  readonly files: Map<string, Uint8Array>
  readonly order: ReleaseOrder
  readonly server: Awaited<ReturnType<typeof serveReleases>>
  readonly rules: { current: UpdateRules }
  /** What of the offer was called, in order. */
  readonly did: Array<string>
  readonly told: ReadonlyArray<UpdateStanding>
  readonly now: () => Millis
}

/** One release on a server, and the app a version behind it. */
export async function setup(given: Partial<UpdateRules> = {}, offered: Partial<Offer> = {}): Promise<World> {
  const clock = createVirtualClock()
  const folder = temporaryFolder()
  const order: ReleaseOrder = {
    publisher,
    version: '1.2.4',
    file: fileOf('stable'),
    at: clock.now(),
    packageName: 'Tidings-1.2.4.AppImage',
    packageBytes: new Uint8Array(10),
  }
  const files = makeRelease(order)
  const server = await serveReleases(files)
  const rules = {
    current: {
      mode: 'notify',
      address: 'https://updates.test/desktop',
      channel: undefined,
      ...given,
    } satisfies UpdateRules as UpdateRules,
  }
  const did: Array<string> = []
  const told: Array<UpdateStanding> = []
  const deps = {
    keys: [publisher.key],
    version: '1.2.3',
    fileOf,
    record: await openUpdateRecord(folder),
    openInstaller: async () =>
      ok({
        isForUs: true,
        download: async (moved: (share: number) => void) => {
          for (const share of [0.001, 0.25, 0.251, 1]) moved(share)
          did.push('download')
          return ok(undefined)
        },
        install: async () => {
          did.push('install')
          return ok(undefined)
        },
        ...offered,
      }),
  }
  const updates = createUpdates({
    ...deps,
    rules: () => rules.current,
    source: (address) => serverSource(server.fetch, address),
    tell: (standing) => told.push(standing),
    clock,
    random: createSeededRandom(1),
  })
  return { updates, deps, clock, folder, files, order, server, rules, did, told, now: () => clock.now() }
}
export const stateOf = (updates: Pick<Updates, 'standing'>): UpdateState => updates.standing().state
export const refused = (why: UpdateRefusal): UpdateState => ({ kind: 'refused', why })

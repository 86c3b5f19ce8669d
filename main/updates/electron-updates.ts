/** Updates of the installed app, wired. */
import path from 'node:path'
import { app, net } from 'electron'
import type { UpdateChannel, UpdateStanding } from '../../core/bridge/updates-contract.ts'
import type { Policy } from '../policy/policy.ts'
import { systemClock, systemRandom } from '../system.ts'
import { installKind } from './install-kind.ts'
import type { OpenInstaller } from './installer.ts'
import { installFromFolder } from './offline.ts'
import { publisherKeys } from './publisher.ts'
import { descriptionFile } from './release.ts'
import { serverSource } from './release-source.ts'
import { openUpdateRecord } from './update-record.ts'
import { updateRules } from './update-rules.ts'
import { refusalWords } from './update-words.ts'
import { createUpdates, type Updates } from './updates.ts'

type Report = (line: string) => void

const here = () =>
  installKind({
    platform: process.platform,
    executable: app.getPath('exe'),
    resources: process.resourcesPath ?? path.resolve('.'),
    env: process.env,
  })
const fileOf = (channel: UpdateChannel): string =>
  descriptionFile(channel, { platform: process.platform, arch: process.arch })

/** Read with the first release: a start needs none of it. */
const installerFor =
  (waitsItsTurn: boolean, report: Report): OpenInstaller =>
  async (release, source) => {
    const [{ openElectronInstaller }, { ElectronAppAdapter }] = await Promise.all([
      import('./electron-installer.ts'),
      import('electron-updater/out/ElectronAppAdapter.js'),
    ])
    const deps = { kind: here(), app: new ElectronAppAdapter(app), waitsItsTurn, report }
    return openElectronInstaller(deps, release, source)
  }

export interface ElectronUpdatesDeps {
  readonly profileFolder: string
  readonly policy: Policy
  readonly tell: (standing: UpdateStanding) => void
  readonly report: Report
}

export async function openElectronUpdates(deps: ElectronUpdatesDeps): Promise<Updates> {
  const { profileFolder, policy, tell, report } = deps
  const kind = here()
  const updates = createUpdates({
    keys: publisherKeys(),
    version: app.getVersion(),
    rules: () => updateRules(policy, kind),
    fileOf,
    source: (address) => serverSource((url, options) => net.fetch(url, options), address),
    openInstaller: installerFor(true, report),
    record: await openUpdateRecord(profileFolder),
    tell,
    clock: systemClock,
    random: systemRandom,
  })
  const unlisten = policy.state.listen(() => tell(updates.standing()))
  return {
    ...updates,
    close: () => {
      unlisten()
      updates.close()
    },
  }
}

/** `--install-update=FOLDER`. Ends the app, with status 5 if it installed nothing. */
export async function installElectronUpdate(
  profileFolder: string,
  folder: string,
  report: Report,
): Promise<void> {
  const installed = await installFromFolder(
    {
      keys: publisherKeys(),
      version: app.getVersion(),
      now: systemClock.now,
      fileOf,
      openInstaller: installerFor(false, report),
      record: await openUpdateRecord(profileFolder),
    },
    path.resolve(folder),
  )
  if (installed.ok) return report(`Tidings ${installed.value} is being installed.`)
  report(refusalWords(installed.failure))
  app.exit(5)
}

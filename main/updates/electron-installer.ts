/**
 * electron-updater as an `OpenInstaller`. It gets descriptions that were verified, and packages by way of us: of its own network,
 * providers, channels and delta downloads nothing is used. What is used are its installers, one for each system, its cache of the
 * package, the share of the fleet, and its look at the signatures of Windows. A file of its own, loaded when there is a release.
 */
import {
  AppImageUpdater,
  type AppUpdater,
  DebUpdater,
  MacUpdater,
  NsisUpdater,
  type ResolvedUpdateFileInfo,
  RpmUpdater,
  type UpdateInfo,
} from 'electron-updater'
import type { AppAdapter } from 'electron-updater/out/AppAdapter.js'
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js'
import * as v from 'valibot'
import { Defect } from '../../core/base/defect.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { UpdateRefusal } from '../../core/bridge/updates-contract.ts'
import { isFull } from '../disk/system-error.ts'
import type { InstallKind } from './install-kind.ts'
import type { Offer } from './installer.ts'
import { type DescribedPackage, fetchPackage, isStill } from './package-file.ts'
import type { Release } from './release.ts'
import type { ReleaseSource } from './release-source.ts'

export interface ElectronInstallerDeps {
  readonly kind: InstallKind
  readonly app: AppAdapter
  /** Whether a release may be for a share of all devices at first (UP7). */
  readonly waitsItsTurn: boolean
  /** A line for whoever looks after this machine. */
  readonly report: (line: string) => void
}

/** 1 GiB. */
const maxPackageBytes = 2 ** 30
/** A plain name in the folder of the releases. */
const fileName = v.pipe(v.string(), v.maxLength(200), v.regex(/^[\w+~-][\w.+~ -]*$/u))
const descriptionSchema = v.object({
  version: v.string(),
  files: v.pipe(
    v.array(
      v.object({
        url: fileName,
        sha512: v.pipe(v.string(), v.regex(/^[A-Za-z\d+/]{86}==$/u)),
        size: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxPackageBytes)),
      }),
    ),
    v.minLength(1),
    v.maxLength(50),
  ),
  stagingPercentage: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
  minimumSystemVersion: v.exactOptional(v.string()),
})
type Description = v.InferOutput<typeof descriptionSchema>

const endings: Readonly<Record<InstallKind, string | undefined>> = {
  nsis: '.exe',
  dmg: '.zip',
  pkg: '.zip',
  deb: '.deb',
  rpm: '.rpm',
  appimage: '.AppImage',
  other: undefined,
}

export async function openElectronInstaller(
  deps: ElectronInstallerDeps,
  release: Release,
  source: ReleaseSource,
): Promise<Result<Offer, UpdateRefusal>> {
  const described = readDescription(release)
  if (described === undefined) return fail({ kind: 'unreadable' })
  const ending = endings[deps.kind]
  const files = described.files.filter(({ url }) => ending !== undefined && url.endsWith(ending))
  if (files.length === 0) return fail({ kind: 'no-package' })

  let refusal: UpdateRefusal | undefined
  let moved = (_share: number): void => undefined
  const updater = createUpdater(deps)
  prepare(updater, deps, {
    info: { path: '', sha512: '', releaseDate: '', ...described, files },
    download: async (url, destination) => {
      const file = files.find((each) => each.url === url)
      if (file === undefined) throw new Defect('electron-updater asks for a file that is not described')
      const fetched = await fetchPackage(source, file, destination, (share) => moved(share))
      if (fetched.ok) return
      refusal = fetched.failure
      throw new Error(fetched.failure.kind)
    },
  })
  const checked = await updater.checkForUpdates().catch((error: unknown) => refusalOf(error))
  if (checked === null) return fail({ kind: 'not-installed' })
  if ('kind' in checked) return fail(checked)
  let downloaded: string | undefined
  return ok({
    isForUs: checked.isUpdateAvailable,
    download: async (tell) => {
      moved = tell
      try {
        const [file] = await updater.downloadUpdate()
        downloaded = file
        return ok(undefined)
      } catch (error) {
        return fail(refusal ?? refusalOf(error))
      }
    },
    install: async () => install(updater, downloaded, files),
  })
}

/** Resolves once the installer runs and the app ends, or neither will be. */
async function install(
  updater: AppUpdater,
  file: string | undefined,
  files: ReadonlyArray<DescribedPackage>,
): Promise<Result<void, UpdateRefusal>> {
  if (file === undefined) throw new Defect('installed before it was downloaded')
  const isThere = await Promise.all(files.map(async (described) => isStill(file, described)))
  if (!isThere.includes(true)) return fail({ kind: 'changed', what: 'package' })
  let isFailed = false
  const failed = (): void => {
    isFailed = true
  }
  updater.on('error', failed)
  updater.quitAndInstall(false, true)
  updater.off('error', failed)
  return isFailed ? fail({ kind: 'not-installed' }) : ok(undefined)
}

/** Undefined if it is none, or says another version than its signature. */
function readDescription({ description, version }: Release): Description | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(description)
    const read = v.safeParse(descriptionSchema, parseUpdateInfo(text, 'description', somewhere))
    return read.success && read.output.version === version ? read.output : undefined
  } catch {
    return undefined
  }
}

/** Packages are named by URLs there; ours have a name alone. */
const somewhere = new URL('https://release.invalid/')

function createUpdater({ kind, app }: ElectronInstallerDeps): AppUpdater {
  switch (kind) {
    case 'nsis':
      return new NsisUpdater(null, app)
    case 'dmg':
    case 'pkg':
      return new MacUpdater(undefined, app)
    case 'deb':
      return new DebUpdater(null, app)
    case 'rpm':
      return new RpmUpdater(null, app)
    case 'appimage':
      return new AppImageUpdater(null, app)
    case 'other':
      throw new Defect('nothing installs over this')
  }
}

interface Supply {
  readonly info: UpdateInfo
  /** Throws what it cannot do. */
  readonly download: (name: string, destination: string) => Promise<void>
}

function prepare(
  updater: AppUpdater,
  { report, waitsItsTurn }: ElectronInstallerDeps,
  { info, download }: Supply,
): void {
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = false
  updater.allowDowngrade = false
  if (!waitsItsTurn) updater.isUserWithinRollout = () => true
  updater.disableWebInstaller = true
  updater.disableDifferentialDownload = true
  const quiet = (): void => undefined
  // Its lines name addresses and folders; the reason is enough.
  updater.logger = {
    info: quiet,
    debug: quiet,
    warn: quiet,
    error: () => report('An update was not installed.'),
  }
  // In place of its own network, which it has no way to be given another one for.
  Object.assign(updater, {
    httpExecutor: {
      download: (url: URL, destination: string) =>
        download(decodeURIComponent(url.pathname.slice(1)), destination),
    },
  })
  const provider = {
    getLatestVersion: async (): Promise<UpdateInfo> => info,
    resolveFiles: (): Array<ResolvedUpdateFileInfo> =>
      info.files.map((file) => ({ info: file, url: new URL(encodeURIComponent(file.url), somewhere) })),
    setRequestHeaders: quiet,
    fileExtraDownloadHeaders: {},
  }
  updater.setFeedURL({
    provider: 'custom',
    updateProvider: class {
      constructor() {
        return provider
      }
    },
  })
}

/** Its errors by their codes: the words are for developers. */
function refusalOf(error: unknown): UpdateRefusal {
  if (isFull(error)) return { kind: 'disk' }
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ERR_UPDATER_INVALID_SIGNATURE') return { kind: 'other-publisher' }
  if (code === 'ERR_CHECKSUM_MISMATCH') return { kind: 'changed', what: 'package' }
  return { kind: 'not-installed' }
}

import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { NsisUpdater } from 'electron-updater'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { orThrow } from '../../../../core/base/defect.ts'
import { openElectronInstaller } from '../../../../main/updates/electron-installer.ts'
import type { InstallKind } from '../../../../main/updates/install-kind.ts'
import { installKind, usualMode } from '../../../../main/updates/install-kind.ts'
import { serverSource } from '../../../../main/updates/release-source.ts'
import { createPublisher, makeRelease, type ReleaseOrder } from '../../../support/publisher.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { createUpdatedApp, serveReleases } from '../../../support/updated-app.ts'

const publisher = createPublisher()
const order: ReleaseOrder = {
  publisher,
  version: '1.2.4',
  file: 'latest-linux.yml',
  at: 0,
  packageName: 'Tidings-1.2.4-x64.AppImage',
  packageBytes: Buffer.from('#!/bin/sh\necho "$APPIMAGE_SILENT_INSTALL" > "$(dirname "$0")/ran"\n'),
}

async function setup(
  change: Partial<ReleaseOrder> = {},
  kind: InstallKind = 'appimage',
  waitsItsTurn = true,
) {
  const folder = temporaryFolder()
  const installed = path.join(folder, 'app', 'Tidings.AppImage')
  mkdirSync(path.dirname(installed))
  writeFileSync(installed, 'the old one')
  vi.stubEnv('APPIMAGE', installed)
  const app = createUpdatedApp(path.join(folder, 'profile'), '1.2.3')
  const files = makeRelease({ ...order, ...change })
  const server = await serveReleases(files)
  const source = orThrow(serverSource(server.fetch, 'https://updates.test/desktop'))
  const deps = { kind, app, waitsItsTurn, report: () => undefined }
  const description = files.get(order.file) ?? new Uint8Array()
  const release = { version: change.version ?? '1.2.4', at: millis(0), description }
  return {
    app,
    files,
    server,
    installed,
    cache: path.join(folder, 'profile', 'updater', 'pending'),
    open: (version = release.version) => openElectronInstaller(deps, { ...release, version }, source),
  }
}
const moved = (): void => undefined

beforeEach(() => vi.unstubAllEnvs())

describe('a release through electron-updater', () => {
  test('[UP6] is fetched, checked, put in place of the old one and started', async () => {
    const { app, installed, server, open } = await setup()
    const offer = orThrow(await open())
    expect(offer.isForUs).toBe(true)
    expect(server.asked, 'nothing is fetched before it is wanted').toEqual([])
    const shares: Array<number> = []
    orThrow(await offer.download((share) => shares.push(share)))
    expect(shares.at(-1)).toBe(1)
    expect(readFileSync(installed, 'utf8'), 'nor put there').toBe('the old one')
    orThrow(await offer.install())
    expect(readFileSync(installed)).toEqual(order.packageBytes)
    await expect.poll(() => existsSync(path.join(path.dirname(installed), 'ran'))).toBe(true)
    await expect.poll(() => app.calls).toEqual(['quit'])
    expect(server.asked).toEqual([order.packageName])
  })

  test('[UP6] [UP10] a changed, shorter or longer package is refused, and the old one stays', async () => {
    const { files, installed, open } = await setup()
    const good = Uint8Array.from(order.packageBytes)
    const flipped = good.slice()
    flipped[10] = (flipped[10] ?? 0) ^ 1
    for (const bad of [flipped, good.subarray(0, -1), Buffer.concat([good, Buffer.from('x')])]) {
      files.set(order.packageName, bad)
      const offer = orThrow(await open())
      expect(await offer.download(moved)).toMatchObject({ failure: { kind: 'changed', what: 'package' } })
      expect(readFileSync(installed, 'utf8')).toBe('the old one')
    }
    files.delete(order.packageName)
    expect(await orThrow(await open()).download(moved)).toMatchObject({ failure: { kind: 'unreachable' } })
  })

  test('[UP6] what was changed between the download and its installation is not installed', async () => {
    const { app, cache, installed, open } = await setup()
    const offer = orThrow(await open())
    orThrow(await offer.download(moved))
    writeFileSync(path.join(cache, order.packageName), '#!/bin/sh\nexit 1\n')
    expect(await offer.install()).toMatchObject({ failure: { kind: 'changed', what: 'package' } })
    expect(readFileSync(installed, 'utf8')).toBe('the old one')
    expect(app.calls).toEqual([])
  })

  test('[UP6] on Windows a package that the system names another publisher of is refused', async () => {
    const { open } = await setup({ packageName: 'Tidings Setup 1.2.4.exe' }, 'nsis')
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its method is private
    const prototype = NsisUpdater.prototype as unknown as { verifySignature: () => Promise<string | null> }
    const spy = vi.spyOn(prototype, 'verifySignature').mockResolvedValue('signed by somebody else')
    expect(await orThrow(await open()).download(moved)).toMatchObject({
      failure: { kind: 'other-publisher' },
    })
    spy.mockResolvedValue(null)
    expect(await orThrow(await open()).download(moved)).toMatchObject({ ok: true })
    spy.mockRestore()
  })

  test('[UP2] a description that says another version than its signature, or makes no sense, is refused', async () => {
    const { open } = await setup()
    expect(await open('1.2.5')).toMatchObject({ failure: { kind: 'unreadable' } })
    for (const packageName of [
      '../evil.AppImage',
      'https://elsewhere.test/x.AppImage',
      '.AppImage',
      'a/b.AppImage',
    ])
      expect(await (await setup({ packageName })).open()).toMatchObject({ failure: { kind: 'unreadable' } })
    expect(await (await setup({ packageName: 'x.deb' })).open()).toMatchObject({
      failure: { kind: 'no-package' },
    })
    expect(await (await setup({}, 'other')).open()).toMatchObject({ failure: { kind: 'no-package' } })
  })

  test('[UP7] the share is of a number that this device drew once and keeps', async () => {
    const { app, open } = await setup({ stagingPercentage: 50 })
    const id = path.join(app.userDataPath, '.updaterId')
    const first = orThrow(await open()).isForUs
    const drawn = readFileSync(id, 'utf8')
    expect(orThrow(await open()).isForUs).toBe(first)
    expect(readFileSync(id, 'utf8')).toBe(drawn)
    // Its last four bytes are the place in the queue: at a quarter, and at three quarters.
    writeFileSync(id, `${drawn.slice(0, -8)}40000000`)
    expect(orThrow(await open()).isForUs).toBe(true)
    writeFileSync(id, `${drawn.slice(0, -8)}c0000000`)
    expect(orThrow(await open()).isForUs).toBe(false)
  })

  test('[UP7] [UP9] who was told to install it by an administrator does not wait for its turn', async () => {
    const { open } = await setup({ stagingPercentage: 0 }, 'appimage', false)
    expect(orThrow(await open()).isForUs).toBe(true)
    expect(orThrow(await (await setup({ stagingPercentage: 0 })).open()).isForUs).toBe(false)
  })

  test('[UP10] an installer that fails leaves what was there, and says so', async () => {
    const { app, installed, open } = await setup()
    const offer = orThrow(await open())
    orThrow(await offer.download(moved))
    vi.stubEnv('APPIMAGE', path.join(path.dirname(installed), 'elsewhere'))
    expect(await offer.install()).toMatchObject({ failure: { kind: 'not-installed' } })
    expect(readFileSync(installed, 'utf8')).toBe('the old one')
    expect(app.calls).toEqual([])
  })
})

describe('how the app was installed', () => {
  const place = (platform: string, files: Record<string, string> = {}, env: Record<string, string> = {}) => {
    const folder = temporaryFolder()
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
    chmodSync(folder, 0o755)
    return installKind({ platform, executable: path.join(folder, 'Tidings.exe'), resources: folder, env })
  }

  test('[UP8] is read from what each way leaves behind; what fleets use is not updated by itself', () => {
    expect(place('linux', { 'package-type': 'deb\n' })).toBe('deb')
    expect(place('linux', { 'package-type': 'rpm' })).toBe('rpm')
    expect(place('linux', {}, { APPIMAGE: '/x' })).toBe('appimage')
    expect(place('linux')).toBe('other')
    expect(place('win32', { 'Uninstall Tidings.exe': '' })).toBe('nsis')
    expect(place('win32')).toBe('other')
    expect(place('darwin')).toBe('dmg')
    const modes = (['nsis', 'dmg', 'appimage', 'pkg', 'deb', 'rpm', 'other'] as const).map(usualMode)
    expect(modes).toEqual(['notify', 'notify', 'notify', 'disabled', 'disabled', 'disabled', 'disabled'])
  })
})

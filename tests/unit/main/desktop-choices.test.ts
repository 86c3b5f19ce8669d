import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { words as desktopWords } from '../../../renderer/features/desktop/words/en.ts'
import { ours, startToWindow } from '../../support/electron/start-shell.ts'
import { pretendPlatform } from '../../support/pretend-platform.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { placeKept, useOwnArguments } from './desktop-kit.ts'

const shellWords = desktopWords.menus

useOwnArguments()

describe('what the person sets', () => {
  test('[DT8][DT10] is kept, and nothing is shown that this system has not', async () => {
    const first = await startToWindow()
    const off = { isOn: false, downloads: true }
    expect(first.seen.spelling.isOn).toBe(false)
    expect(await first.call(ours, 'shell.desktop', {})).toEqual({
      autostart: undefined, // a checkout has none
      closeToTray: false,
      spelling: off,
    })
    expect(await first.call(ours, 'shell.setDesktop', { spelling: true, closeToTray: true })).toBe(true)
    expect(first.seen.spelling.isOn).toBe(true)
    const again = await startToWindow({}, [], first.folder)
    expect(again.seen.spelling.isOn).toBe(true)
    expect(await again.call(ours, 'shell.desktop', {})).toMatchObject({
      closeToTray: true,
      spelling: { isOn: true },
    })
  })

  test('[DT10] a Mac checks spelling by its own dictionaries from the first day', async () => {
    pretendPlatform('darwin')
    const { seen, call } = await startToWindow()
    expect(seen.spelling.isOn).toBe(true)
    expect(await call(ours, 'shell.desktop', {})).toEqual({
      autostart: undefined,
      closeToTray: undefined,
      spelling: { isOn: true, downloads: false },
    })
  })

  test.each(['darwin', 'win32'] as const)(
    '[DT13] %s starts it with the session, unseen',
    async (platform) => {
      pretendPlatform(platform)
      const { seen, call } = await startToWindow({ packaged: true })
      expect(await call(ours, 'shell.desktop', {})).toMatchObject({ autostart: false })
      expect(await call(ours, 'shell.setDesktop', { autostart: true })).toBe(true)
      expect(seen.loginItem).toEqual({ openAtLogin: true, args: ['--hidden'] })
      expect(await call(ours, 'shell.desktop', {})).toMatchObject({ autostart: true })
    },
  )

  test('[DT13] Linux does so by an entry, and says where it cannot be written', async () => {
    pretendPlatform('linux')
    const appData = temporaryFolder()
    const { call } = await startToWindow({ packaged: true, appData })
    expect(await call(ours, 'shell.setDesktop', { autostart: true })).toBe(true)
    expect(await call(ours, 'shell.desktop', {})).toMatchObject({ autostart: true })
    const entry = readFileSync(path.join(appData, 'autostart', 'tidings.desktop'), 'utf8')
    expect(entry).toContain(`Exec="${process.execPath}" "--hidden"`)

    const file = path.join(appData, 'file')
    writeFileSync(file, '')
    const barred = await startToWindow({ packaged: true, appData: file })
    expect(await barred.call(ours, 'shell.setDesktop', { autostart: true })).toBe(false)
    expect(await barred.call(ours, 'shell.desktop', {})).toMatchObject({ autostart: false })
  })

  test('[DT13] of a change that cannot be kept in whole, nothing is', async () => {
    pretendPlatform('linux')
    const appData = temporaryFolder()
    const both = { autostart: true, closeToTray: true }
    const before = { autostart: false, closeToTray: false }
    writeFileSync(path.join(appData, 'file'), '')
    const barred = await startToWindow({ packaged: true, appData: path.join(appData, 'file') })
    await barred.call(ours, 'shell.words', shellWords)
    expect(await barred.call(ours, 'shell.setDesktop', both)).toBe(false)
    expect(await barred.call(ours, 'shell.desktop', {})).toMatchObject(before)

    const full = await startToWindow({ packaged: true, appData })
    await full.call(ours, 'shell.words', shellWords)
    mkdirSync(path.join(full.folder, 'desktop.json'))
    expect(await full.call(ours, 'shell.setDesktop', both)).toBe(false)
    expect(await full.call(ours, 'shell.desktop', {})).toMatchObject(before)
  })

  test('[DT12] safe mode does without the graphics processor and the settings, and leaves them alone', async () => {
    const first = await startToWindow()
    await first.call(ours, 'shell.setDesktop', { spelling: true })
    await first.call(ours, 'shell.restart', { safeMode: true })
    expect(first.seen.relaunched).toEqual([
      ['.', `--profile-dir=${first.folder}`, '--relay=http://127.0.0.1:8787', '--safe-mode'],
    ])
    expect(first.seen.calls).toContain('quit')
    await placeKept(first.folder)
    const before = readFileSync(path.join(first.folder, 'desktop.json'), 'utf8')

    const { seen, window, call } = await startToWindow({}, ['--safe-mode'], first.folder)
    expect(seen.calls).toContain('disableHardwareAcceleration')
    expect(window.address).toBe('app://ui/index.html?safe-mode')
    expect(await call(ours, 'shell.desktop', {})).toMatchObject({ spelling: { isOn: false } })
    await call(ours, 'shell.setDesktop', { closeToTray: true })
    expect(readFileSync(path.join(first.folder, 'desktop.json'), 'utf8')).toBe(before)
  })
})

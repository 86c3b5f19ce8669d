import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { forgetfulSettings, openDesktopSettings } from '../../../../main/window/desktop-settings.ts'
import { createLinuxAutostart } from '../../../../main/window/linux-autostart.ts'
import { nextArguments, readShellOptions } from '../../../../main/window/shell-options.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const window = { x: 1, y: 2, width: 800, height: 600, isMaximized: true }

describe('what is set about the desktop', () => {
  test('[DT7] is there again after a restart, whatever was written at the same time', async () => {
    const folder = temporaryFolder()
    const settings = await openDesktopSettings(folder)
    expect(settings.read()).toEqual({})
    const written = [
      settings.write({ closeToTray: true }),
      settings.write({ window }),
      settings.write({ spelling: false }),
    ]
    expect(await Promise.all(written)).toEqual([true, true, true])
    await settings.settled()
    expect((await openDesktopSettings(folder)).read()).toEqual({ closeToTray: true, spelling: false, window })
  })

  test.each([
    'no JSON',
    '[]',
    'null',
    '{"closeToTray":"yes"}',
    '{"window":{"x":1e9,"y":0,"width":800,"height":600,"isMaximized":false}}',
    '{"window":{"x":0,"y":0,"width":-1,"height":600,"isMaximized":false}}',
    '{"window":{"x":0.5,"y":0,"width":1,"height":600,"isMaximized":false}}',
  ])('[DT7] a file that makes no sense (%s) counts as empty, and is written anew', async (text) => {
    const folder = temporaryFolder()
    writeFileSync(path.join(folder, 'desktop.json'), text)
    const settings = await openDesktopSettings(folder)
    expect(settings.read()).toEqual({})
    expect(await settings.write({ spelling: true })).toBe(true)
    expect(JSON.parse(readFileSync(path.join(folder, 'desktop.json'), 'utf8'))).toEqual({ spelling: true })
  })

  test('a disk that takes nothing is told, and nothing has changed', async () => {
    const settings = await openDesktopSettings(path.join(temporaryFolder(), 'not', 'there'))
    expect(await settings.write({ spelling: true })).toBe(false)
    expect(settings.read()).toEqual({})
  })

  test('[DT12] in safe mode nothing is read and nothing kept', async () => {
    const settings = forgetfulSettings()
    expect(await settings.write({ closeToTray: true })).toBe(true)
    expect(settings.read()).toEqual({ closeToTray: true })
    expect(forgetfulSettings().read()).toEqual({})
  })
})

describe('starting with the session', () => {
  test('[DT13] is an entry that comes and goes', () => {
    const folder = path.join(temporaryFolder(), 'config', 'autostart')
    const autostart = createLinuxAutostart(folder, ['/opt/Tidings/tidings', '--hidden'])
    expect(autostart.isOn()).toBe(false)
    autostart.set(false)
    autostart.set(true)
    expect(autostart.isOn()).toBe(true)
    const entry = readFileSync(path.join(folder, 'tidings.desktop'), 'utf8')
    expect(entry).toContain('\nExec="/opt/Tidings/tidings" "--hidden"\n')
    autostart.set(false)
    expect(autostart.isOn()).toBe(false)
  })

  test('[DT13] a path can say nothing but where the program is', () => {
    const folder = temporaryFolder()
    createLinuxAutostart(folder, ['/home/a "b" $(touch x) `y` %f \\z\nExec=evil']).set(true)
    const entry = readFileSync(path.join(folder, 'tidings.desktop'), 'utf8')
    const lines = entry.split('\n').filter((line) => line.startsWith('Exec='))
    expect(lines).toEqual([
      String.raw`Exec="/home/a \\"b\\" \\$(touch x) \\${'`'}y\\${'`'} %%f \\\\zExec=evil"`,
    ])
  })

  test('what cannot be written throws, and stays off', () => {
    const file = path.join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    const autostart = createLinuxAutostart(path.join(file, 'autostart'), ['/x'])
    expect(() => autostart.set(true)).toThrow('ENOTDIR')
    expect(autostart.isOn()).toBe(false)
  })
})

test('[DT12] safe mode and a hidden start are said by the command line, and the next start is as it is told', () => {
  expect(readShellOptions(['.', '--safe-mode'])).toMatchObject({ safeMode: true, hidden: false })
  expect(readShellOptions(['.', '--hidden', '--safe-mode=1'])).toMatchObject({
    safeMode: false,
    hidden: true,
  })
  const args = ['.', '--profile-dir=/p', '--hidden', '--safe-mode', 'tidings://signed-in']
  expect(nextArguments(args, false)).toEqual(['.', '--profile-dir=/p'])
  expect(nextArguments(args, true)).toEqual(['.', '--profile-dir=/p', '--safe-mode'])
})

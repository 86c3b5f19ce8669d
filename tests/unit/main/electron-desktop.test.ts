import { describe, expect, test, vi } from 'vitest'
import { eventChannel } from '../../../core/bridge/channels.ts'
import { words as desktopWords } from '../../../renderer/features/desktop/words/en.ts'
import { ours, patience, startShell, startToWindow } from '../../support/electron/start-shell.ts'
import { placeKept, useOwnArguments } from './desktop-kit.ts'
import { pretendPlatform } from '../../support/pretend-platform.ts'

const shellWords = desktopWords.menus
const link = `tidings://conversation/${'a'.repeat(32)}`
const read = { kind: 'conversation', conversation: 'a'.repeat(32) }

useOwnArguments()

describe('links that the system hands to the app', () => {
  test('[DT5] the link of a cold start waits for the page, and is taken once', async () => {
    const { call } = await startToWindow({}, [link])
    expect(await call(ours, 'shell.takeLink', {})).toEqual(read)
    expect(await call(ours, 'shell.takeLink', {})).toBeUndefined()
  })

  test('[DT5] that of a second start brings the window to the front, and one page is told', async () => {
    const { app, window, call } = await startToWindow()
    app.emit('second-instance', {}, ['tidings', '--relay=http://evil.example', 'tidings://bad/x'], '/')
    expect(window.focused).toBe(1)
    expect(window.webContents.sent).toEqual([])
    app.emit('second-instance', {}, ['tidings', link], '/')
    expect(window.webContents.sent).toEqual([[eventChannel, 'shell.linkOpened', undefined]])
    expect(await call(ours, 'shell.takeLink', {})).toEqual(read)
  })

  test('[DT5] a Mac gives it as an event, before there is a window and while it runs', async () => {
    const started = await startShell()
    const preventDefault = vi.fn<() => void>()
    started.app.emit('open-url', { preventDefault }, link)
    expect(preventDefault).toHaveBeenCalledOnce()
    await vi.waitFor(() => expect(started.seen.windows).toHaveLength(1), patience)
    const [window] = started.seen.windows
    await vi.waitFor(() => expect(started.app.listenerCount('activate')).toBe(1), patience)
    started.app.emit('open-url', { preventDefault }, 'tidings://signed-in')
    expect(window?.focused).toBe(1)
  })

  test('[DT5] a packaged app alone has the system give it the links', async () => {
    const packaged = await startToWindow({ packaged: true })
    expect(packaged.seen.calls).toContain('client tidings')
    const checkout = await startToWindow()
    expect(checkout.seen.calls).not.toContain('client tidings')
  })
})

describe('windows', () => {
  test('[DT7] open where they were, also after a restart', async () => {
    const first = await startToWindow()
    first.window.bounds = { x: 200, y: 100, width: 900, height: 700 }
    first.window.maximized = true
    first.window.close()
    await placeKept(first.folder)
    const { window } = await startToWindow({}, [], first.folder)
    expect(window.options).toMatchObject({ x: 200, y: 100, width: 900, height: 700 })
    window.emit('ready-to-show')
    expect(window.maximized).toBe(true)
    const elsewhere = { displays: [{ x: 5_000, y: 0, width: 1_280, height: 720 }] }
    const moved = await startToWindow(elsewhere, [], first.folder)
    expect(moved.window.options).toMatchObject({ width: 900, height: 700 })
    expect(moved.window.options.x).toBeUndefined()
  })

  test('[DT8] more than one is open; what comes to the front is the one that was there last', async () => {
    const { seen, app, window, call } = await startToWindow()
    await call(ours, 'shell.words', shellWords)
    const [file] = seen.menu ?? []
    const items = Array.isArray(file?.submenu) ? file.submenu : []
    Reflect.apply(items[0]?.click ?? (() => undefined), undefined, [])
    const [, second] = seen.windows
    expect(second?.options).toMatchObject({ x: window.bounds.x + 28, y: window.bounds.y + 28 })
    app.emit('second-instance', {}, [], '/')
    expect([window.focused, second?.focused]).toEqual([0, 1])
    window.emit('focus')
    window.minimized = true
    app.emit('second-instance', {}, [], '/')
    expect([window.focused, window.minimized, second?.focused]).toEqual([1, false, 1])
  })

  test('[DT8] closing the last one ends the app; with the tray it goes on unseen, and quitting still quits', async () => {
    const plain = await startToWindow()
    plain.window.close()
    expect(plain.seen.calls).toContain('quit')
    await placeKept(plain.folder)

    const { seen, window, call, folder } = await startToWindow()
    window.emit('ready-to-show')
    await call(ours, 'shell.words', shellWords)
    expect(await call(ours, 'shell.setDesktop', { closeToTray: true })).toBe(true)
    window.close()
    expect([window.isDestroyed(), window.visible]).toEqual([false, false])
    seen.trays[0]?.emit('click')
    expect([window.visible, window.focused]).toEqual([true, 1])
    Reflect.apply(seen.trays[0]?.menu[2]?.click ?? (() => undefined), undefined, [])
    expect(window.isDestroyed()).toBe(true)
    expect(seen.trays[0]?.menu.map(({ label }) => label)).toEqual([
      shellWords.open,
      undefined,
      shellWords.quit,
    ])
    await placeKept(folder)
  })

  test('[DT8] on a Mac there is no tray: closing hides, and the dock brings it back', async () => {
    pretendPlatform('darwin')
    const { seen, app, window, folder } = await startToWindow()
    window.emit('ready-to-show')
    window.close()
    await placeKept(folder)
    expect(seen.trays).toEqual([])
    expect([window.isDestroyed(), window.visible]).toEqual([false, false])
    app.emit('activate')
    expect(window.visible).toBe(true)
  })

  test('[DT8] a restart for an update quits on a Mac too: no window stays, hidden or not', async () => {
    pretendPlatform('darwin')
    const { seen, window, folder } = await startToWindow()
    window.emit('ready-to-show')
    const { autoUpdater } = await import('../../support/electron/shim.ts')
    autoUpdater.quitAndInstall()
    await placeKept(folder)
    expect(window.isDestroyed()).toBe(true)
    expect(seen.calls).toContain('quit')
  })

  test('[DT13] started by the system it comes up unseen', async () => {
    const { seen, window } = await startToWindow({}, ['--hidden'])
    window.emit('ready-to-show')
    expect(seen.calls).not.toContain('show')
  })

  test('[DT11] a page that died is replaced by one that says so, with a report that holds nothing of the person’s', async () => {
    const { window, call } = await startToWindow()
    expect(await call(ours, 'shell.crash', {})).toBeUndefined()
    window.webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 })
    expect(window.address).toBe('app://ui/index.html')
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 139 })
    expect(window.address).toBe('app://ui/crash.html')
    const facts = await call(ours, 'shell.crash', {})
    expect(facts).toMatchObject({ version: '1.2.3', reason: 'crashed', exitCode: 139 })
    expect(Object.keys(facts ?? {})).toEqual([
      'version',
      'system',
      'electron',
      'chrome',
      'reason',
      'exitCode',
      'at',
    ])
    const loaded = vi.spyOn(window, 'loadURL')
    window.webContents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 1 })
    expect(loaded).not.toHaveBeenCalled()
  })
})

describe('what the system tells and shows', () => {
  test('[DT14] waking is told everywhere, the screen’s lock where the system tells of it', async () => {
    pretendPlatform('win32')
    const { powerMonitor, window } = await startToWindow()
    powerMonitor.emit('resume')
    powerMonitor.emit('lock-screen')
    powerMonitor.emit('unlock-screen')
    expect(window.webContents.sent).toEqual([
      [eventChannel, 'shell.woke', undefined],
      [eventChannel, 'shell.screenLocked', { isLocked: true }],
      [eventChannel, 'shell.screenLocked', { isLocked: false }],
    ])
  })

  test('[NT9] a notification can be answered on the spot', async () => {
    const { seen, window, call } = await startToWindow()
    const note = { tag: 'c1', title: 'Ben', body: 'Hello', reply: 'Write an answer' }
    expect(await call(ours, 'shell.notify', note)).toBe(true)
    expect(seen.notes[0]?.options).toMatchObject({ hasReply: true, replyPlaceholder: 'Write an answer' })
    seen.notes[0]?.emit('reply', { reply: 'On my way' })
    expect(window.webContents.sent).toEqual([
      [eventChannel, 'shell.notificationReplied', { tag: 'c1', text: 'On my way' }],
    ])
    expect(window.focused).toBe(0) // they go on with what they were at
  })

  test('[DT8] the tray, and on Windows the icon, say how much waits', async () => {
    pretendPlatform('win32')
    const { seen, window, call } = await startToWindow()
    await call(ours, 'shell.badge', { count: 2, text: '2 new messages' })
    expect(seen.trays[0]).toMatchObject({ text: 'Tidings: 2 new messages' })
    expect(String(Reflect.get(Object(seen.trays[0]?.image), 'path'))).toMatch(/tray-unread\.png$/)
    expect(window.overlay?.[1]).toBe('2 new messages')
    await call(ours, 'shell.badge', { count: 0, text: '' })
    expect(seen.trays[0]).toMatchObject({ text: 'Tidings' })
    expect(window.overlay).toBeUndefined()
  })

  test('[DT9] there are no menus before the page has given their words; then there is one at the pointer', async () => {
    const { seen, window, call } = await startToWindow()
    const pointed = {
      isEditable: true,
      selectionText: '',
      linkURL: '',
      misspelledWord: 'tidde',
      dictionarySuggestions: ['tide'],
      editFlags: {},
    }
    window.webContents.emit('context-menu', {}, pointed)
    expect(seen.popups).toEqual([])
    await call(ours, 'shell.words', shellWords)
    window.webContents.emit('context-menu', {}, pointed)
    const [menu] = seen.popups
    Reflect.apply(menu?.[0]?.click ?? (() => undefined), undefined, [])
    Reflect.apply(menu?.[1]?.click ?? (() => undefined), undefined, [])
    expect(seen.calls).toContain('spell tide')
    expect(seen.spelling.learnt).toEqual(['tidde'])
    window.webContents.emit('context-menu', {}, { ...pointed, isEditable: false })
    expect(seen.popups).toHaveLength(1)
  })
})

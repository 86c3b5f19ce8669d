import path from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { eventChannel } from '../../../core/bridge/channels.ts'
import { ours, patience, startShell, startToWindow } from '../../support/electron/start-shell.ts'
import { pretendPlatform } from '../../support/pretend-platform.ts'

beforeEach(() => {
  const before = process.argv
  return () => {
    process.argv = before
  }
})

describe('the Electron shell', () => {
  test('starts sandboxed, under its own scheme, in a partition of its own', async () => {
    const { seen, window, folder } = await startToWindow()
    expect(seen.calls).toContain('enableSandbox')
    expect(seen.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ])
    expect(seen.partitions).toEqual(['persist:main'])
    expect(seen.paths.get('userData')).toBe(path.join(folder, 'electron'))
    expect(window.address).toBe('app://ui/index.html')
    const { session: _, preload, ...preferences } = window.options.webPreferences ?? {}
    expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false })
    expect(preload).toMatch(/preload[\\/]index\.cjs$/)
    window.emit('ready-to-show')
    expect(seen.calls).toContain('show')
  })

  test('serves the page with its policy, and nothing else', async () => {
    const { seen } = await startToWindow()
    const answer = await seen.serve?.(new Request('http://x/', {}))
    expect(answer?.status).toBe(404)
    expect(answer?.headers.get('content-security-policy')).toContain(
      "connect-src 'self' ws://127.0.0.1:8787;",
    )
  })

  test('answers the top frame of its own page alone', async () => {
    const { call } = await startToWindow()
    expect(await call(ours, 'app.info', {})).toEqual({ version: '1.2.3', shell: 'electron' })
    await expect(call(ours, 'toString', {})).rejects.toThrow('no such call on the bridge')
    for (const frame of [
      null,
      { ...ours, parent: ours },
      { ...ours, url: 'https://evil.example/' },
      { ...ours, url: '' },
    ]) {
      expect(() => call(frame, 'app.info', {})).toThrow('the bridge was asked by a foreign frame')
    }
  })

  test('[DT17] its window opens while the accounts are read, and what is asked meanwhile is answered then', async () => {
    let say = (_: boolean): void => undefined
    const { call, seen } = await startToWindow({ keystore: new Promise((resolve) => (say = resolve)) })
    const answered: Array<string> = []
    const info = Promise.resolve(call(ours, 'app.info', {})).then(() => answered.push('call'))
    const page = Promise.resolve(seen.serve?.(new Request('http://x/', {}))).then(() => answered.push('page'))
    await new Promise(setImmediate)
    expect(answered).toEqual([])
    say(false)
    await Promise.all([info, page])
    expect(answered.toSorted()).toEqual(['call', 'page'])
  })

  test('tells its windows what changes', async () => {
    const { call, window } = await startToWindow()
    const input = { username: 'ada', displayName: 'Ada', password: 'correct horse battery' }
    expect(await call(ours, 'session.register', input)).toEqual({
      ok: false,
      failure: { kind: 'unreachable' },
    })
    await call(ours, 'session.signOut', {})
    const state = { kind: 'signed-out', server: 'http://127.0.0.1:8787' }
    expect(window.webContents.sent).toEqual([
      [eventChannel, 'session.changed', state, 1],
      [eventChannel, 'seats.changed', [{ seat: 1, state, server: 'http://127.0.0.1:8787' }]],
    ])
  })

  test('[NT10] shows one notification a tag, silently, and withdraws it; a press brings the window to the front and is told', async () => {
    const { seen, window, call } = await startToWindow()
    const note = { tag: 'c1', title: 'Ben', body: 'Hello' }
    expect(await call(ours, 'shell.notify', note)).toBe(true)
    expect(await call(ours, 'shell.notify', { ...note, body: 'Hello again' })).toBe(true)
    expect(await call(ours, 'shell.notify', { ...note, tag: 'c2' })).toBe(true)
    expect(seen.notes.map(({ isOpen, options }) => [options.body, options.silent, isOpen])).toEqual([
      ['Hello', true, false],
      ['Hello again', true, true],
      ['Hello', true, true],
    ])
    await call(ours, 'shell.withdraw', { tag: 'c2' })
    await call(ours, 'shell.withdraw', { tag: 'c2' })
    expect(seen.notes[2]?.isOpen).toBe(false)
    seen.notes[1]?.emit('click')
    expect(window.focused).toBe(1)
    expect(window.webContents.sent.at(-1)).toEqual([eventChannel, 'shell.notificationPressed', { tag: 'c1' }])
    await call(ours, 'shell.badge', { count: 5, text: '5 new' })
    expect(seen.badge).toBe(5)
    expect(await call(ours, 'shell.idle', {})).toBe(42)
  })

  test('says so where the system has no notifications', async () => {
    const { call } = await startToWindow({ notifies: false })
    expect(await call(ours, 'shell.notify', { tag: 'c1', title: 'Ben', body: '' })).toBe(false)
  })

  test.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])(
    '%s leads nowhere but to the page itself',
    async (event) => {
      const { window } = await startToWindow()
      const prevented = (url: string): boolean => {
        const preventDefault = vi.fn<() => void>()
        window.webContents.emit(event, { url, preventDefault })
        return preventDefault.mock.calls.length > 0
      }
      expect(prevented('https://evil.example/')).toBe(true)
      expect(prevented('file:///etc/passwd')).toBe(true)
      expect(prevented('app://evil/')).toBe(true)
      expect(prevented('app://ui/index.html')).toBe(false)
    },
  )

  test('opens no window and embeds nothing; links go to the browser', async () => {
    const { seen, window } = await startToWindow()
    const open = (url: string): unknown => {
      const answer: unknown = Reflect.apply(window.webContents.openHandler ?? (() => undefined), undefined, [
        { url },
      ])
      return answer
    }
    expect(open('https://example.org/')).toEqual({ action: 'deny' })
    expect(open('file:///etc/passwd')).toEqual({ action: 'deny' })
    expect(seen.opened).toEqual(['https://example.org/'])
    const preventDefault = vi.fn<() => void>()
    window.webContents.emit('will-attach-webview', { preventDefault })
    expect(preventDefault).toHaveBeenCalledOnce()
  })

  test('[DT4] grants the page to copy and to fill the screen, and nothing else to anybody', async () => {
    const { seen } = await startToWindow()
    const asks = (permission: string, requestingUrl: string, isMainFrame = true): unknown => {
      const answer = vi.fn<(granted: boolean) => void>()
      const handler = seen.permission ?? (() => undefined)
      Reflect.apply(handler, undefined, [{}, permission, answer, { requestingUrl, isMainFrame }])
      return answer.mock.calls[0]?.[0]
    }
    for (const permission of ['clipboard-sanitized-write', 'fullscreen']) {
      expect(asks(permission, 'app://ui/index.html')).toBe(true)
      expect(asks(permission, 'app://ui/index.html', false)).toBe(false)
      expect(asks(permission, 'https://evil.example/')).toBe(false)
    }
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal']) {
      expect(asks(permission, 'app://ui/index.html')).toBe(false)
    }
    const check = seen.permissionCheck ?? (() => undefined)
    expect(Reflect.apply(check, undefined, [null, 'clipboard-sanitized-write', 'app://ui', {}])).toBe(true)
    expect(Reflect.apply(check, undefined, [null, 'media', 'app://ui', {}])).toBe(false)
    expect(Reflect.apply(seen.device ?? (() => true), undefined, [{}])).toBe(false)
  })

  test('waits on quitting until the vault is shut', async () => {
    const { app, seen } = await startToWindow()
    const preventDefault = vi.fn<() => void>()
    app.emit('will-quit', { preventDefault })
    expect(preventDefault).toHaveBeenCalledOnce()
    await vi.waitFor(() => expect(seen.calls).toContain('quit'), patience)
    app.emit('will-quit', { preventDefault })
    expect(preventDefault).toHaveBeenCalledOnce()
  })

  test.each([
    ['darwin', 2], // the vault's, and what others see of the person
    ['win32', 2],
    ['linux', 0], // where Electron has no such event
  ] as const)(
    '[VT16] on %s it listens to the screen lock %i times, signed out as well',
    async (platform, times) => {
      pretendPlatform(platform)
      const { powerMonitor, window, call } = await startToWindow()
      expect(powerMonitor.listenerCount('lock-screen')).toBe(times)
      powerMonitor.emit('lock-screen') // nobody is signed in: nothing to lock
      expect(await call(ours, 'session.read', {})).toMatchObject({ kind: 'signed-out' })
      expect(window.webContents.sent.map(([, name]) => name)).not.toContain('session.changed')
    },
  )

  test('[LP6] of each page that a preview is wanted of, the system is asked for a proxy first', async () => {
    const { seen, call } = await startToWindow()
    expect(await call(ours, 'preview.fetch', { url: 'https://one.org/a' })).toEqual({
      ok: false,
      failure: { kind: 'unreachable' },
    })
    expect(seen.calls).toContain('proxy of https://one.org/')
  })

  test('a second start brings the window of the first to the front', async () => {
    const { app, window } = await startToWindow()
    app.emit('second-instance', {}, [], '/')
    expect(window.focused).toBe(1)
    const second = await startShell({ alone: false })
    expect(second.seen.calls).toEqual(['exit 0'])
  })

  test('packaged, it does not start with a debugger; unpackaged it does', async () => {
    const packaged = await startShell({ packaged: true }, ['--remote-debugging-port=9222'])
    expect(packaged.seen.calls).toEqual(['exit 2'])
    const unpackaged = await startShell({ packaged: false }, ['--remote-debugging-port=9222'])
    await vi.waitFor(() => expect(unpackaged.seen.windows).toHaveLength(1), patience)
  })
})

test('[DT17] closed while the accounts are read, it waits until they can be shut', async () => {
  let say = (_: boolean): void => undefined
  const { app, seen, window } = await startToWindow({
    keystore: new Promise((resolve) => (say = resolve)),
  })
  const preventDefault = vi.fn<() => void>()
  window.close()
  app.emit('will-quit', { preventDefault })
  app.emit('will-quit', { preventDefault }) // the person asks again
  expect(preventDefault).toHaveBeenCalledTimes(2)
  const quits = (): number => seen.calls.filter((call) => call === 'quit').length
  const before = quits()
  await new Promise(setImmediate)
  expect(quits()).toBe(before)
  say(false)
  await vi.waitFor(() => expect(quits()).toBe(before + 1), patience)
  app.emit('will-quit', { preventDefault })
  expect(preventDefault).toHaveBeenCalledTimes(2)
})

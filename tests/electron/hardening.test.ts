/**
 * What a page that somebody has got hold of can do: the built main, preload and page, on the stand-in for Electron, in a real
 * Chromium, attacked from within.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ensureBuilt } from '../../scripts/lib/build.mjs'
import type { Driver } from '../support/electron/driver.ts'
import { ours, startShell, startToWindow } from '../support/electron/start-shell.ts'

const main = path.resolve(import.meta.dirname, '../../out/main/index.js')
const folder = mkdtempSync(path.join(tmpdir(), 'tidings-hardening-'))

async function start() {
  let driver: Driver | undefined
  // Of the modules that this start has made anew.
  const ready = async (): Promise<void> => {
    const { startDriver } = await import('../support/electron/driver.ts')
    const { system } = await import('../support/electron/seen.ts')
    driver = await startDriver({
      dataFolder: path.join(folder, 'chromium'),
      listening: () => undefined,
      exit: () => undefined,
    })
    system.driver = driver
  }
  const started = await startToWindow({ ready }, [], path.join(folder, 'profile'), main)
  const page = await vi.waitFor(() => {
    const found = driver?.pageOf(started.window)
    if (found === undefined) throw new Error('no page yet')
    return found
  }, 20_000)
  await page.getByRole('heading', { name: 'Create your account' }).waitFor()
  return { ...started, page, driver }
}

let running: Awaited<ReturnType<typeof start>> | undefined
const shell = (): NonNullable<typeof running> => {
  if (running === undefined) throw new Error('not started')
  return running
}
/** Still where it was, and alive. */
async function isHome(page: Page): Promise<void> {
  expect(shell().window.address).toBe('app://ui/index.html')
  // Not by a locator, which would wait for a navigation that never comes.
  expect(await page.evaluate(() => document.querySelector('h1')?.textContent)).toBe('Create your account')
}

beforeAll(async () => {
  await ensureBuilt(() => undefined)
  const argv = process.argv
  running = await start()
  process.argv = argv
}, 120_000)
afterAll(async () => {
  await running?.driver?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('the built app', () => {
  test('[DT1] is sandboxed and isolated, in a partition and under a scheme of its own', () => {
    const { seen, window } = shell()
    expect(seen.calls).toContain('enableSandbox')
    expect(seen.partition).toBe('persist:main')
    expect(seen.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ])
    const { session: _, preload, ...preferences } = window.options.webPreferences ?? {}
    expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false })
    expect(preload).toBe(path.resolve(main, '../../preload/index.cjs'))
  })

  test('[DT1] its page has a bridge of two functions that nobody can put another in place of, and nothing of Node', async () => {
    const { page } = shell()
    const found = await page.evaluate(() => {
      const bridge: object = Reflect.get(window, 'bridge')
      const replaced = Reflect.set(bridge, 'call', () => 'mine') || Reflect.set(window, 'bridge', {})
      const node = ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron']
      return { keys: Object.keys(bridge), replaced, node: node.filter((name) => name in window) }
    })
    expect(found).toEqual({ keys: ['call', 'listen'], replaced: false, node: [] })
  })

  test.each([
    'app://ui/..%2fmain/index.js',
    'app://ui/..%2f..%2fpackage.json',
    'app://ui/%2e%2e/main/index.js',
    'app://ui/%2e%2e%2fmain%2findex.js',
    'app://ui/assets/..%2f..%2fmain/index.js',
    'app://ui/..%5cmain%5cindex.js',
    'app://ui//etc/passwd',
    'app://ui/%00index.html',
    'app://ui/%',
    'app://ui/%ff',
    'app://ui/..%252fmain/index.js',
    'app://ui.evil/index.html',
    'app://evil/index.html',
    'https://ui/index.html',
    `app://ui/${'a/'.repeat(5_000)}x.js`,
  ])('[DT2] gives nothing at an address outside (%#)', async (url) => {
    const answer = await shell().seen.serve?.(new Request(url))
    expect([answer?.status, answer?.headers.get('x-content-type-options')]).toEqual([404, 'nosniff'])
  })

  test('[DT2] neither to a page that asks in its own words, nor by another method', async () => {
    const { page } = shell()
    const statuses = await page.evaluate(async () => {
      const ask = async (url: string, init?: RequestInit): Promise<number> =>
        (await window.fetch(url, init)).status
      return [
        await ask('/index.html'),
        await ask('/../main/index.js'),
        await ask('/..%2fmain/index.js'),
        await ask('/index.html', { method: 'POST' }),
        await ask('/index.html', { method: 'DELETE' }),
      ]
    })
    expect(statuses).toEqual([200, 404, 404, 405, 405])
  })

  test.each([
    ['an assignment', (to: string) => window.location.assign(to)],
    ['a link', (to: string) => Object.assign(document.createElement('a'), { href: to }).click()],
    [
      'a form',
      (to: string) => {
        const form = Object.assign(document.createElement('form'), { action: to, method: 'post' })
        document.body.append(form)
        form.submit()
      },
    ],
    [
      'a refresh',
      (to: string) => {
        const meta = Object.assign(document.createElement('meta'), {
          httpEquiv: 'refresh',
          content: `0;url=${to}`,
        })
        document.head.append(meta)
      },
    ],
  ])('[DT3] %s leads nowhere', async (_, go) => {
    const { page } = shell()
    for (const to of [
      'https://evil.example/',
      'file:///etc/passwd',
      'data:text/html,x',
      'tidings://signed-in',
    ]) {
      await page.evaluate(go, to)
      await isHome(page)
    }
  })

  test('[DT3] a script address runs nothing', async () => {
    const { page } = shell()
    await page.evaluate(() => {
      const link = Object.assign(document.createElement('a'), { href: 'javascript:window.slipped = 1' })
      document.body.append(link)
      link.click()
    })
    await isHome(page)
    expect(await page.evaluate(() => 'slipped' in window)).toBe(false)
  })

  test('[DT3] no window opens: web links go to the system’s browser, others nowhere', async () => {
    const { page, seen } = shell()
    seen.opened.length = 0
    await page.evaluate(() => {
      for (const to of ['file:///etc/passwd', 'https://user@evil.example/', 'https://example.org/a']) {
        window.open(to)
      }
      const link = { href: 'https://example.org/b', target: '_blank', rel: 'opener' }
      Object.assign(document.createElement('a'), link).click()
    })
    await expect
      .poll(() => seen.opened.toSorted())
      .toEqual(['https://example.org/a', 'https://example.org/b'])
    await expect.poll(() => page.context().pages().length).toBe(1)
    await isHome(page)
  })

  test.each(['will-redirect', 'will-frame-navigate'])('[DT3] %s leads nowhere either', (event) => {
    const { window } = shell()
    const stopped = (url: string): boolean => {
      const preventDefault = vi.fn<() => void>()
      window.webContents.emit(event, { url, preventDefault })
      return preventDefault.mock.calls.length > 0
    }
    for (const url of [
      'https://evil.example/',
      'app://ui.evil/',
      'app://evil/',
      'file:///x',
      '',
      'nonsense',
    ]) {
      expect(stopped(url)).toBe(true)
    }
  })

  test('[DT3] no webview is attached', () => {
    const preventDefault = vi.fn<() => void>()
    shell().window.webContents.emit('will-attach-webview', { preventDefault }, {}, {})
    expect(preventDefault).toHaveBeenCalledOnce()
  })

  test('[DT4] answers the top frame of its own page alone', async () => {
    const { call } = shell()
    expect(await call(ours, 'app.info', {})).toMatchObject({ shell: 'electron' })
    for (const frame of [
      null,
      { ...ours, parent: ours },
      { ...ours, url: 'https://evil.example/' },
      { ...ours, url: 'app://ui.evil/index.html' },
      { ...ours, url: 'file:///index.html' },
      { ...ours, url: 'about:blank' },
      { ...ours, url: '' },
    ]) {
      expect(() => call(frame, 'app.info', {})).toThrow('the bridge was asked by a foreign frame')
    }
  })

  test('[DT4] a frame within the page has no bridge, and main does not answer it', async () => {
    const { page } = shell()
    await page.evaluate(() => void document.body.append(document.createElement('iframe')))
    await expect.poll(() => page.frames().length).toBe(2)
    const said = await page.frames()[1]?.evaluate(async () => {
      const ask: unknown = Reflect.get(window, 'playedIpc')
      const asked = { channel: 'bridge', args: ['app.info', {}] }
      const answer: unknown =
        typeof ask === 'function' ? await Reflect.apply(ask, window, [asked]) : undefined
      return { hasBridge: 'bridge' in window, answer }
    })
    expect(said).toEqual({
      hasBridge: false,
      answer: { error: 'Defect: the bridge was asked by a foreign frame' },
    })
    await page.evaluate(() => document.querySelector('iframe')?.remove())
  })

  test.each([
    ['toString', {}, 'no such call on the bridge'],
    ['__proto__', {}, 'no such call on the bridge'],
    ['constructor', {}, 'no such call on the bridge'],
    [{}, {}, 'no such call on the bridge'],
    ['session.unlock', { password: 7 }, 'session.unlock: bad password'],
    ['session.unlock', { password: 'x', more: 1 }, 'session.unlock: bad more'],
    ['session.unlock', undefined, 'session.unlock: bad input'],
    ['shell.openLink', { url: `https://x/${'y'.repeat(5_000)}` }, 'shell.openLink: bad url'],
    ['shell.restart', { safeMode: 'yes' }, 'shell.restart: bad safeMode'],
    ['shell.words', {}, 'shell.words: bad'],
  ])(
    '[DT4] the call %j with a bad argument (%#) is refused by name, without its value',
    async (name, input, words) => {
      const said = await shell().page.evaluate(
        async ([asked, given]) => {
          const call: unknown = Reflect.get(Object(Reflect.get(window, 'bridge')), 'call')
          const answer: unknown =
            typeof call === 'function' ? Reflect.apply(call, undefined, [asked, given]) : 'no bridge'
          return Promise.resolve(answer).then(
            () => 'answered',
            (error: unknown) => String(error),
          )
        },
        [name, input] as const,
      )
      expect(said).toContain(words)
    },
  )

  test('[DT4] permissions are for the app’s own page, and of them few', () => {
    const { seen } = shell()
    const asks = (permission: string, requestingUrl: string, isMainFrame = true): unknown => {
      const answer = vi.fn<(granted: boolean) => void>()
      const details = { requestingUrl, isMainFrame, mediaTypes: ['video'] }
      Reflect.apply(seen.permission ?? (() => undefined), undefined, [{}, permission, answer, details])
      return answer.mock.calls[0]?.[0]
    }
    const own = 'app://ui/index.html'
    expect(asks('clipboard-sanitized-write', own)).toBe(true)
    for (const url of ['https://evil.example/', 'app://evil/', 'about:blank', '']) {
      for (const permission of ['clipboard-sanitized-write', 'media'])
        expect(asks(permission, url)).toBe(false)
    }
    expect(asks('clipboard-sanitized-write', own, false)).toBe(false)
    expect(asks('media', own, false)).toBe(false)
    for (const permission of [
      'geolocation',
      'notifications',
      'midi',
      'midiSysex',
      'pointerLock',
      'openExternal',
      'clipboard-read',
      'display-capture',
      'fileSystem',
      'hid',
      'serial',
      'usb',
      'idle-detection',
      'unknown',
    ]) {
      expect([permission, asks(permission, own)]).toEqual([permission, false])
    }
    const check = seen.permissionCheck ?? (() => true)
    expect(
      Reflect.apply(check, undefined, [null, 'clipboard-sanitized-write', 'https://evil.example', {}]),
    ).toBe(false)
    expect(Reflect.apply(check, undefined, [null, 'geolocation', 'app://ui', {}])).toBe(false)
    expect(Reflect.apply(seen.device ?? (() => true), undefined, [{ deviceType: 'usb' }])).toBe(false)
  })

  test('[DT4] the policy refuses what is slipped into the page, and every way out of it', async () => {
    const refused = await shell().page.evaluate(async () => {
      const found = new Set<string>()
      const wanted = 10
      const all = new Promise<void>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          found.add(effectiveDirective)
          if (found.size === wanted) resolve()
        })
        setTimeout(resolve, 10_000)
      })
      const add = (tag: string, properties: object): void =>
        document.body.append(Object.assign(document.createElement(tag), properties))
      add('script', { textContent: 'window.slipped = 1' })
      add('style', { textContent: 'body { color: red }' })
      add('img', { src: 'https://evil.example/x.png' })
      add('iframe', { src: 'https://evil.example/' })
      add('object', { data: 'https://evil.example/x' })
      add('audio', { src: 'https://evil.example/x.mp3' })
      document.body.setAttribute('onclick', 'window.slipped = 2')
      document.head.append(Object.assign(document.createElement('base'), { href: 'https://evil.example/' }))
      window.fetch('https://evil.example/').catch(() => undefined)
      add('link', { rel: 'manifest', href: 'https://evil.example/m.json' })
      try {
        void new Worker('data:text/javascript,1')
      } catch {
        found.add('worker-src')
      }
      await all
      return [...found].toSorted()
    })
    for (const directive of [
      'base-uri',
      'connect-src',
      'frame-src',
      'img-src',
      'object-src',
      'script-src-elem',
      'script-src-attr',
      'style-src-elem',
    ]) {
      expect(refused).toContain(directive)
    }
    expect(await shell().page.evaluate(() => 'slipped' in window)).toBe(false)
  })
})

test.each(['--remote-debugging-port=9222', '--inspect=0', '--no-sandbox', '--js-flags=--expose-gc'])(
  '[DT15] packaged, the built app does not start with %s',
  async (argument) => {
    const argv = process.argv
    const { seen } = await startShell({ packaged: true }, [argument], path.join(folder, 'other'), main)
    process.argv = argv
    expect([seen.calls, seen.windows]).toEqual([['exit 2'], []])
  },
)

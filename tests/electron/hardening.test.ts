/**
 * What a page that somebody has got hold of can reach: the built main, preload and page, on the stand-in for Electron, in a real
 * Chromium, attacked from within.
 */
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { builtMain, isHome, useBuiltApp } from '../support/electron/built-app.ts'
import { startShell } from '../support/electron/start-shell.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const shell = useBuiltApp()

describe('the built app', () => {
  test('[DT1] is sandboxed and isolated, in a partition and under a scheme of its own', () => {
    const { seen, window } = shell()
    expect(seen.calls).toContain('enableSandbox')
    // Nothing foreign is loaded anywhere, so that there is no session for it.
    expect(seen.partitions).toEqual(['persist:main'])
    expect(seen.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ])
    const { session: _, preload, ...preferences } = window.options.webPreferences ?? {}
    expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false })
    expect(preload).toBe(path.resolve(builtMain, '../../preload/index.cjs'))
  })

  test('[DT1] its page has a bridge of three functions that nobody can put another in place of, and nothing of Node', async () => {
    const { page } = shell()
    const found = await page.evaluate(() => {
      const bridge: unknown = Reflect.get(window, 'bridge')
      if (typeof bridge !== 'object' || bridge === null) return undefined
      const replaced = Reflect.set(bridge, 'call', () => 'mine') || Reflect.set(window, 'bridge', {})
      const node = ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron']
      return { keys: Object.keys(bridge), replaced, node: node.filter((name) => name in window) }
    })
    expect(found).toEqual({ keys: ['call', 'listen', 'at'], replaced: false, node: [] })
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
      expect(await isHome(shell())).toBe(true)
    }
  })

  test('[DT3] a script address runs nothing', async () => {
    const { page } = shell()
    await page.evaluate(() => {
      const link = Object.assign(document.createElement('a'), { href: 'javascript:window.slipped = 1' })
      document.body.append(link)
      link.click()
    })
    expect(await isHome(shell())).toBe(true)
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
    expect(await isHome(shell())).toBe(true)
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
})

test.each(['--remote-debugging-port=9222', '--inspect=0', '--no-sandbox', '--js-flags=--expose-gc'])(
  '[DT15] packaged, the built app does not start with %s',
  async (argument) => {
    const argv = process.argv
    const { seen } = await startShell({ packaged: true }, [argument], temporaryFolder(), builtMain)
    process.argv = argv
    expect([seen.calls, seen.windows]).toEqual([['exit 2'], []])
  },
)

/** Whom main answers, what it grants, and what the policy lets through: asked and attacked from within the built app's page. */
import { describe, expect, test, vi } from 'vitest'
import { useBuiltApp } from '../support/electron/built-app.ts'
import { ours } from '../support/electron/start-shell.ts'

const shell = useBuiltApp()

describe('the built app', () => {
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
    await page.evaluate(() => document.body.append(document.createElement('iframe')))
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
      for (const permission of ['clipboard-sanitized-write', 'fullscreen', 'media'])
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
    expect(seen.displayMedia).toBe(null)
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

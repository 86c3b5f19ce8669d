import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { isAppAddress } from '../../../../main/window/app-address.ts'
import { mayAsk } from '../../../../main/window/permissions.ts'
import { readAppFile } from '../../../../main/window/app-files.ts'
import { answerAppRequest } from '../../../../main/window/app-response.ts'
import { contentSecurityPolicy } from '../../../../main/window/content-security-policy.ts'
import { forbiddenSwitch } from '../../../../main/window/forbidden-switches.ts'
import { linkToOpen } from '../../../../main/window/links.ts'
import { readShellOptions } from '../../../../main/window/shell-options.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

async function setupFiles(): Promise<string> {
  const folder = path.join(temporaryFolder(), 'renderer')
  await mkdir(path.join(folder, 'assets'), { recursive: true })
  await writeFile(path.join(folder, 'index.html'), '<p>page')
  await writeFile(path.join(folder, 'assets', 'app.js'), 'script')
  await writeFile(path.join(folder, 'notes.txt'), 'not for the page')
  await writeFile(path.join(folder, '..', 'secret.js'), 'secret')
  await mkdir(path.join(folder, '..', 'renderer-too'))
  await writeFile(path.join(folder, '..', 'renderer-too', 'secret.js'), 'secret')
  return folder
}

const traversals = [
  '/../secret.js',
  '/..%2fsecret.js',
  '/%2e%2e/secret.js',
  '/%2e%2e%2fsecret.js',
  '/assets/..%2f..%2fsecret.js',
  '/..%5csecret.js',
  '/..\\secret.js',
  '/..%2frenderer-too/secret.js',
  '//etc/passwd.js',
  '/assets/app.js%00.html',
  '/%',
  '/assets',
  '/nothing.js',
  '/notes.txt',
]

describe('files of the page', () => {
  test('are given with their type, the page itself for /', async () => {
    const folder = await setupFiles()
    expect(await readAppFile(folder, '/')).toMatchObject({ type: 'text/html; charset=utf-8' })
    expect(await readAppFile(folder, '/assets/app.js')).toMatchObject({
      type: 'text/javascript; charset=utf-8',
    })
  })

  test.each(traversals)('%s is none of them', async (pathname) => {
    expect(await readAppFile(await setupFiles(), pathname)).toBeUndefined()
  })

  test.each(traversals)('app://ui%s is 404', async (pathname) => {
    const deps = { folder: await setupFiles(), relays: () => ['http://127.0.0.1:1'] }
    expect((await answerAppRequest(deps, { method: 'GET', url: `app://ui${pathname}` })).status).toBe(404)
  })

  test('answers as the page of Electron: policy, no sniffing, GET alone, this host alone', async () => {
    const deps = {
      folder: await setupFiles(),
      relays: () => ['https://relay.example:8443', 'http://127.0.0.1:1'],
    }
    const answer = await answerAppRequest(deps, { method: 'GET', url: 'app://ui/index.html' })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('<p>page')
    expect(answer.headers.get('content-security-policy')).toContain(
      "connect-src 'self' wss://relay.example:8443 ws://127.0.0.1:1;",
    )
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await answerAppRequest(deps, { method: 'POST', url: 'app://ui/index.html' })).status).toBe(405)
    expect((await answerAppRequest(deps, { method: 'GET', url: 'app://other/index.html' })).status).toBe(404)
    expect((await answerAppRequest(deps, { method: 'GET', url: 'no address' })).status).toBe(404)
  })
})

test('the policy lets nothing in from elsewhere and nothing out but to the relay', () => {
  const policy = contentSecurityPolicy(['http://127.0.0.1:8787'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("connect-src 'self' ws://127.0.0.1:8787;")
  expect(policy).toContain('; media-src blob:;')
  expect(policy).not.toMatch(/unsafe|\*|https?:/)
})

test.each([
  ['clipboard-sanitized-write', undefined, true],
  ['fullscreen', undefined, true],
  ['media', ['audio'], true],
  ['media', ['video'], false],
  ['media', ['audio', 'video'], false],
  ['media', ['unknown'], false],
  ['media', [], false],
  ['media', undefined, false],
  ['clipboard-read', undefined, false],
  ['display-capture', ['audio'], false],
  ['geolocation', undefined, false],
  ['notifications', undefined, false],
])('the page asks for %s of %j: %s', (permission, media, allowed) => {
  expect(mayAsk(permission, media)).toBe(allowed)
})

test.each([
  ['https://example.org/a?b#c', 'https://example.org/a?b#c'],
  ['http://example.org', 'http://example.org/'],
  ['HTTPS://Example.org', 'https://example.org/'],
  ['javascript:alert(1)', undefined],
  ['file:///etc/passwd', undefined],
  ['app://ui/index.html', undefined],
  ['ms-msdt:/id', undefined],
  ['https://bank.example@evil.example', undefined],
  ['mailto:ana@example.org', 'mailto:ana@example.org'],
  ['MAILTO:ana+x@example.org?subject=Pay&body=now&bcc=eve@example.org', 'mailto:ana+x@example.org'],
  ['mailto:ana@example.org,eve@example.org', undefined],
  ['mailto:ana@example.org%0Aeve', undefined],
  ['mailto:--attach=/etc/passwd', undefined],
  ['mailto:', undefined],
  ['nothing', undefined],
])('a link %s opens as %s', (link, opened) => {
  expect(linkToOpen(link)).toBe(opened)
})

test.each([
  [['--remote-debugging-port=9222'], 'remote-debugging-port'],
  [['-remote-debugging-pipe'], 'remote-debugging-pipe'],
  [['/Remote-Debugging-Port=1'], 'remote-debugging-port'],
  [['x', '--inspect_brk'], 'inspect-brk'],
  [['--inspect=0.0.0.0:1'], 'inspect'],
  [['--no-sandbox'], 'no-sandbox'],
  [['--profile-dir=/tmp/no-sandbox', '--relay=http://a', 'inspect'], undefined],
])('of %j the switch %s is forbidden', (args, found) => {
  expect(forbiddenSwitch(args, { allowsDebuggers: false })).toBe(found)
})

test('[PO23] an organisation may allow debuggers, and no door out of the sandbox', () => {
  const allowed = { allowsDebuggers: true }
  expect(forbiddenSwitch(['--remote-debugging-port=9222', '--inspect'], allowed)).toBeUndefined()
  expect(forbiddenSwitch(['--inspect', '--no-sandbox'], allowed)).toBe('no-sandbox')
})

test.each([
  ['app://ui/index.html', true],
  ['app://ui', true],
  ['app://ui.evil/index.html', false],
  ['app://evil/ui', false],
  ['https://ui/', false],
  ['data:text/html,app://ui/', false],
  ['', false],
])('%s is our page: %s', (address, ours) => {
  expect(isAppAddress(address)).toBe(ours)
})

test('the options of the Electron shell are found among others; nonsense is not', () => {
  const args = [
    'electron',
    '.',
    '--inspect=0',
    '--profile-dir=/data/ada',
    '--relay=https://relay.example/path',
  ]
  expect(readShellOptions(args)).toMatchObject({
    profileFolder: '/data/ada',
    relay: 'https://relay.example',
  })
  expect(readShellOptions(['--relay=nonsense', '--profile-dir='])).toMatchObject({
    profileFolder: undefined,
    relay: undefined,
  })
})

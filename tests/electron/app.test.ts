/**
 * The product itself, under the real Electron. Needs its executable: APP_EXECUTABLE, or the one that npm has fetched. Where
 * there is none the suite is skipped and says why; REQUIRE_ELECTRON=1 makes that a failure.
 */
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { ensureBuilt } from '../../scripts/lib/build.mjs'
import { findElectron } from '../../scripts/lib/electron.mjs'
import { startTestRelay } from '../support/relay.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const root = path.resolve(import.meta.dirname, '../..')
const executable = process.env['APP_EXECUTABLE'] ?? findElectron()
const missing =
  'no Electron executable here: fetch it with npx install-electron, or name one with APP_EXECUTABLE'

interface Running {
  readonly app: ElectronApplication
  readonly page: Page
}

async function startApp(folder: string, relay: string): Promise<Running> {
  const app = await _electron.launch({
    executablePath: executable ?? '',
    args: [root, `--profile-dir=${folder}`, `--relay=${relay}`],
    cwd: root,
  })
  onTestFinished(() => app.close())
  const page = await app.firstWindow()
  return { app, page }
}

async function setupApp(): Promise<Running & { readonly restart: () => Promise<Running> }> {
  const relay = await startTestRelay()
  onTestFinished(() => relay.close())
  const folder = temporaryFolder()
  const first = await startApp(folder, relay.url)
  return {
    ...first,
    restart: async () => {
      await first.app.close()
      return startApp(folder, relay.url)
    },
  }
}

async function signUp(page: Page): Promise<void> {
  await page.getByLabel('Username').fill('ada')
  await page.getByLabel('Name', { exact: true }).fill('Ada')
  await page.getByLabel('Password').fill('correct horse battery')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('button', { name: 'Skip' }).click()
  await page.getByLabel('Workspace name').fill('Lighthouse')
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await page.getByRole('navigation', { name: 'Conversations' }).getByText('general', { exact: true }).click()
}

const messages = (page: Page) => page.getByRole('log', { name: 'Messages' }).getByRole('article')

describe('the app under Electron', () => {
  beforeAll(() => ensureBuilt(() => undefined), 120_000)

  test('somebody signs up, writes, quits and finds it all again', async (context) => {
    if (executable === undefined) return withoutElectron(context.skip)
    const { page, restart } = await setupApp()
    await signUp(page)
    const composer = page.getByRole('textbox', { name: 'Message #general' })
    await composer.fill('Good morning')
    await composer.press('Enter')
    await messages(page).getByText('On the server').waitFor()

    const { page: again } = await restart()
    const unlock = again.getByRole('button', { name: 'Unlock' })
    // A system with a keystore opens by itself.
    if (
      await unlock
        .or(messages(again))
        .first()
        .textContent()
        .then((text) => text === 'Unlock')
    ) {
      await again.getByLabel('Password').fill('correct horse battery')
      await unlock.click()
    }
    await messages(again).getByText('Good morning').waitFor()
  })

  test('the page has no Node, no Electron and no way out', async (context) => {
    if (executable === undefined) return withoutElectron(context.skip)
    const { app, page } = await setupApp()
    await page.getByRole('heading', { name: 'Create your account' }).waitFor()
    expect(page.url()).toBe('app://ui/index.html')
    expect(
      await page.evaluate(() => ['require', 'process', 'module', 'Buffer'].filter((name) => name in window)),
    ).toEqual([])
    expect(await page.evaluate(() => Object.keys((Reflect.get(window, 'bridge') as unknown) ?? {}))).toEqual([
      'call',
      'listen',
    ])

    await page.evaluate(() => window.location.assign('https://example.org/'))
    await page.evaluate(() => void window.open('file:///etc/passwd'))
    expect(page.url()).toBe('app://ui/index.html')
    expect(app.windows()).toHaveLength(1)
  })

  test('the policy refuses a script that was slipped in and a socket to elsewhere', async (context) => {
    if (executable === undefined) return withoutElectron(context.skip)
    const { page } = await setupApp()
    await page.getByRole('heading', { name: 'Create your account' }).waitFor()
    const refused = await page.evaluate(async () => {
      const found: string[] = []
      const two = new Promise<void>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => {
          found.push(event.effectiveDirective)
          if (found.length === 2) resolve()
        })
      })
      const script = document.createElement('script')
      script.textContent = 'window.slippedIn = true'
      document.head.append(script)
      window.fetch('http://127.0.0.1:1/').catch(() => undefined)
      await two
      return found.toSorted()
    })
    expect(refused).toEqual(['connect-src', 'script-src-elem'])
    expect(await page.evaluate(() => 'slippedIn' in window)).toBe(false)
  })
})

function withoutElectron(skip: (reason: string) => void): void {
  if (process.env['REQUIRE_ELECTRON'] === '1') throw new Error(missing)
  skip(missing)
}

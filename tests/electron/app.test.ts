/**
 * The product as Electron runs it: APP_EXECUTABLE, or the executable that npm has fetched. Where there is neither, a fake takes its
 * place, with the same main, preload and page in a real Chromium; REQUIRE_ELECTRON=1 makes that a failure.
 */
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { ensureBuilt } from '../../scripts/lib/build.mjs'
import { electronExecutable } from '../support/electron/fake-executable.ts'
import { startTestRelay } from '../support/relay.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const root = path.resolve(import.meta.dirname, '../..')
const missing = 'neither an Electron executable nor a Chromium is here'

interface Running {
  readonly app: ElectronApplication
  readonly page: Page
}

async function startApp(executablePath: string, folder: string, relay: string): Promise<Running> {
  const app = await _electron.launch({
    executablePath,
    args: [root, `--profile-dir=${folder}`, `--relay=${relay}`],
    cwd: root,
  })
  onTestFinished(() => app.close())
  const page = await app.firstWindow()
  return { app, page }
}

async function setupApp(executable: string): Promise<Running & { readonly restart: () => Promise<Running> }> {
  const relay = await startTestRelay()
  onTestFinished(() => relay.close())
  const folder = temporaryFolder()
  const first = await startApp(executable, folder, relay.url)
  return {
    ...first,
    restart: async () => {
      await first.app.close()
      return startApp(executable, folder, relay.url)
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

/** As Electron has it: the page's own differs under the fake. */
const address = (app: ElectronApplication): Promise<string | undefined> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())

const messages = (page: Page) => page.getByRole('log', { name: 'Messages' }).getByRole('article')

describe('the app under Electron', () => {
  beforeAll(() => ensureBuilt(() => undefined), 120_000)

  test('somebody signs up, writes, quits and finds it all again', async (context) => {
    const executable = electronExecutable()
    if (executable === undefined) return context.skip(missing)
    const { page, restart } = await setupApp(executable)
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
    const executable = electronExecutable()
    if (executable === undefined) return context.skip(missing)
    const { app, page } = await setupApp(executable)
    await page.getByRole('heading', { name: 'Create your account' }).waitFor()
    expect(await address(app)).toBe('app://ui/index.html')
    expect(
      await page.evaluate(() => ['require', 'process', 'module', 'Buffer'].filter((name) => name in window)),
    ).toEqual([])
    expect(await page.evaluate(() => Object.keys((Reflect.get(window, 'bridge') as unknown) ?? {}))).toEqual([
      'call',
      'listen',
    ])

    await page.evaluate(() => window.location.assign('https://example.org/'))
    await page.evaluate(() => void window.open('file:///etc/passwd'))
    await expect.poll(() => app.windows().length).toBe(1)
    expect(await address(app)).toBe('app://ui/index.html')
    await page.getByRole('heading', { name: 'Create your account' }).waitFor()
  })

  test('the policy refuses a script that was slipped in and a socket to elsewhere', async (context) => {
    const executable = electronExecutable()
    if (executable === undefined) return context.skip(missing)
    const { page } = await setupApp(executable)
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

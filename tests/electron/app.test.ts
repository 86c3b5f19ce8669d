/**
 * The product as Electron runs it: APP_EXECUTABLE, or the executable that npm has fetched. Where there is neither, a fake takes its
 * place, with the same main, preload and page in a real Chromium; REQUIRE_ELECTRON=1 makes that a failure.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { ensureBuilt } from '../../scripts/lib/build.mjs'
import { axeViolations } from '../support/axe.ts'
import { electronExecutable } from '../support/electron/fake-executable.ts'
import { startTestRelay } from '../support/relay.ts'
import { channel, createChannel, createWorkspace, password } from '../support/screens.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const root = path.resolve(import.meta.dirname, '../..')
const missing = 'neither an Electron executable nor a Chromium is here'

interface Running {
  readonly app: ElectronApplication
  readonly page: Page
}

async function startApp(
  executablePath: string,
  folder: string,
  relay: string,
  more: ReadonlyArray<string> = [],
): Promise<Running> {
  const app = await _electron.launch({
    executablePath,
    args: [root, `--profile-dir=${folder}`, `--relay=${relay}`, ...more],
    cwd: root,
  })
  onTestFinished(() => app.close())
  const page = await app.firstWindow()
  return { app, page }
}

interface Setup extends Running {
  readonly restart: () => Promise<Running>
  /** A second start on the same profile, to its end. */
  readonly startAgain: (...args: ReadonlyArray<string>) => Promise<void>
}

async function setupApp(executable: string, ...args: ReadonlyArray<string>): Promise<Setup> {
  const relay = await startTestRelay()
  onTestFinished(() => relay.close())
  const folder = temporaryFolder()
  const first = await startApp(executable, folder, relay.url, args)
  return {
    ...first,
    restart: async () => {
      await first.app.close()
      return startApp(executable, folder, relay.url)
    },
    startAgain: async (...again) => {
      const sandbox = process.platform === 'linux' ? ['--no-sandbox'] : []
      const second = spawn(executable, [...sandbox, root, `--profile-dir=${folder}`, ...again], {
        cwd: root,
        stdio: 'ignore',
      })
      await once(second, 'exit')
    },
  }
}

async function signUp(page: Page): Promise<void> {
  await page.getByLabel('Username').fill('ada')
  await page.getByLabel('Name', { exact: true }).fill('Ada')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('button', { name: 'Skip' }).click()
  await page.getByLabel('Workspace name').fill('Lighthouse')
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await page.getByRole('navigation', { name: 'Conversations' }).getByText('general', { exact: true }).click()
}

/** As Electron has it: the page's own differs under the fake. */
const address = (app: ElectronApplication): Promise<string | undefined> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())

/** The page that has this heading: after a crash it is another one under the fake. */
async function shown(app: ElectronApplication, heading: string): Promise<Page> {
  const has = (page: Page): Promise<boolean> =>
    page
      .getByRole('heading', { name: heading })
      .isVisible()
      .catch(() => false)
  let found: Page | undefined
  await expect
    .poll(async () => {
      for (const page of app.windows()) if (await has(page)) found = page
      return found !== undefined
    })
    .toBe(true)
  if (found === undefined) throw new Error(`no page says ${heading}`)
  return found
}

const messages = (page: Page) => page.getByRole('log', { name: 'Messages' }).getByRole('article')

/** Before anybody has signed in: no Node, no Electron, no way out, and nothing slipped in. */
async function attack({ app, page }: Running): Promise<void> {
  await page.getByRole('heading', { name: 'Create your account' }).waitFor()
  expect(await address(app)).toBe('app://ui/index.html')
  expect(
    await page.evaluate(() => ['require', 'process', 'module', 'Buffer'].filter((name) => name in window)),
  ).toEqual([])
  expect(await page.evaluate(() => Object.keys((Reflect.get(window, 'bridge') as unknown) ?? {}))).toEqual([
    'call',
    'listen',
    'at',
  ])

  await page.evaluate(() => window.location.assign('https://example.org/'))
  await page.evaluate(() => void window.open('file:///etc/passwd'))
  await expect.poll(() => app.windows().length).toBe(1)
  expect(await address(app)).toBe('app://ui/index.html')
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
}

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
      await again.getByLabel('Password').fill(password)
      await unlock.click()
    }
    await messages(again).getByText('Good morning').waitFor()
  })

  test('[DT3][DT4][DT5][DT8][DT11] the page is held in; a link brings the running app to where it leads, and a page that dies is told of and comes back', async (context) => {
    const executable = electronExecutable()
    if (executable === undefined) return context.skip(missing)
    const { app, page, startAgain } = await setupApp(executable)
    await attack({ app, page })
    await signUp(page)
    await createChannel(page, 'yard')
    await page.getByRole('heading', { name: 'yard', exact: true }).waitFor()
    const yard = await page.evaluate(() => {
      const place = Object.keys(localStorage).find((key) => key.includes(':channel:'))
      return place === undefined ? null : localStorage.getItem(place)
    })
    await channel(page, 'general').click()
    await page.getByRole('heading', { name: 'general', exact: true }).waitFor()
    await startAgain(`tidings://conversation/${yard}`)
    await page.getByRole('heading', { name: 'yard', exact: true }).waitFor()
    await startAgain(`tidings://conversation/${'0'.repeat(32)}`)
    await page.getByText('This link leads to a conversation that you are not in').waitFor()
    expect(app.windows()).toHaveLength(1)

    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
    })
    const after = await shown(app, 'This window of Tidings stopped working')
    await after.getByText(/^Ended: /m).waitFor()
    expect(await after.locator('pre').textContent()).not.toMatch(/ada|yard|general/i)
    await after.getByRole('button', { name: 'Open again' }).click()
    await after.getByRole('heading', { name: 'yard', exact: true }).waitFor()
  })

  test('[DT6][DT10][DT12] safe mode says so; an invitation that opened the app waits for the person', async (context) => {
    const executable = electronExecutable()
    if (executable === undefined) return context.skip(missing)
    const { page } = await setupApp(executable, '--safe-mode', 'tidings://invitation/abc-123')
    await page.getByLabel('Username').fill('ada')
    await page.getByLabel('Name', { exact: true }).fill('Ada')
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Create account' }).click()
    const dialog = page.getByRole('dialog', { name: 'Use an invitation' })
    expect(await dialog.getByLabel('Invitation').inputValue()).toBe('abc-123')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Skip' }).click()
    await createWorkspace(page, 'Lighthouse')
    await page.getByText('Tidings runs in safe mode').waitFor()

    await page.getByRole('button', { name: 'Account of Ada' }).click()
    await page.getByRole('menuitem', { name: 'Settings' }).click()
    const spelling = page.getByRole('group', { name: 'Check spelling' })
    await spelling.getByRole('radio', { name: 'On' }).check({ force: true })
    await expect.poll(() => spelling.getByRole('radio', { name: 'On' }).isChecked()).toBe(true)
    await page.getByRole('radio', { name: 'Dark' }).check({ force: true })
    expect(
      await page.evaluate(() => [document.documentElement.dataset['theme'], localStorage.length]),
    ).toEqual(['dark', 0])
    expect(await axeViolations(page)).toEqual([])
  })
})

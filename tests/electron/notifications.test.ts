/** A message that the system tells of, from the other's keyboard to the answer that they read: on Electron, or what plays it here (app.test.ts). */
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { ensureBuilt } from '../../scripts/lib/build.mjs'
import { setupWorld } from '../support/app.ts'
import { electronExecutable } from '../support/electron/fake-executable.ts'
import {
  channel,
  composer,
  createChannel,
  createWorkspace,
  joinWorkspace,
  message,
  messages,
  post,
  signUp,
} from '../support/screens.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const root = path.resolve(import.meta.dirname, '../..')

interface Note {
  readonly title: string
  readonly body: string
  readonly emit: (event: 'click' | 'reply', details?: { readonly reply: string }) => void
}

declare global {
  var shownNotes: Array<Note>
}

/** From now on keeps those that the app shows; no system is there to show them. */
const keepNotes = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ Notification }) => {
    globalThis.shownNotes = []
    Object.assign(Notification, { isSupported: () => true })
    Object.assign(Notification.prototype, {
      show(this: Note & { readonly options?: Pick<Note, 'title' | 'body'> }) {
        const { title, body } = this.options ?? this // the fake has them there
        globalThis.shownNotes.push({ title, body, emit: (...event) => this.emit(...event) })
      },
    })
  })

const shownNotes = (app: ElectronApplication): Promise<ReadonlyArray<string>> =>
  app.evaluate(() => globalThis.shownNotes.map(({ title, body }) => `${title}: ${body}`))

const goTo = async (page: Page, name: string): Promise<void> => {
  await channel(page, name).click()
  await page.getByRole('heading', { name, exact: true }).waitFor()
}

beforeAll(() => ensureBuilt(() => undefined), 120_000)

test('[NT5] [NT7] [NT9] a press on a notification opens the message; an answer written into one is posted, and the other reads it', async (context) => {
  const executablePath = electronExecutable()
  if (executablePath === undefined)
    return context.skip('neither an Electron executable nor a Chromium is here')
  const world = await setupWorld()
  const app = await _electron.launch({
    executablePath,
    args: [root, `--profile-dir=${temporaryFolder()}`, `--relay=${world.relayUrl}`],
    cwd: root,
  })
  onTestFinished(() => app.close())
  const ada = await app.firstWindow()
  await signUp(ada, 'ada', 'Ada')
  await createWorkspace(ada, 'Lighthouse')
  await createChannel(ada, 'yard')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Lighthouse')
  await keepNotes(app)

  await post(ben, 'Is the lamp lit?')
  await expect.poll(() => shownNotes(app)).toEqual(['Ben in #general: Is the lamp lit?'])
  await app.evaluate(() => globalThis.shownNotes.at(-1)?.emit('click'))
  await ada.getByRole('heading', { name: 'general', exact: true }).waitFor()
  await ada.locator('article[data-sought=true]').filter({ hasText: 'Is the lamp lit?' }).waitFor()

  await goTo(ada, 'yard')
  await post(ben, 'And the door?')
  await expect.poll(() => shownNotes(app)).toHaveLength(2)
  await app.evaluate(() => globalThis.shownNotes.at(-1)?.emit('reply', { reply: 'Locked since nine' }))
  await message(ben, 'Locked since nine').getByText('Ada', { exact: true }).waitFor()
  expect(await ada.getByRole('heading', { name: 'yard', exact: true }).count()).toBe(1)
  await goTo(ada, 'general')
  await message(ada, 'Locked since nine')
    .getByText(/^(On the server|Delivered)$/u)
    .waitFor({ state: 'attached' })
  expect(await messages(ben).count()).toBe(3)
  expect(await composer(ada, 'general').inputValue()).toBe('')
})

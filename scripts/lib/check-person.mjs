import { setTimeout as wait } from 'node:timers/promises'
import { startBrowserShell } from './shell.mjs'
import { openTcpGate } from './tcp-gate.mjs'

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {Awaited<ReturnType<typeof createPerson>>} Person */

/** Milliseconds for anything to happen on a slow machine. */
const patience = 60_000

/**
 * Somebody with an app, a window and a cable to the relay, who uses the pages as a person does: by what they say.
 *
 * @param {object} options
 * @param {string} options.name
 * @param {string} options.folder
 * @param {string} options.relay
 * @param {import('playwright-core').Browser} options.browser
 * @param {Array<() => Promise<unknown>>} options.endings takes what to do at the end
 */
export async function createPerson({ name, folder, relay, browser, endings }) {
  const gate = await openTcpGate(relay)
  endings.push(() => gate.shut())
  const shell = startBrowserShell({ profileFolder: folder, relay: gate.url, complain: console.log })
  endings.push(() => shell.end())
  const address = (await shell.line(/^app at (\S+)$/))?.[1]
  if (address === undefined) throw new Error((await shell.ended).complaint)
  const page = await (await browser.newContext()).newPage()
  page.setDefaultTimeout(patience)
  page.on('pageerror', (error) => console.log(`    ${name}'s page: ${error.message}`))
  await page.goto(address)
  const plugIn = async () => {
    await gate.open()
    // As the system does when the cable is back: else the app waits until it tries again, up to a minute.
    await page.evaluate("window.dispatchEvent(new Event('online'))")
  }
  return { gate, plugIn, ...account(page, name), ...conversation(page, name) }
}

/**
 * @param {Page} page
 * @param {string} name
 */
function account(page, name) {
  const sidebar = page.getByRole('navigation', { name: 'Conversations' })
  return {
    signUp: async () => {
      await page.getByRole('heading', { name: 'Create your account' }).waitFor()
      await page.getByLabel('Username').fill(name.toLowerCase())
      await page.getByLabel('Name', { exact: true }).fill(name)
      await page.getByLabel('Password').fill('correct horse battery')
      await page.getByRole('button', { name: 'Create account' }).click()
      // What is shown to whoever has just signed up.
      await page.getByRole('button', { name: 'Skip' }).click()
      await page.getByRole('heading', { name: 'Choose a workspace' }).waitFor()
    },
    /** @param {string} workspace */
    createWorkspace: async (workspace) => {
      await page.getByLabel('Workspace name').fill(workspace)
      await page.getByRole('button', { name: 'Create workspace' }).click()
      await sidebar.waitFor()
    },
    /** @param {string} workspace */
    joinWorkspace: async (workspace) => {
      await page.getByRole('button', { name: `Join ${workspace}` }).click()
      await sidebar.waitFor()
    },
    /** @param {string} channel */
    openChannel: async (channel) => {
      await sidebar.getByText(channel, { exact: true }).click()
      await page.getByRole('textbox', { name: `Message #${channel}` }).waitFor()
    },
  }
}

/**
 * @param {Page} page
 * @param {string} name
 */
function conversation(page, name) {
  const messages = page.getByRole('log', { name: 'Messages' }).getByRole('article')
  const composer = page.getByRole('textbox', { name: /^Message #/ })
  /**
   * @param {string} what
   * @param {() => Promise<boolean>} isSo
   */
  const until = async (what, isSo) => {
    const deadline = Date.now() + patience
    while (!(await isSo())) {
      if (Date.now() > deadline) {
        throw new Error(`${name} should see ${what}, but sees:\n${await page.locator('body').ariaSnapshot()}`)
      }
      await wait(50)
    }
  }
  /**
   * @param {string} mark on one's own messages
   * @param {number} count
   */
  const hasMarked = (mark, count) =>
    until(
      `${count} messages marked "${mark}"`,
      async () => (await messages.getByText(mark).count()) === count,
    )

  return {
    /** @param {string} text */
    write: async (text) => {
      await composer.fill(text)
      await composer.press('Enter')
    },
    /**
     * These messages in this order and no other.
     *
     * @param {ReadonlyArray<string>} texts
     */
    sees: (texts) =>
      until(`${texts.length} messages`, async () => {
        const found = await messages.allInnerTexts()
        return found.length === texts.length && texts.every((text, index) => found[index]?.includes(text))
      }),
    /** @param {number} count */
    hasDelivered: (count) => hasMarked('On the server', count),
    /** @param {number} count */
    hasQueued: (count) => hasMarked('Queued on this device', count),
    isOffline: () =>
      page
        .getByRole('status')
        .filter({ hasText: /offline/i })
        .first()
        .waitFor(),
  }
}

import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Device, setupWorld } from '../support/app.ts'
import type { Gate } from '../support/gate.ts'
import {
  composer,
  createWorkspace,
  joinWorkspace,
  message,
  messages,
  post,
  reconnect,
  signUp,
  unlock,
} from '../support/screens.ts'

const lost = 'The messages stored on this device were gone.'
const full = 'The disk of this device is full.'

interface Setup {
  readonly gate: Gate
  readonly laptop: Device
  readonly ana: Page
  readonly ben: Page
}

/** Two messages that the server has, two that wait. */
async function setup(): Promise<Setup> {
  const world = await setupWorld()
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await createWorkspace(ben, 'Rowing')
  await post(ben, 'from Ben')
  const gate = await world.ownWay()
  const laptop = world.device(gate.url)
  const ana = await laptop.start()
  await signUp(ana, 'ana', 'Ana')
  await joinWorkspace(ana, 'Rowing')
  await message(ana, 'from Ben').waitFor()
  await post(ana, 'sent before')
  await message(ana, 'sent before').getByText('On the server').waitFor({ state: 'attached' })
  await gate.cut()
  await ana.getByRole('status').filter({ hasText: 'Offline' }).waitFor()
  for (const text of ['queued one', 'queued two']) {
    await post(ana, text)
    await message(ana, text).getByText('Queued on this device').waitFor({ state: 'attached' })
  }
  return { gate, laptop, ana, ben }
}

const note = (page: Page, text: string, role: 'status' | 'alert' = 'status') =>
  page.getByRole(role).filter({ hasText: text })

async function expectAll(pages: ReadonlyArray<Page>, texts: ReadonlyArray<string>): Promise<void> {
  for (const page of pages) {
    for (const text of texts) await message(page, text).first().waitFor()
    expect(await messages(page).allTextContents()).toEqual(
      texts.map((text): unknown => expect.stringContaining(text)),
    )
  }
}

const all = ['from Ben', 'sent before', 'queued one', 'queued two']

test.each(['deleted by another page', 'cleared by the browser'])(
  '[LS3] IndexedDB %s while the app runs: nothing is lost and a note says so',
  async (how) => {
    const { gate, laptop, ana, ben } = await setup()
    if (how === 'deleted by another page') {
      const other = await laptop.openAgain()
      await other.evaluate(async () => {
        for (const { name = '' } of await indexedDB.databases()) {
          await new Promise((resolve) => {
            indexedDB.deleteDatabase(name).addEventListener('success', resolve)
          })
        }
      })
      await other.close()
    } else {
      const devtools = await ana.context().newCDPSession(ana)
      const { origin } = new URL(ana.url())
      await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' })
    }
    await note(ana, lost).waitFor()
    await expectAll([ana], all)
    await post(ana, 'and on')

    await laptop.stop()
    const again = await laptop.start()
    await unlock(again, 'Ana')
    await expectAll([again], [...all, 'and on']) // written anew from memory, and still without a network
    await reconnect(gate, again)
    await message(again, 'and on').getByText('On the server').waitFor({ state: 'attached' })
    await expectAll([again, ben], [...all, 'and on'])
  },
)

test('[LS4] IndexedDB deleted while the app is stopped: nothing is lost and a note says so', async () => {
  const { gate, laptop, ben } = await setup()
  await laptop.stop()
  laptop.deleteDatabases()
  const ana = await laptop.start()
  await unlock(ana, 'Ana')
  await note(ana, lost).waitFor()
  await reconnect(gate, ana)
  await message(ana, 'queued two').getByText('On the server').waitFor({ state: 'attached' })
  await expectAll([ana, ben], all)
  await note(ana, lost).getByRole('button', { name: 'OK' }).click()
  await note(ana, lost).waitFor({ state: 'detached' })
})

test('[LS6] a full disk: writing goes on, a note says so, and all is well again once there is room', async () => {
  const { gate, laptop, ana, ben } = await setup()
  const devtools = await ana.context().newCDPSession(ana)
  const { origin } = new URL(ana.url())
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  await post(ana, 'written on a full disk')
  await note(ana, full, 'alert').waitFor()
  await composer(ana, 'general').fill('a draft on a full disk')
  await reconnect(gate, ana)
  await message(ana, 'written on a full disk').getByText('On the server').waitFor({ state: 'attached' })
  await expectAll([ana, ben], [...all, 'written on a full disk'])
  await note(ana, full, 'alert').waitFor()

  await devtools.send('Storage.overrideQuotaForOrigin', { origin })
  // It is tried again after 5 s, 10 s and so on, up to a minute.
  await note(ana, full, 'alert').waitFor({ state: 'detached', timeout: 90_000 })
  await gate.cut()
  await laptop.stop()
  const again = await laptop.start()
  await unlock(again, 'Ana')
  await expectAll([again], [...all, 'written on a full disk'])
  await expect.poll(() => composer(again, 'general').inputValue()).toBe('a draft on a full disk')
})

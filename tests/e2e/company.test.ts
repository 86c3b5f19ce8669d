/** Screens that need others beside a person, and trouble: looked at in each theme, in languages of other lengths and directions, and heard. */
import { hostname } from 'node:os'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { isolated } from '../../renderer/languages/isolated.ts'
import type { Catalogue } from '../../renderer/languages/spoken.ts'
import { type Device, setupWorld } from '../support/app.ts'
import { untranslatedIn } from '../support/bracketed-words.ts'
import { arabic, english, german } from '../support/catalogues.ts'
import { gatherCompany } from '../support/company.ts'
import { heardOn } from '../support/heard.ts'
import { needsPassphrase, walkCompany, walkRequiredPassphrase } from '../support/screen-walk-company.ts'
import { axeInThemes, overflowIn } from '../support/screen-looks.ts'

/** In letters that no catalogue here uses: what else is in view is the app's. */
const names = { ana: 'Жук', ben: 'Лис', cem: 'Сова', workspace: 'Клуб', device: 'Ноутбук' }
const said = { first: 'Привет всем', second: 'Кто здесь', group: 'Наши' }

interface Speech {
  readonly words: Catalogue
  readonly locale?: string
  readonly look: (page: Page) => (screen: string) => Promise<void>
  readonly closed?: (page: Page) => (screen: string) => Promise<void>
}

/** All screens, the last one on a device that its organisation has a say in. */
async function walkAll({ words, locale = 'en-GB', look, closed }: Speech): Promise<void> {
  const world = await setupWorld()
  const way = await world.ownWay()
  const company = await gatherCompany(world.relayUrl, names)
  const device: Device = world.device(way.url)
  const start = async (prepare?: (context: BrowserContext) => Promise<void>): Promise<Page> => {
    const page = await device.start({ locale, ...(prepare && { prepare }) })
    await page.emulateMedia({ reducedMotion: 'reduce' }) // a colour on its way is neither of the two
    return page
  }
  const walkOn = (page: Page) => ({
    page,
    words,
    look: look(page),
    ...(closed && { closed: closed(page) }),
    company,
    way,
    said,
  })
  await walkCompany(walkOn(await start()))
  await device.stop()
  await walkRequiredPassphrase(walkOn(await start(needsPassphrase)))
}

test('each passes axe in every theme, gives the focus back when it closes, and is heard in its order', async () => {
  const wrong: Array<string> = []
  const heard = new Map<string, string>()
  await walkAll({
    words: english,
    look: (page) => async (screen) => {
      const under = (await page.getByRole('dialog').count()) > 0 ? 'dialog[open]' : 'main'
      heard.set(screen, (await heardOn(page, under)).replaceAll(hostname(), 'this computer'))
      for (const each of await axeInThemes(page)) wrong.push(`${screen}: ${each}`)
    },
    closed: (page) => async (screen) => {
      const isLost = await page.evaluate(() => document.activeElement === document.body)
      if (isLost) wrong.push(`${screen}: the focus is nowhere once it has closed`)
    },
  })
  expect(wrong).toEqual([])
  expect(heard.get('not linked')).toMatchInlineSnapshot(`
    "dialog “This device is not linked yet”
      heading 2 “This device is not linked yet”
      button “Close”
      Channels work at once. Sealed conversations are closed to everybody but your own devices, and this one does not have your keys yet. Choose how it gets them.
      list
        listitem 1
          button “Link from another device You have 1 other device. The best way: all your history comes along.”
        listitem 1
          button disabled “Use the recovery code No recovery code was set up for this account.”
        listitem 1
          button “Start anew If you have neither. What was written so far stays closed.”
      button “Later”
      list"
  `)
  expect(heard.get('link from another device, asked')).toMatchInlineSnapshot(`
    "dialog “Link from another device”
      heading 2 “Link from another device”
      button “Close”
      Look at the other device. Does it ask whether “this computer” is your new device? If it says that the code is wrong, cancel here: somebody may stand between the two.
      button “Cancel”
      button “Yes, it asks that”
      list"
  `)
  expect(heard.get('not sent')).toMatchInlineSnapshot(`
    "main
      sectionheader
        heading 1 “general”
        button “Members of Клуб and the server can read this”
        status
          1 not sent
        button “Show what was not sent”
        button “Add to favourites”
        button “Files and links”
        button “About this conversation”
        button “Search”
      log “Messages”
        This is the beginning of #general
        Today
        article
          sectionheader
            Жук
            time (day, date at hh:mm)
              hh:mm
          Привет всем
          Not sent. Nothing can be written here now.
          button “Retry”
          button “Discard”
      region “This channel is archived”
        heading 2 “This channel is archived”
        Everything in it can still be read and found. Nobody can write in it.
        button “Reopen the channel”"
  `)
  expect(heard.get('new keys')).toMatchInlineSnapshot(`
    "main
      sectionheader
        heading 1 “Наши”
        button “Only the 3 people here can read this”
        status
          In sync
        button “Add to favourites”
        button “Files and links”
        button “About this conversation”
        button “Search”
      note
        If you lose this device, your sealed messages are gone. A recovery code, on paper, opens them again.
        button “Set up”
        button “Don’t ask again”
      status
        The safety number with Сова has changed. Most often a new phone or computer, or a new start after a loss.
        button “Compare again”
        button “Not now”
      log “Messages”
        list “What happened to people and devices”
          listitem 1
            Лис started anew with a new key: the safety number has changed
            time (day, date at hh:mm)
              hh:mm
          listitem 1
            Сова started anew with a new key: the safety number has changed
            time (day, date at hh:mm)
              hh:mm
        heading 2 “Nothing in Наши yet”
        Write the first message below. It is sealed on this device, and only the devices of the people in here open it.
      region “Nothing is sent: the key of Лис has changed”
        heading 2 “Nothing is sent: the key of Лис has changed”
        You verified Лис on another key. The new one may be theirs, after a new start, or somebody else’s.
        Ask Лис in a call or in person. What you had begun to write is kept.
        button “Compare”
        button “Send anyway, I accept the new key”"
  `)
  expect(heard.get('required passphrase')).toMatchInlineSnapshot(`
    "main
      region “Set a passphrase”
        sectionheader
          heading 1 “Set a passphrase”
          Your organisation wants a passphrase on this device. Set one to go on.
        form
          New passphrase
          textbox “New passphrase” (At least 16 characters, as your organisation has set.)
          At least 16 characters, as your organisation has set.
          button “Set a passphrase”
      sectionfooter
        button “Use another account”
        button “Delete from this device”"
  `)
}, 300_000)

test('[LA4, LA5] in Arabic each says nothing of another language, and nothing reaches beyond the window', async () => {
  const wrong: Array<string> = []
  await walkAll({
    words: isolated(arabic, 'rtl'),
    locale: 'ar',
    look: (page) => async (screen) => {
      // Names of keys and of the app stand in its sentences, but nothing stands there without a sentence.
      const foreign = (await untranslatedIn(page)).filter((text) => !/\p{Script=Arabic}/u.test(text))
      for (const each of foreign) wrong.push(`${screen}: ${each}`)
      for (const each of await overflowIn(page)) wrong.push(`${screen} overflows: ${each}`)
    },
  })
  expect(wrong).toEqual([])
}, 300_000)

test('[LA6] in German each fits a narrow window', async () => {
  const wrong: Array<string> = []
  await walkAll({
    words: german,
    locale: 'de',
    look: (page) => async (screen) => {
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
        for (const each of await overflowIn(page)) wrong.push(`${screen} at ${width}: ${each}`)
      }
    },
  })
  expect(wrong).toEqual([])
}, 300_000)

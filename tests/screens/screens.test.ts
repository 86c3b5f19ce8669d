/** Draws every screen for `docs/screens/`: `npm run screens`. What is drawn is looked at by people; this only gets there. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { resolvePolicies } from '../../core/policy/resolve.ts'
import { type Album, albumOf, folder, maxFolderBytes, settled, type Way, ways } from './album.ts'
import { english } from '../support/catalogues.ts'
import { openCrashPage } from '../support/crash-page.ts'
import { gatherCompany } from '../support/company.ts'
import { managedBy } from '../support/managed-page.ts'
import { setupWorld } from '../support/app.ts'
import { ana, club, fillWorkspace, others } from '../support/lively-workspace.ts'
import { accountItems, walkDialogs, walkIn, walkMessages, walkPlaces } from '../support/screen-walk.ts'
import { walkBeside } from '../support/screen-walk-beside.ts'
import { guestOf, walkMoments } from '../support/screens-of-moments.ts'
import { walkAccounts, walkArabic, walkNews } from '../support/screens-of-news.ts'
import { needsPassphrase, walkCompany, walkRequiredPassphrase } from '../support/screen-walk-company.ts'
import { channel, message, post, unlock, writeTo } from '../support/screens.ts'

const isNarrow = (way: Way): boolean => way === 'narrow'
/** Without more contrast, which axe judges and which moves nothing: the folder has an end. */
const isPlain = (way: Way): boolean => way !== 'contrast'
/** Drawn with more contrast all the same. */
const mainOfCompany = new Set(['not sent', 'new keys', 'this group'])
/** Steps that are walked through and look like the one before: the folder has an end. */
const likeOthers = new Set([
  'link from another device, done',
  'new group',
  'leave this group',
  'preview, none',
  'verified',
  'missed message',
  'remove a member',
  'take out of a private channel',
  'close without saving',
])
/** Its menus are open in a sidebar that is gone where there is little room. */
const ofSidebar = new Set(['section menu', 'arrange'])
const managed = resolvePolicies([
  {
    layer: 'machine-mandatory',
    source: '/etc/tidings/policies/managed/company.json',
    values: new Map<string, unknown>([
      ['MaxFileMb', 25],
      ['LinkPreviews', false],
      ['SealedMessages', 'maybe'],
      ['Telemetry', true],
    ]),
  },
])

async function closeAll(page: Page): Promise<void> {
  for (let left = 4; left > 0 && (await page.getByRole('dialog').count()) > 0; left--) {
    await page.keyboard.press('Escape')
    await settled(page)
  }
}

/** What is opened from the sidebar, which has become a drawer, is opened from there. */
async function drawNarrow(page: Page, look: Album['look']): Promise<void> {
  const account = page.getByRole('button', { name: english.sidebar.account(ana.name) })
  // A drawer that was open is so again once there is little room.
  const open = async (): Promise<void> => {
    await page.setViewportSize({ width: 480, height: 800 })
    await settled(page)
    if (!(await account.isVisible())) {
      await page.getByRole('button', { name: english.conversation.openSidebar }).click()
    }
    await account.waitFor()
  }
  const close = async (): Promise<void> => {
    await page.setViewportSize({ width: 480, height: 800 })
    await settled(page)
    await closeAll(page)
  }
  await open()
  await look('drawer', isNarrow)
  await close()
  await open()
  await account.click()
  await look('account menu', isNarrow)
  for (const name of accountItems(english)) {
    await close()
    await open()
    await account.click()
    await page.getByRole('menu').waitFor()
    const item = page.getByRole('menuitem', { name })
    if ((await item.count()) === 0) continue
    await item.click()
    await page.getByRole('menu').waitFor({ state: 'detached' })
    await page.getByRole('dialog').last().waitFor()
    await look(name, isNarrow)
  }
  await close()
}

/** What needs others beside her, or goes wrong: another device of hers, in a workspace of its own. */
async function drawCompany() {
  const world = await setupWorld()
  const way = await world.ownWay()
  const company = await gatherCompany(world.relayUrl, club.names)
  const device = world.device(way.url)
  const page = await device.start()
  const album = await albumOf(page)
  const look = (screen: string): Promise<void> =>
    likeOthers.has(screen)
      ? Promise.resolve()
      : album.look(screen, (each) => isPlain(each) || mainOfCompany.has(screen))
  const walk = { words: english, company, way, said: club.said }
  await walkCompany({ ...walk, page, look })
  await device.stop()
  const again = await device.start({ prepare: needsPassphrase })
  const last = await albumOf(again)
  await walkRequiredPassphrase({ ...walk, page: again, look: (screen) => last.look(screen, isPlain) })
  return [album, last]
}

const indexOf = (names: ReadonlyArray<string>): string =>
  [
    '# The screens',
    '',
    'Drawn by `npm run screens`, which walks the built app through all of them, and looked at one by one.',
    '',
    `| screen | ${ways.map(({ way }) => way).join(' | ')} |`,
    `|---|${ways.map(() => '---').join('|')}|`,
    ...names.map(
      (name) =>
        `| ${name.replaceAll('-', ' ')} | ${ways
          .map(({ way, width }) => ({ way, width, file: `${name}-${way}.webp` }))
          .map(({ way, width, file }) =>
            existsSync(path.join(folder, file))
              ? `<img src="${file}" alt="${way}" width="${width / 4}">`
              : '',
          )
          .join(' | ')} |`,
    ),
    '',
  ].join('\n')

test('every screen, in each way', async () => {
  mkdirSync(folder, { recursive: true })
  for (const file of readdirSync(folder)) if (file.endsWith('.webp')) rmSync(path.join(folder, file))
  const world = await setupWorld()
  const gate = await world.ownWay()
  const device = world.device(gate.url)
  const page = await device.start()
  const album = await albumOf(page)
  const { look } = album
  const walk = { page, words: english, look, own: ana }
  await walkIn(walk)
  const ben = await fillWorkspace(world, page)

  await channel(page, /^general/u).click()
  await message(page, 'open the shed').first().waitFor()
  await look('channel, newest')
  await message(page, 'The start list').first().scrollIntoViewIfNeeded()
  await message(page, 'The start list').first().hover()
  await look('channel, code')
  await page.getByRole('button', { name: 'Open bay-at-six.jpg' }).first().click()
  await page.getByRole('dialog').getByRole('img').first().waitFor()
  await look('picture')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '2 replies' }).first().click()
  await page.getByRole('complementary', { name: 'Thread' }).getByText('It will rain').waitFor()
  await look('thread of others')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Files and links' }).click()
  await page.getByRole('complementary', { name: 'Files and links' }).getByRole('listitem').first().waitFor()
  await look('files and links')
  await page
    .getByRole('complementary', { name: 'Files and links' })
    .getByRole('button', { name: 'Close' })
    .click()

  await writeTo(page, others.ben)
  await message(page, 'Not even the server').waitFor()
  await look('direct message')
  await page.getByRole('button', { name: /^Only you and/u }).click()
  await look('who can read')
  await page.getByRole('button', { name: /^Compare safety number/u }).click()
  await page.getByLabel(/^Safety number, 12/u).waitFor()
  await look('safety number')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'About this conversation' }).click()
  const details = page.getByRole('complementary', { name: 'About this conversation' })
  await details.getByRole('button', { name: 'Change', exact: true }).click()
  await page.getByRole('radio', { name: 'Other' }).check({ force: true })
  await look('disappearing messages', isPlain)
  await page.keyboard.press('Escape')
  await details.getByRole('button', { name: others.ben }).click()
  await page.getByRole('dialog', { name: `About ${others.ben}` }).waitFor()
  await look('person, other', isPlain)
  await page.keyboard.press('Escape')
  await details.getByRole('button', { name: 'Close' }).click()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('bo')
  await page.getByRole('option').first().waitFor()
  await look('switcher, found')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+f')
  await page.keyboard.type('boat')
  await page.getByRole('option').first().waitFor()
  await look('search, found')
  await page.keyboard.press('Escape')

  await channel(page, /^general/u).click()
  await walkMoments({ page, look })
  await walkMessages(walk)
  await walkDialogs(walk)
  await channel(page, /^off-topic/u).click()
  await walkBeside({
    ...walk,
    look: (screen) => look(screen, (way) => isPlain(way) && !(isNarrow(way) && ofSidebar.has(screen))),
  })
  await channel(page, /^general/u).click()
  await walkPlaces(walk)

  await channel(page, /^off-topic/u).click()
  await gate.cut()
  await page.getByRole('status').filter({ hasText: 'Offline' }).waitFor()
  await post(page, 'Written in the tunnel under the hill')
  await look('offline')
  await gate.restore()
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await message(page, 'tunnel under').getByText('On the server').waitFor({ state: 'attached' })

  await walkNews({ page, ben, gate, look })
  const guest = await guestOf({ page, world })
  const guests = await albumOf(guest)
  await guests.look('a guest who is in no channel', isPlain)
  await guest.close()
  await drawNarrow(page, look)
  await ben.close()

  await device.stop()
  const again = await device.start({ prepare: managedBy(managed) })
  await again.getByRole('heading', { name: `Welcome back, ${ana.name}` }).waitFor()
  const last = await albumOf(again)
  await last.look('unlock')
  await unlock(again, ana.name)
  await again.getByRole('textbox', { name: /^Message / }).waitFor()
  await again.keyboard.press('Control+,')
  await again.getByRole('button', { name: 'Show what is set' }).click()
  await again.getByRole('list', { name: 'Not in effect' }).waitFor()
  await last.look('managed', isPlain)
  const crash = await openCrashPage(again)
  const broken = await albumOf(crash)
  await broken.look('crash')
  await closeAll(again)
  await walkAccounts({ page: again, look: last.look })
  await walkArabic({ page: again, look: last.look })
  await device.stop()
  const company = await drawCompany()
  const albums = [album, guests, ...company, last, broken]
  expect(albums.reduce((all, each) => all + each.bytes(), 0)).toBeLessThan(maxFolderBytes)
  writeFileSync(path.join(folder, 'README.md'), indexOf(albums.flatMap(({ names }) => names)))
}, 900_000)

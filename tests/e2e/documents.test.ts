import type { Page } from 'playwright-core'
import * as v from 'valibot'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { Defect } from '../../core/base/defect.ts'
import { paths, workspacesAnswer } from '../../core/protocol/api.ts'
import { type Device, setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import type { Gate } from '../support/gate.ts'
import {
  callRelay,
  joinWorkspace as joinAtRelay,
  signUp as signUpAtRelay,
} from '../support/relay-accounts.ts'
import { joinRoom } from '../support/room-client.ts'
import {
  channel,
  createDocument,
  createWorkspace,
  documentEntry,
  documentText,
  joinWorkspace,
  message,
  messages,
  post,
  reconnect,
  signUp,
  unlock,
} from '../support/screens.ts'

const title = 'Plan'
const text = (page: Page) => documentText(page, title)
const written = async (page: Page): Promise<string> => (await text(page).innerText()).trim()
const cursor = (page: Page, name: string) => text(page).locator(`[data-name="${name}"]`)
const kept = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words })
const saved = (page: Page) => kept(page, 'Saved on the server').waitFor()

interface Setup {
  readonly gate: Gate
  readonly laptop: Device
  readonly ana: Page
  readonly ben: Page
}

/** Ana and Ben have the same document open, Ana over a way that can be cut. */
async function setup(): Promise<Setup> {
  const world = await setupWorld()
  const gate = await world.ownWay()
  const laptop = world.device(gate.url)
  const ana = await laptop.start()
  await signUp(ana, 'ana', 'Ana Beltrán')
  await createWorkspace(ana, 'Rowing')
  await createDocument(ana, title)
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')
  await documentEntry(ben, title).click()
  await text(ben).waitFor()
  return { gate, laptop, ana, ben }
}

test('[DO1] two people write in a document at once, see each other there, and take back their own alone', async () => {
  const { ana, ben } = await setup()
  await text(ana).click()
  await ana.keyboard.type('The harbour first.')
  await ana.keyboard.press('Enter')
  await expect.poll(() => text(ben).innerText()).toContain('The harbour first.')
  await cursor(ben, 'Ana Beltrán').waitFor()
  await ben.getByRole('status', { name: 'Also here: Ana Beltrán' }).waitFor()
  await text(ben).click()
  await ben.keyboard.press('Control+End')
  await ben.keyboard.type('# The boats')
  await ben.keyboard.press('Control+Home')
  await ben.keyboard.type('Sunday: ')
  await Promise.all([ana.keyboard.type('Then the tide.'), ben.keyboard.type('early: ')])
  await saved(ana)
  await saved(ben)
  await expect.poll(() => text(ana).innerText()).toContain('Sunday: early: The harbour first.')
  expect(await text(ana).innerHTML()).toContain('<h1>')
  await cursor(ana, 'Ben').waitFor()

  await ana.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => text(ben).innerText()).not.toContain('Then the tide.')
  await expect.poll(() => text(ben).innerText()).toContain('Sunday: early: ')
  await ana.getByRole('button', { name: 'Redo' }).click()
  await expect.poll(() => text(ben).innerText()).toContain('Then the tide.')
})

test('[DO2] text and chat go on offline, survive the end of everything, and both sides agree in the end', async () => {
  const { gate, laptop, ben, ...first } = await setup()
  let { ana } = first
  await text(ana).click()
  await ana.keyboard.type('Before the cut. ')
  await post(ana, 'Have a look')
  await saved(ana)
  await message(ben, 'Have a look').waitFor()
  await expect.poll(() => text(ben).innerText()).toContain('Before the cut.')

  await gate.cut()
  await kept(ana, 'Offline. Saved on this device').waitFor()
  await text(ana).click()
  await ana.keyboard.press('Control+End')
  await ana.keyboard.type('Written by Ana offline.')
  await post(ana, 'Ana, offline')
  await message(ana, 'Ana, offline').getByText('Queued on this device').waitFor({ state: 'attached' })
  await text(ben).click()
  await ben.keyboard.press('Control+Home')
  await ben.keyboard.type('Written by Ben meanwhile. ')
  await saved(ben)
  await ana.getByRole('button', { name: 'Edit title, topic and icon' }).click()
  await ana.getByRole('dialog').getByText('What you change is kept on this device').waitFor()
  await ana.getByRole('button', { name: 'Cancel' }).click()

  await kept(ana, 'Offline. Saved on this device').waitFor()
  await laptop.stop()
  ana = await laptop.start()
  await unlock(ana, 'Ana Beltrán')
  await documentEntry(ana, title).click()
  await expect.poll(() => text(ana).innerText()).toBe('Before the cut. Written by Ana offline.')
  await message(ana, 'Ana, offline').getByText('Queued on this device').waitFor({ state: 'attached' })

  await reconnect(gate, ana)
  const whole = 'Written by Ben meanwhile. Before the cut. Written by Ana offline.'
  for (const page of [ana, ben]) {
    await expect.poll(() => text(page).innerText()).toBe(whole)
    await message(page, 'Ana, offline').waitFor()
    expect(await messages(page).count()).toBe(2)
  }
  await saved(ana)
})

test('[DO3] what is pasted brings no script, no foreign style and no unsafe link', async () => {
  const { ana, ben } = await setup()
  await text(ana).click()
  await ana.evaluate(() => {
    const data = new DataTransfer()
    data.setData(
      'text/html',
      `<h2 style="position:fixed">Read <b onclick="window.hit=1">this</b></h2>
       <script>window.hit = 1</script><img src="x" onerror="window.hit=1"><iframe src="https://example.org"></iframe>
       <p><a href="javascript:window.hit=1">bad</a> <a href="https://example.org/ok" class="x" target="_blank">good</a>
       <a href="data:text/html,<script>window.hit=1</script>">data</a></p>`,
    )
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  })
  await expect.poll(() => text(ben).innerText()).toContain('Read this')
  for (const page of [ana, ben]) {
    const html = await text(page).innerHTML()
    expect(html).not.toMatch(/script|javascript|onclick|onerror|iframe|<img src|position:|data:text/i)
    expect(html).toContain(
      '<a href="https://example.org/ok" rel="noreferrer" title="https://example.org/ok">good</a>',
    )
    expect(await page.evaluate('window.hit')).toBeUndefined()
  }
  await text(ana).getByText('good').click()
  await ana.getByRole('button', { name: 'Link (Ctrl+K)' }).click()
  await ana.getByLabel('Address').fill('javascript:alert(1)')
  await ana.getByRole('button', { name: 'Set link' }).click()
  await ana.getByText('This is no address of the web or of mail.').waitFor()
})

test('[DO3] [MU12] a link in a document asks, and opens outside', async () => {
  const { laptop, ana, ben } = await setup()
  await text(ana).click()
  await ana.keyboard.press('Control+k')
  await ana.getByLabel('Address').fill('https://example.org/plan')
  await ana.keyboard.press('Enter')
  await expect.poll(() => text(ben).innerText()).toContain('https://example.org/plan')
  const link = text(ana).getByText('https://example.org/plan')
  const question = ana.getByRole('dialog', { name: 'Open this link?' })
  const place = question.getByText('example.org', { exact: true })
  await link.click({ modifiers: ['Control'] })
  await place.waitFor()
  await ana.keyboard.press('Escape')
  await question.waitFor({ state: 'detached' })
  await link.click({ button: 'middle' })
  await place.waitFor()
  await question.getByRole('checkbox', { name: 'Don’t ask again for example.org' }).check()
  await ana.keyboard.press('Escape')
  await question.waitFor({ state: 'detached' })

  // From the keyboard: the dialog of the link leads to the same question.
  await ana.keyboard.press('Control+k')
  await ana.getByRole('button', { name: 'Open link' }).click()
  await place.waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await ana.keyboard.press('Enter')
  expect(await laptop.openedOutside()).toBe('https://example.org/plan')

  // Of mail it says whose it is, and it is asked about each time.
  await ana.keyboard.press('Control+k')
  await ana.getByLabel('Address').fill('mailto:cem@example.org?body=x')
  await ana.keyboard.press('Enter')
  await link.click({ modifiers: ['Control'] })
  await question.getByText('cem@example.org', { exact: true }).waitFor()
  expect(await question.getByRole('checkbox').count()).toBe(0)
  await question.getByRole('button', { name: 'Open link' }).click()
  expect(await laptop.openedOutside()).toBe('mailto:cem@example.org')
  expect(ana.context().pages().length).toBe(1)
})

test('[DO3] a link or a style that another program wrote into the document does nothing', async () => {
  const { gate, ana } = await setup()
  const eve = await signUpAtRelay(gate, 'eve')
  const token = eve.session.accessToken
  const { workspaces } = v.parse(workspacesAnswer, (await callRelay(gate, paths.workspaces, { token })).body)
  const [workspace] = workspaces
  if (workspace === undefined) throw new Defect('no workspace')
  await joinAtRelay(gate, eve, workspace.id)
  const listed = await callRelay(gate, paths.documents(workspace.id), { token })
  const { documents } = v.parse(v.object({ documents: v.array(v.object({ id: v.string() })) }), listed.body)
  const hostile = joinRoom(gate, `doc/${documents[0]?.id}`, eve)
  onTestFinished(hostile.leave)
  await hostile.synced()
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.setAttribute('style', 'position:fixed')
  paragraph.setAttribute('onclick', 'window.hit = 1')
  const bad = new Y.XmlText('press here')
  bad.format(0, 10, {
    link: { href: 'javascript:window.hit=1', class: 'x', target: '_top', onclick: 'window.hit = 1' },
  })
  paragraph.insert(0, [bad])
  hostile.doc.getXmlFragment('page').push([paragraph])
  hostile.provider.awareness.setLocalStateField('user', {
    name: '<img src=x onerror="window.hit=1">',
    color: 'red;x',
  })
  await text(ana)
    .getByText('press here')
    .click({ modifiers: ['Control'] })
  await text(ana).getByText('press here').click()
  const html = await text(ana).innerHTML()
  expect(html).not.toMatch(/javascript|onclick|position:|_top|class="x"/)
  expect(await ana.evaluate('window.hit')).toBeUndefined()
  await ana.getByRole('status', { name: /^Also here: .*<img src=x/ }).waitFor()
  expect(ana.context().pages().length).toBe(1)
})

test('[DO2] two windows show the same document without a network, and both keep what was written', async () => {
  const { gate, laptop, ana, ben } = await setup()
  const second = await laptop.openPlain()
  await documentEntry(second, title).click()
  await text(second).waitFor()
  await gate.cut()
  await kept(ana, 'Offline. Saved on this device').waitFor()
  await text(ana).click()
  await ana.keyboard.type('from the first window, ')
  await expect.poll(() => written(second)).toBe('from the first window,')
  await ana.close({ runBeforeUnload: false })
  await text(second).click()
  await second.keyboard.press('Control+End')
  await second.keyboard.type('and the second')
  await kept(second, 'Offline. Saved on this device').waitFor()
  await second.reload()
  await text(second).waitFor()
  await expect.poll(() => written(second)).toBe('from the first window, and the second')
  await reconnect(gate, second)
  await expect.poll(() => written(ben)).toBe('from the first window, and the second')
})

test('[YW25] a document is renamed for everybody, and its chat is unread like a channel', async () => {
  const { ana, ben } = await setup()
  await channel(ben, 'general').click()
  await post(ana, 'News about it')
  await documentEntry(ben, /^Plan\s*, unread messages/).waitFor()
  await ana.getByRole('button', { name: 'Edit title, topic and icon' }).click()
  await ana.getByRole('dialog').getByLabel('Title', { exact: true }).fill('Harbour plan')
  await ana.getByRole('button', { name: 'Save', exact: true }).click()
  await ana.getByRole('heading', { name: 'Harbour plan', level: 1 }).waitFor()
  await documentEntry(ben, /^Harbour plan\s*, unread messages/).click()
  await message(ben, 'News about it').waitFor()
})

test.each(['light', 'dark'] as const)('the document screen passes axe (%s)', async (colorScheme) => {
  const world = await setupWorld()
  const page = await world.device().start({ colorScheme })
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Rowing')
  await page.getByRole('button', { name: 'New document' }).click()
  await page.getByRole('dialog').getByLabel('Title').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await createDocument(page, title)
  await saved(page)
  expect(await axeViolations(page)).toEqual([])
  await text(page).click()
  await page.keyboard.type('# Heading\nText with **bold** and `code`\n\n> quote\n\n')
  await page.keyboard.press('Enter')
  await page.keyboard.type('[ ] to be done')
  await saved(page)
  expect(await axeViolations(page)).toEqual([])
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  expect(await axeViolations(page)).toEqual([])
})

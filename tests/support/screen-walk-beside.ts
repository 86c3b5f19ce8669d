/** On through the screens of `screen-walk.ts`: what is opened by a message, by a text that waits, by a conversation and by the settings. */
import type { Locator } from 'playwright-core'
import { password } from './screens.ts'
import { strange, type Walk } from './screen-walk.ts'

/** Of a backup that nobody opens. */
const passphrase = 'kept on a piece of paper'

/** A dialog, which may stand over another one. */
const dialogOf = ({ page }: Walk, name: string): Locator => page.getByRole('dialog', { name, exact: true })

/** Looks at the dialog of that name, and closes it. */
async function over(walk: Walk, title: string, screen: string): Promise<void> {
  const dialog = dialogOf(walk, title)
  await dialog.waitFor()
  await walk.look(screen)
  await walk.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await walk.closed?.(screen)
}

/** What a message becomes, or opens. */
async function walkMessageDialogs(walk: Walk): Promise<void> {
  const { page, words, look, own = strange } = walk
  const { conversation, personal, forward, links, ui } = words
  const box = page.getByRole('textbox', { name: words.composer.message(`#${own.channel}`) })
  const alike = page.getByRole('article').filter({ hasText: own.message })
  const article = alike.nth(await alike.count()) // not one that is there already
  await box.fill(own.message)
  await box.press('Enter')
  await article.hover()
  await article.getByRole('button', { name: conversation.react, exact: true }).click()
  await page.getByRole('combobox', { name: words.emoji.search }).press('Enter')
  await article.getByRole('button', { pressed: true }).waitFor()
  const choose = async (name: string): Promise<void> => {
    await article.hover()
    await article.getByRole('button', { name: conversation.actions }).click()
    await page.getByRole('menuitem', { name, exact: true }).click()
  }
  await choose(conversation.edit)
  await look('editing')
  await box.fill(own.changed)
  await box.press('Enter')
  await article.getByRole('button', { name: conversation.edited }).click()
  await over(walk, conversation.earlierTitle, 'earlier versions')
  await choose(conversation.whoReacted)
  await over(walk, conversation.whoReacted, 'who reacted')
  await choose(conversation.forward)
  await over(walk, forward.title, 'forward')
  await choose(personal.saveMessage)
  await page
    .getByRole('navigation', { name: words.sidebar.conversations })
    .getByRole('button', { name: personal.saved })
    .click()
  await over(walk, personal.savedTitle, 'saved for later')
  await box.fill(`[${own.reply}](https://xn--80ak6aa92e.example/path) https://boats.example/plan`)
  await box.press('Enter')
  const link = page.getByRole('article').filter({ hasText: own.reply }).last()
  await link.getByRole('link').first().click()
  await over(walk, links.openTitle, 'link in letters that can be mistaken')
  await link.getByRole('link').last().click()
  await over(walk, links.openTitle, 'link')
  await link.hover()
  await link.getByRole('button', { name: conversation.remove }).click()
  await page.getByRole('dialog').getByRole('button', { name: conversation.remove }).click()
  const undo = page.getByRole('button', { name: ui.undo })
  await undo.hover() // where somebody points at it, it stays
  await look('undo')
  await undo.click()
}

/** What is sent later, and a voice. */
async function walkLater(walk: Walk): Promise<void> {
  const { page, words, look, own = strange } = walk
  const { later, scheduled: planned, voice, sidebar } = words
  const box = page.getByRole('textbox', { name: words.composer.message(`#${own.channel}`) })
  await box.fill(own.changed)
  await page.getByRole('button', { name: later.sendLater }).click()
  await page.getByRole('menu').waitFor()
  await look('send later')
  await page.getByRole('menuitem', { name: later.pick }).click()
  await dialogOf(walk, planned.pickTitle).waitFor()
  await look('at another time')
  await page.getByRole('button', { name: planned.schedule, exact: true }).click()
  await dialogOf(walk, planned.pickTitle).waitFor({ state: 'detached' })
  await walk.closed?.('at another time')
  await page.getByRole('button', { name: words.ui.dismiss }).last().click()
  await page
    .getByRole('navigation', { name: sidebar.conversations })
    .getByRole('button', { name: later.list })
    .click()
  const scheduled = dialogOf(walk, planned.title)
  await scheduled.getByText(own.changed).waitFor()
  await look('scheduled messages')
  await scheduled.getByRole('button', { name: planned.edit, exact: true }).click()
  await over(walk, planned.pickTitle, 'scheduled message, changed')
  await page.keyboard.press('Escape')
  await scheduled.waitFor({ state: 'detached' })
  await page.context().grantPermissions(['microphone'])
  await page.getByRole('button', { name: voice.record }).click()
  await page.getByRole('button', { name: voice.finish }).waitFor()
  await look('voice')
  await page.getByRole('button', { name: voice.cancel }).click()
  await walk.closed?.('voice')
}

/** What is opened from the details of a channel, and in the sidebar. */
async function walkConversation(walk: Walk): Promise<void> {
  const { page, words, look, own = strange } = walk
  const { conversation, exporting, invite, managing, markup, personal, sidebar } = words
  await page.getByRole('button', { name: conversation.details }).click()
  const details = page.getByRole('complementary', { name: words.panel.details })
  await details.getByRole('button', { name: managing.edit }).click()
  await over(walk, managing.editTitle, 'edit channel')
  await details.getByRole('button', { name: exporting.open }).click()
  await over(walk, exporting.title(`#${own.channel}`), 'export')
  await details
    .getByRole('region', { name: managing.members })
    .getByRole('button', { name: own.name })
    .first()
    .click()
  await over(walk, markup.card(own.name), 'person')
  await details.getByRole('button', { name: words.ui.close, exact: true }).click()
  const channels = page.getByRole('navigation', { name: sidebar.conversations })
  await walkWorkspace(walk, channels)
  await channels.getByRole('button', { name: sidebar.members(own.members), exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: conversation.invite }).click()
  const inviting = dialogOf(walk, invite.title(own.workspace))
  await inviting.getByRole('button', { name: invite.make, exact: true }).click()
  await inviting.getByLabel(invite.link, { exact: true }).waitFor()
  await inviting.getByRole('listitem').waitFor()
  await over(walk, invite.title(own.workspace), 'invite')
  await channels.getByRole('button', { name: personal.newSection }).click()
  await dialogOf(walk, personal.newSection).waitFor()
  await look('new section')
  await page.getByLabel(personal.sectionName, { exact: true }).fill(own.workspace)
  await page.getByRole('button', { name: personal.create }).click()
  await channels.getByRole('button', { name: personal.sectionActions(own.workspace) }).click()
  await look('section menu')
  await page.keyboard.press('Escape')
  const entry = channels.getByRole('listitem').filter({ hasText: own.channel }).first()
  await entry.hover()
  await entry.getByRole('button', { name: personal.more(own.channel) }).click()
  await page.getByRole('menu').waitFor()
  await look('arrange')
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: sidebar.addWorkspace }).click()
  await over(walk, words.workspaces.title, 'another workspace')
}

/** What is done with it as a whole. */
async function walkWorkspace(walk: Walk, channels: Locator): Promise<void> {
  const { page, words, look, own = strange } = walk
  const { faces, workspaceMenu } = words
  const open = channels.getByRole('heading', { level: 2 }).getByRole('button', { name: own.workspace })
  await open.click()
  await page.getByRole('menu').waitFor()
  await look('workspace menu')
  const dialogs = [
    [workspaceMenu.rename, workspaceMenu.renameTitle, 'rename workspace'],
    [faces.look, faces.lookTitle(own.workspace), 'picture and colour'],
    [workspaceMenu.leave, workspaceMenu.leaveTitle(own.workspace), 'leave workspace'],
  ] as const
  for (const [item, title, screen] of dialogs) {
    if (!(await page.getByRole('menu').isVisible())) await open.click()
    await page.getByRole('menuitem', { name: item, exact: true }).click()
    await over(walk, title, screen)
  }
}

/** One part after the other; a few others are like these. */
async function walkSettings({ words, look }: Walk, settings: Locator): Promise<void> {
  const parts = [
    ['appearance', words.settings.appearance],
    ['writing', words.settings.sections.composer],
    ['notifications', words.notifications.title],
    ['links', words.links.title],
  ] as const
  for (const [part, title] of parts) {
    const entry = settings.getByRole('navigation').getByRole('button', { name: title, exact: true })
    await entry.click()
    await settings.locator('[aria-current=true]').filter({ hasText: title }).waitFor()
    await look(`settings, ${part}`)
  }
}

/** What is done with a whole account: from the settings, so that each stands over them. */
async function walkAccount(walk: Walk): Promise<void> {
  const { page, words, look } = walk
  const { backup, leaving, accounts, account } = words
  await page.keyboard.press('Control+,')
  const settings = dialogOf(walk, words.sidebar.settings)
  await walkSettings(walk, settings)
  const press = (name: string): Promise<void> => settings.getByRole('button', { name, exact: true }).click()
  await press(backup.make)
  const make = dialogOf(walk, backup.makeTitle)
  await make.getByLabel(backup.passphrase).fill(passphrase)
  await make.getByLabel(backup.passphraseAgain).fill(passphrase)
  await look('back up')
  // A language that is not one has brackets where the name of a file may have none.
  const isName = /^[\p{L} ]+$/u.test(backup.fileName)
  if (isName) {
    await make.getByRole('button', { name: backup.startMake, exact: true }).click()
    await make.locator('output').waitFor()
  }
  await over(walk, backup.makeTitle, isName ? 'back up, done' : 'back up, left')
  await press(backup.check)
  await over(walk, backup.checkTitle, 'check a backup')
  await press(accounts.erase)
  await over(walk, leaving.eraseTitle, 'delete from this device')
  await press(leaving.remove)
  await dialogOf(walk, leaving.removeTitle).getByLabel(account.password).fill(password)
  await over(walk, leaving.removeTitle, 'delete account')
  await page.keyboard.press('Escape')
  await settings.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: words.sidebar.account((walk.own ?? strange).name) }).click()
  await page.getByRole('menuitem', { name: accounts.add }).click()
  await over(walk, accounts.addTitle, 'add an account')
}

/** All of these, after `walkMessages`. Nothing is open over the main screen afterwards. */
export async function walkBeside(walk: Walk): Promise<void> {
  await walkMessageDialogs(walk)
  await walkLater(walk)
  await walkConversation(walk)
  await walkAccount(walk)
}

/** Through the screens of the app in whatever language: what is pressed is named by the catalogue that the page speaks. */
import type { Page } from 'playwright-core'
import type { Catalogue } from '../../renderer/languages/spoken.ts'
import { password } from './screens.ts'

/** Names and texts of people, in letters that no catalogue uses: what else is in view is the app's. */
export const strange = {
  username: 'zhuk',
  name: 'Жук',
  workspace: 'Клуб',
  /** Where `screen-walk-beside.ts` goes on. */
  channel: 'general',
  message: 'Привет всем',
  reply: 'Ответ',
  /** What the message says once it has been changed: it begins as before. */
  changed: 'Привет всем, кто здесь',
  document: 'План',
  /** Of the workspace, when the dialogs are opened. */
  members: 1,
}

export interface Walk {
  readonly page: Page
  readonly words: Catalogue
  /** Called on each screen once it is there. */
  readonly look: (screen: string) => Promise<void>
  /** Called when what opened over the main screen has closed. */
  readonly closed?: (screen: string) => Promise<void>
  /** What people and their things are called. */
  readonly own?: typeof strange
}

/** From the first start to an empty workspace of one's own. */
export async function walkIn({ page, words, look, own = strange }: Walk): Promise<void> {
  const { signIn, welcome, workspaces } = words
  await page.getByRole('heading', { name: signIn.createTitle }).waitFor()
  await look('sign up')
  await page.getByRole('button', { name: signIn.create, exact: true }).click()
  await page.getByText(signIn.passwordWrong).waitFor()
  await look('sign up, wrong')
  await page.getByRole('button', { name: signIn.toSignIn }).click()
  await page.getByRole('heading', { name: signIn.signInTitle }).waitFor()
  await look('sign in')
  await page.getByRole('button', { name: signIn.restore, exact: true }).click()
  await page.getByRole('dialog', { name: words.backup.restoreTitle }).waitFor()
  await look('restore from a backup')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: signIn.toCreate, exact: true }).click()
  await page.getByLabel(signIn.username).fill(own.username)
  await page.getByLabel(signIn.name, { exact: true }).fill(own.name)
  await page.getByLabel(signIn.password).fill(password)
  await page.getByRole('button', { name: signIn.create, exact: true }).click()
  for (const [at, { title }] of welcome.steps.entries()) {
    await page.getByRole('heading', { name: title }).waitFor()
    await look(`welcome ${at + 1}`)
    const next = at === welcome.steps.length - 1 ? welcome.done : welcome.next
    await page.getByRole('button', { name: next, exact: true }).click()
  }
  await page.getByRole('heading', { name: workspaces.title }).waitFor()
  await page.getByText(workspaces.none).waitFor()
  await page.getByRole('button', { name: workspaces.create }).click()
  await page.getByText(workspaces.nameWrong).waitFor()
  await look('workspaces')
  await page.getByLabel(workspaces.name).fill(own.workspace)
  await page.getByRole('button', { name: workspaces.create }).click()
  await page.getByRole('heading', { name: words.conversation.emptyTitle('#general') }).waitFor()
  await look('empty channel')
}

/** Messages and what can be done with one. */
export async function walkMessages({ page, words, look, own = strange }: Walk): Promise<void> {
  const { conversation, composer, emoji, panel } = words
  const box = page.getByRole('textbox', { name: composer.message('#general') })
  await box.fill(own.message)
  await box.press('Enter')
  const article = page.getByRole('article').filter({ hasText: own.message })
  await article.waitFor()
  await article.hover()
  await look('message')
  await article.hover()
  await article.getByRole('button', { name: conversation.react, exact: true }).click()
  await page.getByRole('grid', { name: emoji.picker }).getByRole('gridcell').nth(12).waitFor()
  await look('emoji')
  await page.getByRole('combobox', { name: emoji.search }).press('Enter')
  await article.getByRole('button', { pressed: true }).waitFor()
  await article.hover()
  await article.getByRole('button', { name: conversation.actions }).click()
  await page.getByRole('menu').waitFor()
  await look('menu of a message')
  await page.getByRole('menuitem', { name: conversation.pin, exact: true }).click()
  // It makes the message taller: what was under the pointer before is not any more.
  await page.getByRole('button', { name: conversation.pinnedCount(1) }).click()
  const pinned = page.getByRole('complementary', { name: panel.pinned })
  await pinned.getByText(own.message).waitFor()
  await look('pinned messages')
  await pinned.getByRole('button', { name: words.ui.close, exact: true }).click()
  await article.hover()
  await article.getByRole('button', { name: conversation.remove }).click()
  await page.getByRole('dialog').waitFor()
  await look('delete')
  await page.keyboard.press('Escape')
  await article.hover()
  await article.getByRole('button', { name: conversation.replyInThread }).click()
  const thread = page.getByRole('textbox', { name: panel.replyInThread })
  await thread.fill(own.reply)
  await thread.press('Enter')
  await page.getByRole('article').filter({ hasText: own.reply }).first().waitFor()
  await look('thread')
  await page.getByRole('button', { name: words.ui.close, exact: true }).click()
  await box.fill('/')
  await page.getByRole('listbox', { name: composer.suggestions }).waitFor()
  await look('commands')
  await box.fill('')
  const formatting = page.getByRole('button', { name: words.documents.toolbar })
  await formatting.click()
  await page.getByRole('toolbar', { name: words.documents.toolbar }).waitFor()
  await box.fill(
    `**${own.message}** _${own.reply}_ ~~${own.document}~~ \`${own.username}\`\n> ${own.changed}`,
  )
  await page.locator('textarea').locator('..').locator('[aria-hidden]').waitFor()
  await look('formatting')
  await formatting.click()
  await box.fill('')
}

/** What the menu of the account opens; some of it is there now and then. */
export const accountItems = ({ own, account, sidebar }: Catalogue): ReadonlyArray<string> => [
  own.statusItem(own.statuses.auto),
  own.quiet,
  account.profile,
  sidebar.settings,
  account.useInvitation,
  sidebar.devices,
  sidebar.recovery,
  sidebar.protection,
  sidebar.passwords,
]

/** All that opens over the main screen. */
export async function walkDialogs({ page, words, look, closed, own = strange }: Walk): Promise<void> {
  const { sidebar, manage, people, documents } = words
  const over = async (name: string): Promise<void> => {
    await page.getByRole('dialog').first().waitFor()
    await look(name)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').first().waitFor({ state: 'detached' })
    await closed?.(name)
  }
  for (const name of [sidebar.newChannel, manage.browse, people.newMessage, documents.newDocument]) {
    await page.getByRole('button', { name, exact: true }).first().click()
    await over(name)
  }
  await page.getByRole('button', { name: sidebar.members(own.members), exact: true }).click()
  await over('members')
  for (const [keys, name] of [
    ['Control+k', 'switcher'],
    ['Control+Shift+P', 'palette'],
    ['Control+f', 'search'],
    ['Control+/', 'keys'],
  ] as const) {
    await page.keyboard.press(keys)
    await over(name)
  }
  const openMenu = async (): Promise<void> => {
    await page.getByRole('button', { name: sidebar.account(own.name) }).click()
    await page.getByRole('menu').waitFor()
  }
  await openMenu()
  await look('account menu')
  await page.keyboard.press('Escape')
  for (const name of accountItems(words)) {
    await openMenu()
    const item = page.getByRole('menuitem', { name, exact: true })
    if ((await item.count()) === 0) {
      await page.keyboard.press('Escape')
      continue
    }
    await item.click()
    await over(name)
  }
}

/** Where one may be besides a channel. */
export async function walkPlaces({ page, words, look, own = strange }: Walk): Promise<void> {
  const { conversation, threads, documents, search } = words
  await page.keyboard.press('Control+Shift+f')
  await page.getByRole('combobox', { name: search.title }).fill(own.message)
  await page.getByRole('button', { name: search.keepBeside }).click()
  const found = page.getByRole('complementary', { name: words.panel.found })
  await found.getByRole('list').getByRole('button').first().waitFor()
  await look('search, beside')
  await page.getByRole('button', { name: conversation.details }).click()
  await page.getByRole('complementary', { name: words.panel.details }).waitFor()
  await look('details')
  await page.getByRole('button', { name: threads.threads }).first().click()
  await page.getByRole('heading', { name: threads.threads, level: 1 }).waitFor()
  await look('threads')
  await page.getByRole('button', { name: documents.newDocument }).click()
  await page.getByRole('dialog').getByLabel(documents.title).fill(own.document)
  await page.getByRole('button', { name: documents.createDocument }).click()
  await page.getByRole('textbox', { name: documents.textOf(own.document) }).waitFor()
  await page.getByText(documents.kept.saved).waitFor()
  await look('document')
}

/** Screens of groups, of private channels, and of what is done about people. Each begins and ends with nothing open over the main screen. */
import { makeKeptChannel } from './new-conversations.ts'
import { closeDialogs, type CompanyWalk, dialogOf, openReaders, press } from './screen-walk-keys.ts'

/** The picker, with these in it. */
export async function begin({ page, words }: CompanyWalk, ...names: ReadonlyArray<string>): Promise<void> {
  const { people, groups } = words
  await page.getByRole('button', { name: people.newMessage, exact: true }).click()
  for (const name of names) {
    await page.getByRole('combobox', { name: groups.to, exact: true }).fill(name)
    await page.getByRole('option', { name, disabled: false }).click()
  }
}

export async function walkGroup(walk: CompanyWalk): Promise<void> {
  const { page, words, look, company, said } = walk
  const { people, groups, managing } = words
  const { ben, cem } = company.names
  const about = people.about.group
  await begin(walk, ben, cem)
  await page.getByLabel(about.name).fill(said.group)
  await look('new group')
  await press(page, groups.beginGroup)
  await page.getByRole('heading', { name: said.group, level: 1 }).waitFor()
  await page.getByText(words.conversation.emptyTitle(said.group)).waitFor()
  await openReaders(walk)
  await press(page, about.manage)
  const dialog = dialogOf(walk, about.title)
  await dialog.getByRole('button', { name: groups.takeOutOf(ben) }).waitFor()
  await dialog.getByText(groups.nobodyLeft).waitFor()
  await look('this group')
  await press(dialog, groups.takeOutOf(ben))
  await dialogOf(walk, managing.takeOutTitle.group(ben)).waitFor()
  await look('take out of a group')
  await page.keyboard.press('Escape')
  await press(dialog, about.leave)
  await dialogOf(walk, about.leaveTitle).waitFor()
  await look('leave this group')
  await closeDialogs(walk)
}

/** One that the devices of its people keep, and one that the relay keeps. */
export async function walkPrivate(walk: CompanyWalk): Promise<void> {
  const { page, words, look, closed, company } = walk
  const { people, groups, sidebar, managing } = words
  const { ana, ben, workspace, names } = company
  const about = people.about.channel
  await press(page, sidebar.newChannel)
  const dialog = dialogOf(walk, sidebar.newChannel)
  await dialog.getByLabel(managing.name, { exact: true }).fill('1-2-3')
  await dialog.getByLabel(sidebar.readByChosen).check()
  await dialog.getByRole('combobox', { name: sidebar.channelPeople }).fill(names.ben)
  await page.getByRole('option', { name: names.ben, disabled: false }).click()
  await look('new private channel')
  await press(dialog, sidebar.createChannel)
  await page.getByRole('heading', { name: '1-2-3', level: 1 }).waitFor()
  await openReaders(walk)
  await press(page, about.manage)
  await dialogOf(walk, about.title).getByRole('combobox', { name: groups.addTitle }).fill(names.cem)
  await page.getByRole('option', { name: names.cem, disabled: false }).click()
  await look('add people to a private channel')
  await page.keyboard.press('Escape')
  await dialogOf(walk, managing.unsavedTitle).waitFor()
  await look('close without saving')
  await press(page, managing.unsavedClose)
  await closed?.('add people to a private channel')
  await makeKeptChannel(ana, { workspace, name: '4-5-6', members: [ben.account.user] })
  const channels = page.getByRole('navigation', { name: sidebar.conversations })
  await channels.getByRole('button', { name: /4-5-6/u }).and(page.locator('[data-conversation]')).click()
  await page.getByRole('heading', { name: '4-5-6', level: 1 }).waitFor()
  await page.getByRole('button', { name: words.conversation.readers('#4-5-6') }).waitFor()
  await page.getByRole('button', { name: words.conversation.details }).click()
  const details = page.getByRole('complementary', { name: words.panel.details })
  await press(details, managing.addPeople)
  await dialogOf(walk, managing.addPeople).getByRole('option').first().waitFor()
  await look('add people')
  await closeDialogs(walk)
  await closed?.('add people')
  await press(details, managing.actionsFor(names.ben))
  await page.getByRole('menu').waitFor()
  await look('menu of a person')
  await page.getByRole('menuitem', { name: managing.takeOut, exact: true }).click()
  await dialogOf(walk, managing.takeOutTitle.channel(names.ben)).waitFor()
  await look('take out of a private channel')
  await closeDialogs(walk)
  await closed?.('take out of a private channel')
  await press(details, words.ui.close)
}

export async function walkMembers(walk: CompanyWalk): Promise<void> {
  const { page, words, look, closed, company } = walk
  const { manage, managing, sidebar } = words
  const { names } = company
  await press(page, sidebar.members(3))
  const dialog = dialogOf(walk, manage.membersOf(names.workspace))
  await press(dialog, managing.actionsFor(names.ben))
  await page.getByRole('menu').waitFor()
  await look('menu of a member')
  await page.getByRole('menuitem', { name: managing.removeMember }).click()
  await dialogOf(walk, managing.removeTitle(names.ben)).waitFor()
  await look('remove a member')
  await closeDialogs(walk)
  await closed?.('remove a member')
}

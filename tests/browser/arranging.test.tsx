import { expect, test } from 'vitest'
import { type Locator, page, userEvent } from 'vitest/browser'
import { brokenRules, button, home, showSealed } from './sealed-kit.tsx'
import { levelKey } from '../../core/engine/personal/levels.ts'
import { newSection, readArrangement } from '../../core/engine/personal/arrangement.ts'
import { hexId } from '../support/preview/sample-messages.ts'

const list = (name: string): Locator => page.getByRole('list', { name })
const entry = (where: string, name: string): Locator =>
  list(where).getByRole('button', { name: new RegExp(`^${name}`) })
/** Without what stands behind some: that there are unread messages. */
const names = (where: string): ReadonlyArray<string | undefined> =>
  Array.from(
    list(where).query()?.querySelectorAll('[data-conversation]') ?? [],
    (each) => /^[a-z]+/.exec(each.textContent)?.[0],
  )

/** The menu opens by a key, from the button that is found by Tab. */
async function arrange(name: string, item: string): Promise<void> {
  button(`Arrange ${name}`).element().focus()
  await userEvent.keyboard('{Enter}')
  await page.getByRole('menuitem', { name: item }).click()
}

async function show() {
  const { engine } = await showSealed({}, { talk: { channels: ['alpha', 'beta', 'gamma'] } })
  return engine.personal(home)
}

test('[PS6] favourites are put in order by dragging: above, and below, as far as one place', async () => {
  await show()
  for (const name of ['alpha', 'beta', 'gamma']) await arrange(name, 'Add to favourites')
  await expect.poll(() => names('Favourites')).toEqual(['alpha', 'beta', 'gamma'])
  await entry('Favourites', 'alpha').dropTo(entry('Favourites', 'beta'), { targetPosition: { x: 40, y: 26 } })
  await expect.poll(() => names('Favourites')).toEqual(['beta', 'alpha', 'gamma'])
  await entry('Favourites', 'gamma').dropTo(entry('Favourites', 'beta'), { targetPosition: { x: 40, y: 3 } })
  await expect.poll(() => names('Favourites')).toEqual(['gamma', 'beta', 'alpha'])
})

test('[PS6] and by the menu, which offers what can be done there', async () => {
  await show()
  for (const name of ['alpha', 'beta']) await arrange(name, 'Add to favourites')
  await arrange('alpha', 'Move down')
  await expect.poll(() => names('Favourites')).toEqual(['beta', 'alpha'])
  button('Arrange alpha').element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('menuitem', { name: 'Move up' })).toBeVisible()
  expect(page.getByRole('menuitem', { name: 'Move down' }).elements()).toEqual([])
  await page.getByRole('menuitem', { name: 'Remove from favourites' }).click()
  await expect.poll(() => names('Channels')).toContain('alpha')
})

test('[PS6] sections take conversations in, and change places by dragging and by their menu', async () => {
  const settings = await show()
  for (const [at, name] of ['First', 'Second', 'Third'].entries()) {
    const changes = newSection(settings.all.read(), hexId(7, at), name)
    if ('kind' in changes) throw new Error('there is room')
    for (const [key, value] of changes) await settings.set(key, value)
  }
  const sections = (): ReadonlyArray<string> =>
    readArrangement(settings.all.read()).sections.map(({ name }) => name)
  const head = (name: string): Locator => page.getByRole('heading', { name, level: 3, exact: true })
  await head('Third').dropTo(head('First'))
  expect(sections()).toEqual(['Third', 'First', 'Second'])
  await entry('Channels', 'beta').dropTo(head('Second'))
  await expect.poll(() => names('Second')).toEqual(['beta'])
  await button('Section Second').click()
  await page.getByRole('menuitem', { name: 'Move up' }).click()
  expect(sections()).toEqual(['Third', 'Second', 'First'])
  expect(await brokenRules()).toEqual([])
})

test('[PS25] sections of the app fold as one’s own do, and what is unread or in view shows all the same', async () => {
  const { conversations, people } = await showSealed(
    {},
    { talk: { channels: ['alpha', 'beta', 'gamma'], documents: ['Plan'] } },
  )
  const fold = (name: string): Locator =>
    page.getByRole('heading', { name, level: 3, exact: true }).getByRole('button')
  await entry('Channels', 'alpha').click()
  await expect.poll(() => names('Channels')).toEqual(['alpha', 'beta', 'gamma'])
  await fold('Channels').click()
  await expect.element(fold('Channels')).toHaveAttribute('aria-expanded', 'false')
  expect(names('Channels')).toEqual(['alpha', 'gamma']) // one in view, one unread
  fold('Documents').element().focus()
  await userEvent.keyboard('{Enter}')
  expect(names('Documents')).toEqual([])
  await expect.element(fold('Documents')).toHaveFocus()
  await fold('Direct messages').click()
  const told = people.conversations.read().filter(({ unread, workspace }) => unread && workspace === home)
  await expect.poll(() => names('Direct messages').length).toBe(told.length)
  conversations.write(people.conversations.read().map((each) => ({ ...each, unread: false })))
  await expect.poll(() => names('Direct messages')).toEqual([])
  expect(await brokenRules()).toEqual([])
  await fold('Channels').click()
  await expect.poll(() => names('Channels')).toEqual(['alpha', 'beta', 'gamma'])
})

test('[PS20] whatever kind of conversation it is, its menu and what it is about mute it, with the way back', async () => {
  const { engine, people } = await showSealed({}, { document: 'Plan' })
  const { all } = engine.personal(home)
  const items = async (name: string): Promise<void> => {
    button(`Arrange ${name}`).element().focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('menu')).toBeVisible()
  }
  const [notes, ...others] = people.conversations.read()
  expect(notes?.kind).toBe('notes')
  await items('Notes to yourself')
  expect(page.getByRole('menuitem', { name: /^Mute/ }).elements()).toEqual([])
  await userEvent.keyboard('{Escape}')
  const [workspace] = engine.directory.read().workspaces
  const [channel, document] = [workspace?.channels[0], workspace?.documents[0]]
  const direct = others.find(({ kind }) => kind === 'dm')
  const crew = 'Boat refit crew'
  const known = [
    ['general', channel?.id],
    ['Plan', document?.conversation],
    [engine.member(home, direct?.others[0] ?? engine.self)?.name, direct?.id],
    [crew, others.find(({ name }) => name === crew)?.id],
  ] as const
  for (const [name = '', id] of known) {
    if (id === undefined) throw new Error(`no ${name}`)
    await items(name)
    await page.getByRole('menuitem', { name: /^Mute/ }).click()
    await expect.poll(() => all.read().get(levelKey(id))).toBe('none')
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await expect.poll(() => all.read().get(levelKey(id))).toBe('all')
  }
  await button('About this conversation').click()
  const choice = page.getByRole('combobox', { name: 'What you are notified about' })
  await choice.selectOptions('Mentions only')
  await expect.poll(() => [...all.read().values()].filter((level) => level === 'mentions').length).toBe(1)
  expect(await brokenRules()).toEqual([])
})

test.each([
  { where: 'beside the conversation', width: 1_100 },
  { where: 'in the drawer of a narrow window', width: 480 },
])(
  '[PS6] $where the menu of a conversation stays open while a message moves the conversation in the list, and gives the focus back',
  async ({ width }) => {
    const { conversations, people } = await showSealed({}, { width })
    if (width < 600) await button('Show conversations').click()
    const crew = 'Boat refit crew'
    button(`Arrange ${crew}`).element().focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('menu')).toBeVisible()
    const all = people.conversations.read()
    const others = all.filter(({ name }) => name !== crew)
    const shown = (): ReadonlyArray<string | undefined> =>
      Array.from(
        list('Direct messages').query()?.querySelectorAll<HTMLElement>('[data-conversation]') ?? [],
        ({ dataset }) => dataset['conversation'],
      )
    // To the end and back to the top: either it is the row that React moves, or the others are.
    const moving = all.filter(({ name }) => name === crew)
    for (const order of [
      [...others, ...moving],
      [...moving, ...others],
    ]) {
      conversations.write(order)
      await expect
        .poll(shown)
        .toEqual(order.filter(({ workspace }) => workspace === home).map(({ id }) => String(id)))
      await expect.element(page.getByRole('menuitem', { name: /^Mute/ })).toBeVisible()
      // What it belongs to shows by the button beside it.
      const opener = button(`Arrange ${crew}`).element()
      expect(opener.checkVisibility({ checkOpacity: true })).toBe(true)
    }
    await userEvent.keyboard('{Escape}')
    await expect.element(button(`Arrange ${crew}`)).toHaveFocus()
    await arrange(crew, 'Add to favourites')
    await expect.element(list('Favourites')).toBeVisible()
  },
)

test('the name of a section is whole where there is room for it', async () => {
  await showSealed()
  await expect.element(button('Channels')).toBeVisible()
  const cut = [...document.querySelectorAll('nav h3 button span')].filter(
    ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
  )
  expect(cut.map(({ textContent }) => textContent)).toEqual([])
})

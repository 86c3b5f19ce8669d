/** What is typed behind a slash, a key that reads everything, and who writes where nobody else can read. */
import { expect, test } from 'vitest'
import { channel, composer, createChannel, inSync, message, post, writeTo } from '../support/screens.ts'
import { twoInHarbour } from '../support/two-in-harbour.ts'

test('[CP6][PR2][ES1] commands change what the other person sees, add somebody, and tell what they are; Shift and Escape reads everything; sealed, one sees who writes', async () => {
  const { ana, ben } = await twoInHarbour()
  const type = async (text: string, name = 'general'): Promise<void> => {
    await composer(ana, name).fill(text)
    await composer(ana, name).press('Enter')
    await expect.poll(() => composer(ana, name).inputValue()).toBe('')
  }
  await composer(ana, 'general').fill('/help')
  await composer(ana, 'general').press('Enter')
  const offered = ana.getByRole('listbox', { name: 'Suggestions' })
  await offered.getByText('/invisible').waitFor()
  await offered.getByText('Appear as offline').waitFor()

  await writeTo(ben, 'Ana')
  const header = ben.getByRole('main').locator('header')
  await header.getByText('online', { exact: true }).waitFor()
  await type('/busy')
  await ana.getByText('Others see you as busy now, and nothing notifies you.').waitFor()
  await header.getByText('busy', { exact: true }).waitFor()
  await type('/invisible')
  await header.getByText('busy', { exact: true }).waitFor({ state: 'detached' })
  expect(await header.getByText(/^(?:online|away|busy|last seen .*)$/u).count()).toBe(0)
  await type('/online')
  await header.getByText('online', { exact: true }).waitFor()

  await createChannel(ana, 'quay')
  await type('/invite @Ben ', 'quay')
  await ana.getByText('Ben was added to #quay.').waitFor()
  await channel(ben, /^quay/u).waitFor()

  // Who writes in what only the two can read.
  await post(ben, 'Between us')
  await channel(ana, /^Ben/u).click()
  await message(ana, 'Between us').waitFor()
  await ben.getByRole('textbox', { name: 'Message Ana' }).pressSequentially('And another thing')
  await ana.getByText('Ben is writing…').first().waitFor()
  await ben.getByRole('textbox', { name: 'Message Ana' }).fill('')
  await ana.getByText('Ben is writing…').first().waitFor({ state: 'detached' })

  for (const name of ['general', 'quay']) {
    await channel(ben, new RegExp(`^${name}`, 'u')).click()
    await post(ben, `Said in ${name}`)
    await channel(ana, new RegExp(`^${name}.*unread`, 'u')).waitFor()
  }
  await inSync(ana)
  await ana.keyboard.press('Shift+Escape')
  for (const name of ['general', 'quay'])
    await channel(ana, new RegExp(`^${name}.*unread`, 'u')).waitFor({ state: 'detached' })
})

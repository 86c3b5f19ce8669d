/** Who is out of reach turns receipts off, is not disturbed, looks people up and answers in a thread for all: it holds here at once, and takes effect later. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { settingsOf } from '../support/backing-up.ts'
import { channel, composer, message, offline, post, reconnect, unlock, writeTo } from '../support/screens.ts'
import { twoInHarbour } from '../support/two-in-harbour.ts'

async function choose(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: /^Account of/u }).click()
  await page.getByRole('menuitem', { name }).click()
}

async function command(page: Page, text: string): Promise<void> {
  await composer(page, 'general').fill(text)
  await composer(page, 'general').press('Enter')
  await expect.poll(() => composer(page, 'general').inputValue()).toBe('')
}

test('[PS17] what is set and written offline by slash commands, in settings, in a thread and on cards holds at once, over a restart, and for the other person later', async () => {
  const { way, laptop, ben, ...two } = await twoInHarbour()
  let { ana } = two
  await post(ben, 'The mast is at https://mast.example/plan')
  await message(ana, 'The mast').waitFor()
  await writeTo(ben, 'Ana')
  await post(ben, 'Between us')
  await channel(ana, /^Ben/u).click()
  await message(ben, 'Between us').getByText('Read', { exact: true }).waitFor({ state: 'attached' })
  await channel(ana, 'general').click()

  await way.cut()
  await offline(ana)
  await ana.keyboard.press('Control+,')
  await settingsOf(ana)
    .getByRole('group', { name: 'Read receipts' })
    .getByRole('radio', { name: 'Off' })
    .check({ force: true })
  await ana.keyboard.press('Escape')
  await choose(ana, 'Do not disturb')
  await ana.getByRole('button', { name: 'For 1 hour' }).click()
  await ana.getByText(/^On until/u).waitFor()
  await ana.keyboard.press('Escape')
  await command(ana, '/busy')
  await ana.getByRole('button', { name: 'Account of Ana' }).click()
  await ana.getByRole('menuitem', { name: 'Status: Busy' }).waitFor()
  await ana.keyboard.press('Escape')

  // Who is there, and what is known of them.
  await ana.getByRole('button', { name: '2 members' }).click()
  const people = ana.getByRole('dialog', { name: 'People in Harbour' })
  await people.getByText('Ben', { exact: true }).click()
  await ana.getByRole('dialog', { name: 'About Ben' }).getByText('@ben').waitFor()
  expect(await axeViolations(ana)).toEqual([])
  for (const name of ['About Ben', 'People in Harbour']) {
    await ana.keyboard.press('Escape')
    await ana.getByRole('dialog', { name }).waitFor({ state: 'detached' })
  }

  // The question about a link asks nobody.
  await message(ana, 'The mast').getByRole('link', { name: 'https://mast.example/plan' }).click()
  await ana
    .getByRole('dialog', { name: 'Open this link?' })
    .getByText('mast.example', { exact: true })
    .waitFor()
  await ana.keyboard.press('Escape')

  await message(ana, 'The mast').focus()
  await ana.keyboard.press('t')
  const answer = ana.getByRole('textbox', { name: 'Reply in the thread' })
  await ana.getByRole('checkbox', { name: 'Also send to #general' }).check()
  await answer.fill('I carry it')
  await answer.press('Enter')
  await message(ana, 'I carry it').getByText('Queued on this device').first().waitFor({ state: 'attached' })

  await laptop.stop()
  ana = await laptop.start()
  await unlock(ana, 'Ana')
  await message(ana, 'I carry it').waitFor()
  expect(await message(ben, 'I carry it').count()).toBe(0)
  await reconnect(way, ana)
  await ben.getByRole('main').locator('header').getByText('busy').waitFor()
  await channel(ben, /^general/u).click()
  await message(ben, 'I carry it').getByText('Replied to a thread:').waitFor()
  await message(ben, 'The mast')
    .getByRole('button', { name: /1 reply/u })
    .waitFor()

  // What is read from now on is told to nobody.
  await channel(ben, /^Ana/u).click()
  await post(ben, 'Did you see this?')
  await channel(ana, /^Ben/u).click()
  await message(ana, 'Did you see this?').waitFor()
  await post(ana, 'I did')
  await message(ben, 'I did').waitFor()
  expect(
    await message(ben, 'Did you see this?')
      .getByText(/^(?:Read|Delivered)$/u)
      .count(),
  ).toBe(0)
  await choose(ana, 'Do not disturb')
  await ana.getByText(/^On until/u).waitFor()
})

/**
 * Screens of a device that is not the only one, and of keys: linking from both sides, comparing, and what is seen when somebody begins
 * anew. The others are there as `company.ts` makes them.
 */
import type { Locator } from 'playwright-core'
import { orThrow } from '../../core/base/defect.ts'
import { appPassword } from './app-person.ts'
import { type Company, usernames } from './company.ts'
import type { Gate } from './gate.ts'
import { showCode } from './own-devices.ts'
import type { Walk } from './screen-walk.ts'
import { until } from './until.ts'

export interface CompanyWalk extends Omit<Walk, 'own'> {
  readonly company: Company
  /** The page's way to the relay. */
  readonly way: Gate
  /** What is written in messages. */
  readonly said: { readonly first: string; readonly second: string; readonly group: string }
}

/** A dialog, which may stand over another one. */
export const dialogOf = ({ page }: Pick<Walk, 'page'>, name: string): Locator =>
  page.getByRole('dialog', { name, exact: true })

/** That this has the focus, to write or to press. */
const hasFocus = ({ page }: Pick<Walk, 'page'>, at: Locator): Promise<void> =>
  at.and(page.locator(':focus')).waitFor()

export const press = (at: Locator | Walk['page'], name: string): Promise<void> =>
  at.getByRole('button', { name, exact: true }).click()

/** Who can read the conversation in view. */
export const openReaders = ({ page }: Pick<Walk, 'page'>): Promise<void> =>
  page.locator('main > header [aria-haspopup=dialog]').click()

/** All that are open, and those that they give back to. */
export async function closeDialogs({ page }: Pick<Walk, 'page'>): Promise<void> {
  const open = page.getByRole('dialog')
  while ((await open.count()) > 0) {
    const last = await open.last().elementHandle()
    const title = await last?.$eval('h2', ({ textContent }) => textContent)
    await page.keyboard.press('Escape')
    await page.waitForFunction(
      ([element, before]) =>
        element?.isConnected !== true || element.querySelector('h2')?.textContent !== before,
      [last, title] as const,
    )
  }
}

export async function chooseOfAccount({ page, words, company }: CompanyWalk, item: string): Promise<void> {
  await page.getByRole('button', { name: words.sidebar.account(company.names.ana) }).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

/** The page shows the first screen. Signs in on what is a second device, and links it. */
export async function walkNewDevice(walk: CompanyWalk): Promise<void> {
  const { page, words, look, company } = walk
  const { signIn, linking } = words
  await press(page, signIn.toSignIn)
  await page.getByLabel(signIn.username).fill(usernames.ana)
  await page.getByLabel(signIn.password).fill(appPassword)
  await press(page, signIn.signIn)
  const choice = dialogOf(walk, linking.unlinkedTitle)
  await choice.getByText(linking.fromDeviceText(1)).waitFor()
  await page.mouse.move(0, 0) // it lies over a way
  await hasFocus(walk, choice.getByRole('button', { name: linking.fromDevice }))
  await look('not linked')
  await choice.getByRole('button', { name: linking.anew }).click()
  const anew = dialogOf(walk, linking.anewTitle)
  await anew.getByLabel(words.account.password).fill(appPassword)
  await press(anew, linking.anewSubmit)
  await anew.getByText(linking.anewNotUnderstood).waitFor()
  await look('start anew')
  await page.keyboard.press('Escape')
  await choice.getByRole('button', { name: linking.fromDevice }).click()
  orThrow(await company.ana.linking.beginRelease(appPassword))
  const code = page.getByRole('list', { name: linking.showLabel })
  await code.waitFor()
  await hasFocus(walk, dialogOf(walk, linking.showTitle))
  await look('link from another device')
  orThrow(await company.ana.linking.enterCode((await code.innerText()).replaceAll(/\D/gu, '')))
  const yes = page.getByRole('button', { name: linking.askedConfirm, exact: true })
  await yes.waitFor()
  await look('link from another device, asked')
  await yes.click()
  orThrow(await company.ana.linking.confirmRelease())
  const done = dialogOf(walk, linking.receivedTitle)
  await done.waitFor()
  await look('link from another device, done')
  await press(done, linking.done)
  await done.waitFor({ state: 'detached' })
}

/** The other side of it, and the list of devices. */
export async function walkDevices(walk: CompanyWalk): Promise<void> {
  const { page, words, look, closed, company } = walk
  const { linking, devices } = words
  const third = await company.another('ana')
  await chooseOfAccount(walk, words.sidebar.devices)
  await press(dialogOf(walk, devices.title), devices.link)
  const ask = dialogOf(walk, linking.releaseTitle)
  await ask.getByLabel(words.account.password).fill(appPassword)
  await look('link a new device')
  await press(ask, linking.releaseBegin)
  const typing = dialogOf(walk, linking.codeTitle)
  const box = typing.getByLabel(linking.codeLabel)
  await box.fill('123')
  await press(typing, linking.codeSubmit)
  await typing.getByText(linking.codeShort).waitFor()
  await look('type the code')
  await box.fill(await showCode(third))
  await press(typing, linking.codeSubmit)
  await page.getByText(linking.foundSeen).waitFor()
  await page.getByText(linking.foundNone).waitFor()
  await look('is this your device')
  await press(page, linking.foundCancel)
  await page.getByText(linking.foundSeen).waitFor({ state: 'detached' })
  await closeDialogs(walk)
  await chooseOfAccount(walk, words.sidebar.devices)
  const remove = page.getByRole('button', { name: devices.revokeOf(company.names.device) }).first()
  await remove.waitFor()
  await look('your devices, several')
  await remove.click()
  await page.getByLabel(words.account.password).waitFor()
  await look('remove a device')
  await closeDialogs(walk)
  await closed?.('remove a device')
}

/** With the one of two people's conversation in view: compared, verified, and then another key. */
export async function walkSafety(walk: CompanyWalk): Promise<void> {
  const { page, words, look, company } = walk
  const { safety } = words
  const { ben } = company.names
  const title = safety.safetyTitle(ben)
  await openReaders(walk)
  await press(page, safety.compareWith(ben))
  const dialog = dialogOf(walk, title)
  await dialog.getByText(safety.scan, { exact: true }).click()
  await dialog.getByLabel(safety.pasteLabel).fill('12345 67890')
  await press(dialog, safety.compareText)
  await dialog.getByText(safety.failures.noCode).waitFor()
  await look('compare with a picture')
  await press(dialog, safety.noMatch)
  await dialog.getByText(safety.noMatchTitle).waitFor()
  await look('the numbers differ')
  await press(dialog, safety.again)
  await press(dialog, safety.match)
  await dialog.getByText(safety.verifiedTitle(ben)).waitFor()
  await look('verified')
  await press(dialog, safety.done)
  await closeDialogs(walk)
}

/** Everybody but her begins anew: who is verified blocks, who is not is told of. */
export async function walkNewKeys(walk: CompanyWalk): Promise<void> {
  const { page, words, look, company } = walk
  const { trust } = words
  for (const who of ['ben', 'cem'] as const) {
    const device = await company.another(who)
    orThrow(await device.linking.startAnew(appPassword))
    await until(device.linking.linked, (linked) => linked === true)
  }
  await page.getByRole('button', { name: trust.blockedAccept, exact: true }).waitFor()
  await page.getByRole('button', { name: trust.compareAgain, exact: true }).waitFor()
  await look('new keys')
}

import { describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { millis } from '../../core/base/clock.ts'
import { fakeLinkCode, fakeNow, fakeRecoveryCode } from '../support/preview/fake-keys.ts'
import { brokenRules, button, givePassword, openMenu, overflowing, showSealed } from './sealed-kit.tsx'

describe('devices', () => {
  test('one is removed after its consequences were shown and the password was given', async () => {
    const sealed = await showSealed()
    await openMenu('Your devices')
    await button('Remove Office…').click()
    await expect.element(page.getByText(/^What it has already received it may keep/)).toBeVisible()
    await givePassword('wrong')
    await expect.element(page.getByText(/^That is not the password/)).toBeVisible()
    await givePassword('right')
    await expect.element(page.getByText('Laptop', { exact: false }).first()).toBeVisible()
    await expect.element(page.getByText('Office')).not.toBeInTheDocument()
    expect(sealed.devices.own.read()).toHaveLength(2)
  })

  test('one that may only read offers neither adding nor removing', async () => {
    await showSealed({ primary: false })
    await openMenu('Your devices')
    await expect.element(page.getByText(/^This device may read but not add/)).toBeVisible()
    await expect.element(button(/^Remove/)).not.toBeInTheDocument()
  })

  test('a new one is linked: password, code, second confirmation, progress', async () => {
    const sealed = await showSealed()
    await openMenu('Your devices')
    await button('Link a new device').click()
    await givePassword('right')
    const code = page.getByLabelText('Code on the new device')
    await expect.element(code).toHaveFocus()
    await userEvent.keyboard('123{Enter}')
    await expect.element(page.getByText('Type all 8 digits.')).toBeVisible()
    await code.fill('1234-5678')
    await expect.element(code).toHaveValue('1234 5678')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText(/you can try 2 more times/)).toBeVisible()
    await code.fill(fakeLinkCode)
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText('Is this your new device: Firefox on a laptop?')).toBeVisible()
    await expect.element(button('No, stop')).toHaveFocus()
    expect(sealed.asked).not.toContain('confirm')
    await button('Yes, release my keys').click()
    await expect.element(page.getByText('4 of 12 conversations')).toBeVisible()
  })
})

describe('the recovery code', () => {
  test('is shown once, and in force only after two of its groups were typed', async () => {
    const sealed = await showSealed({ recovery: { kind: 'not-set-up', nudge: true } })
    await button('Set up').click()
    await button('Make a code').click()
    await givePassword('right')
    const groups = page.getByRole('list', { name: /^Recovery code, 9 groups/ })
    await expect.element(groups).toBeVisible()
    await button('I have it in writing').click()
    const boxes = page.getByLabelText(/^Group \d$/).elements()
    expect(boxes).toHaveLength(2)
    await button('Confirm').click()
    expect(page.getByText(/^This is not group/).elements()).toHaveLength(2)
    for (const box of boxes) {
      const label = document.querySelector(`label[for="${box.id}"]`)?.textContent ?? ''
      const at = (Number(label.slice(-1)) - 1) * 4
      await userEvent.fill(box, ` ${fakeRecoveryCode.slice(at, at + 4).toLowerCase()}`)
    }
    await button('Confirm').click()
    await expect.element(page.getByText('Your recovery code is set up')).toBeVisible()
    await button('Done').click()
    await expect.element(button('Set up')).not.toBeInTheDocument()
    expect(sealed.asked).toContain('confirm')
  })

  test('is offered in the conversation in view alone, however many were in view before', async () => {
    await showSealed({ recovery: { kind: 'not-set-up', nudge: true } })
    await button(/^Boat refit crew.*5 people/).click()
    await button(/^The committee.*13 people/).click()
    await expect.element(page.getByRole('heading', { name: /^The committee/ })).toBeVisible()
    expect(page.getByRole('button', { name: 'Set up' }).elements()).toHaveLength(1)
  })

  test('is offered once, and never again after a no', async () => {
    const sealed = await showSealed({ recovery: { kind: 'not-set-up', nudge: true } })
    await button('Don’t ask again').click()
    await expect.element(button('Don’t ask again')).not.toBeInTheDocument()
    expect(sealed.asked).toEqual(['dismissNudge'])
  })

  test('tells its several failures apart', async () => {
    const sealed = await showSealed({ linked: false, reading: { kind: 'not-linked' } })
    await button(/^Use the recovery code/).click()
    const box = page.getByLabelText('Recovery code')
    const enter = async (text: string): Promise<void> => {
      await box.fill(text)
      await button('Open my conversations').click()
    }
    await enter('abc')
    await expect.element(page.getByText(/^33 characters are missing/)).toBeVisible()
    expect(sealed.asked).toEqual([])
    for (const [first, says] of [
      ['1', /is mistyped/],
      ['2', /not the one of this account/],
      ['3', /replaced by a newer one, 2 November 2026/],
      ['4', /The code is right\. Do not go on/],
    ] as const) {
      await enter(first + fakeRecoveryCode.slice(1))
      await expect.element(page.getByText(says)).toBeVisible()
    }
    await enter(`${fakeRecoveryCode.toLowerCase().replaceAll('0', 'o')} `)
    await expect.element(page.getByText('Your conversations are open again')).toBeVisible()
  })
})

describe('a new conversation', () => {
  test('with one person is begun by keyboard alone', async () => {
    const sealed = await showSealed()
    await button('New message or group').click()
    await expect.element(page.getByRole('combobox', { name: 'To' })).toHaveFocus()
    await userEvent.keyboard('mikk{Enter}{Enter}')
    await expect.element(page.getByRole('heading', { name: /^Mikkel/ })).toBeVisible()
    expect(sealed.asked).toEqual(['begin 1 '])
  })

  test('with several is a group with a name; who is picked can be taken out', async () => {
    const sealed = await showSealed()
    await button('New message or group').click()
    await userEvent.keyboard('klee{Enter}mikk{Enter}maxi{Enter}{Backspace}')
    await page.getByLabelText('Name of the group').fill('Cox box')
    await button('Create group').click()
    await expect.element(page.getByRole('heading', { name: 'Cox box' })).toBeVisible()
    expect(sealed.asked).toEqual(['begin 2 Cox box'])
  })

  test('with oneself are the notes', async () => {
    await showSealed()
    await button('New message or group').click()
    await page.getByRole('option', { name: /^Notes to yourself/ }).click()
    await expect.element(page.getByRole('heading', { name: 'Notes to yourself' })).toBeVisible()
  })

  test('with somebody whose keys are not here says so and keeps who was picked', async () => {
    await showSealed()
    await button('New message or group').click()
    await userEvent.keyboard('inti{Enter}{Enter}')
    await expect.element(page.getByText(/^The keys of intinig are not on this device yet/)).toBeVisible()
    await expect.element(button('Take intinig out')).toBeVisible()
  })
})

describe('in 480 pixels nothing is wider than its place and axe finds nothing', () => {
  test.each(['Your devices', 'Recovery code', 'What Tidings protects, and what not'])('%s', async (item) => {
    await showSealed({}, { width: 480, conversation: 2 })
    await button('Show conversations').click()
    await openMenu(item)
    expect(overflowing()).toEqual([])
    expect(await brokenRules()).toEqual([])
  })

  test.each([
    [{ kind: 'distrusted', since: millis(fakeNow) }],
    [{ kind: 'changed', since: millis(fakeNow), seen: false }],
  ] as const)('a key that is %o', async (verification) => {
    await showSealed({ verification }, { width: 480 })
    await expect.element(page.getByText(/kleedrac has changed/).first()).toBeVisible()
    expect(overflowing()).toEqual([])
    expect(await brokenRules()).toEqual([])
  })
})

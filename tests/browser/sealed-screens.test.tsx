import { describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { millis } from '../../core/base/clock.ts'
import type { Reading } from '../../core/bridge/trust.ts'
import { fakeLinkCode, fakeNow, fakeRecoveryCode } from '../support/preview/fake-keys.ts'
import { fakeDigits } from '../support/preview/fake-sealed.ts'
import { personId } from '../support/preview/sample-messages.ts'
import { brokenRules, overflowing, showSealed } from './sealed-kit.tsx'

const button = (name: string | RegExp) => page.getByRole('button', { name })
const dialog = () => page.getByRole('dialog')
const composer = () => page.getByRole('textbox', { name: /^Message / })

async function openMenu(item: string): Promise<void> {
  await button(/^Account of/).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function givePassword(password: string): Promise<void> {
  await page.getByLabelText('Your password').fill(password)
  await userEvent.keyboard('{Enter}')
}

describe('who can read this', () => {
  test('the line under the name says it for one, two and more people, and for a channel', async () => {
    await showSealed({}, { conversation: 0 })
    await expect.element(button('Only you can read this')).toBeVisible()
    await button(/^kleedrac.*away/).click()
    await expect.element(button('Only you and kleedrac can read this')).toBeVisible()
    await button('Boat refit crew').click()
    await expect.element(button('Only the 5 people here can read this')).toBeVisible()
    await button('general').click()
    await expect.element(button('Members of Rowing and the server can read this')).toBeVisible()
  })

  test('behind it are people with their marks and devices, and what is promised and what not', async () => {
    await showSealed({ verification: { kind: 'verified', since: millis(fakeNow) } })
    await button(/^Only you and kleedrac can read this.*verified$/).click()
    await expect.element(dialog().getByText('Verified', { exact: true })).toBeVisible()
    await dialog().getByText('2 devices').last().click()
    await expect.element(dialog().getByText(/^Phone, since/)).toBeVisible()
    await expect.element(dialog().getByText(/^Complete up to 2 November 2026/)).toBeVisible()
    await button('What Tidings protects, and what not').click()
    await expect.element(page.getByText(/no forward secrecy for stored history/)).toBeVisible()
    expect(await brokenRules()).toEqual([])
  })
})

describe('verification', () => {
  const compare = async (): Promise<void> => {
    await button(/^Only you and/).click()
    await button('Compare safety number with kleedrac').click()
    await expect.element(page.getByRole('list', { name: /^Safety number, 12 groups/ })).toBeVisible()
  }

  test('a number that matches marks the person, and the mark can be taken back', async () => {
    const sealed = await showSealed()
    await compare()
    expect(
      page
        .getByRole('list', { name: /^Safety number/ })
        .getByRole('listitem')
        .elements(),
    ).toHaveLength(12)
    await button('They match').click()
    await expect.element(page.getByText('kleedrac is verified')).toBeVisible()
    expect(sealed.asked).toContain('verify true')
    await button('Done').click()
    await button('Take the mark back from kleedrac').click()
    await expect.element(dialog().getByText('Not verified')).toBeVisible()
  })

  test('a number that does not match marks nobody and says what to do', async () => {
    const sealed = await showSealed()
    await compare()
    await button('They don’t match').click()
    await expect.element(page.getByText(/^If they differ again/)).toBeVisible()
    expect(sealed.asked).toEqual([])
  })

  test('digits that are pasted are compared, with anything between them', async () => {
    await showSealed()
    await compare()
    await page.getByText('Compare with a picture or text').click()
    const box = page.getByLabelText('Paste the picture or the digits here')
    await box.fill('12 34')
    await button('Compare').last().click()
    await expect.element(page.getByText(/^There is no safety number in it/)).toBeVisible()
    await box.fill(fakeDigits.replaceAll(/(.{5})/gu, '$1 - '))
    await button('Compare').last().click()
    await expect.element(page.getByText(/^It is the same number/)).toBeVisible()
    await box.fill(fakeDigits.replace('3', '4'))
    await button('Compare').last().click()
    await expect.element(page.getByText('The numbers differ')).toBeVisible()
  })

  test('the square code on the screen is read from a picture of it', async () => {
    await showSealed()
    await compare()
    await page.getByText('Compare with a picture or text').click()
    const picker = document.querySelector<HTMLInputElement>('input[type=file]')
    const files = new DataTransfer()
    files.items.add(await pictureOf(page.getByRole('img', { name: /square code/ }).element()))
    if (picker !== null) picker.files = files.files
    picker?.dispatchEvent(new Event('change', { bubbles: true }))
    await expect.element(page.getByText(/^It is the same number/)).toBeVisible()
  })
})

async function pictureOf(code: Element): Promise<File> {
  const copy = new XMLSerializer().serializeToString(code)
  const image = new Image(400, 400)
  image.src = `data:image/svg+xml,${encodeURIComponent(copy)}`
  await image.decode()
  const canvas = new OffscreenCanvas(400, 400)
  const context = canvas.getContext('2d')
  if (context !== null) context.fillStyle = 'white'
  context?.fillRect(0, 0, 400, 400)
  context?.drawImage(image, 0, 0, 400, 400)
  return new File([await canvas.convertToBlob()], 'code.png', { type: 'image/png' })
}

describe('a key that changed', () => {
  test('of somebody unverified is told calmly, and writing goes on', async () => {
    await showSealed({ verification: { kind: 'changed', since: millis(fakeNow), seen: false } })
    await expect.element(page.getByText(/^The safety number with kleedrac has changed\. /)).toBeVisible()
    await expect.element(composer()).toBeVisible()
    await button('Not now').click()
    await expect.element(button('Not now')).not.toBeInTheDocument()
  })

  test('of somebody verified stops writing until it is compared or accepted', async () => {
    const sealed = await showSealed({ verification: { kind: 'distrusted', since: millis(fakeNow) } })
    await expect.element(page.getByText(/^Nothing is sent: the key of kleedrac/)).toBeVisible()
    await expect.element(composer()).not.toBeInTheDocument()
    await button('Send anyway, I accept the new key').click()
    await expect.element(composer()).toBeVisible()
    expect(sealed.asked).toEqual(['acceptKey'])
  })

  test('stands between the messages, as do devices that come and go', async () => {
    await showSealed()
    await expect.element(page.getByText('kleedrac linked a new device: Laptop')).toBeVisible()
    await expect.element(page.getByText('You removed a device: Old phone')).toBeVisible()
  })
})

describe('what cannot be read is said once, with the way out', () => {
  test.each<[Reading, RegExp, number]>([
    [{ kind: 'keys-arriving', done: 2, total: 9 }, /keys of this conversation are arriving/, 1],
    [{ kind: 'blocked-by-key', user: personId(1) }, /^The key of kleedrac has to be settled first$/, 1],
    [{ kind: 'damaged', messages: 2 }, /^2 messages here are damaged$/, 1],
    [{ kind: 'withheld', since: millis(fakeNow) }, /^The server holds messages back$/, 1],
  ])('%o', async (reading, title) => {
    await showSealed({ reading })
    expect(page.getByRole('region', { name: title }).elements()).toHaveLength(1)
    await expect.element(composer()).toBeVisible()
  })

  test('who was added later reads at the beginning from when on', async () => {
    await showSealed({ reading: { kind: 'before-joined', joined: millis(fakeNow) } })
    await expect.element(page.getByText(/^You were added on 2 November 2026/)).toBeInTheDocument()
  })

  test('a device without keys offers three ways once, and later in the conversation', async () => {
    const sealed = await showSealed({ linked: false, reading: { kind: 'not-linked' } })
    await expect.element(dialog().getByText('This device is not linked yet')).toBeVisible()
    await expect.element(button(/^Link from another device/)).toHaveFocus()
    await button('Later').click()
    await expect.element(composer()).not.toBeInTheDocument()
    await button('Link this device').click()
    await button(/^Link from another device/).click()
    await expect.element(page.getByText('4827')).toBeVisible()
    sealed.requestCell.write({ kind: 'receiving', done: 3, total: 12 })
    await expect.element(page.getByRole('progressbar')).toHaveAttribute('value', '3')
    sealed.linkedCell.write(true)
    sealed.requestCell.write({ kind: 'done' })
    await button('Done').click()
    await expect.element(dialog()).not.toBeInTheDocument()
  })

  test('starting anew wants the costs to be understood and the password', async () => {
    const sealed = await showSealed({
      linked: false,
      reading: { kind: 'not-linked' },
      ways: { devices: 0, recovery: false },
    })
    await expect.element(button(/^Link from another device/)).toBeDisabled()
    await button(/^Start anew/).click()
    await givePassword('right')
    await expect.element(page.getByText(/^Tick this first/)).toBeVisible()
    await page.getByRole('checkbox').click()
    await givePassword('wrong')
    await expect.element(page.getByText('That is not the password of your account.')).toBeVisible()
    await givePassword('right')
    await expect.element(dialog()).not.toBeInTheDocument()
    expect(sealed.asked).toEqual(['startAnew', 'startAnew'])
  })
})

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
    await expect.element(page.getByText(/^There are 33 characters missing/)).toBeVisible()
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

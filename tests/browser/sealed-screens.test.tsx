import { describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { millis } from '../../core/base/clock.ts'
import type { Reading } from '../../core/bridge/trust.ts'
import { fakeNow } from '../support/preview/fake-keys.ts'
import { fakeDigits } from '../support/preview/fake-sealed.ts'
import { personId } from '../support/preview/sample-messages.ts'
import { brokenRules, button, givePassword, openMenu, showSealed } from './sealed-kit.tsx'

const dialog = () => page.getByRole('dialog')
const composer = () => page.getByRole('textbox', { name: /^Message / })

describe('who can read this', () => {
  test('the line under the name says it for one, two and more people, and for a channel', async () => {
    await showSealed({}, { conversation: 0 })
    await expect.element(button('Only you can read this')).toBeVisible()
    await button(/^kleedrac.*away/).click()
    await expect.element(button('Only you and kleedrac can read this')).toBeVisible()
    await button(/^Boat refit crew.*5 people/).click()
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

test('where it is not known yet who reads it, nobody is listed, and it is said when', async () => {
  const sealed = await showSealed()
  sealed.trustCell.write({ ...sealed.trustCell.read(), readers: [], checkedUpTo: undefined })
  await button(/^Only you and kleedrac can read this/).click()
  await expect
    .element(dialog().getByText(/On which devices they are opened is listed here once/))
    .toBeVisible()
  expect(dialog().getByRole('list', { name: 'People' }).elements()).toEqual([])
  expect(await brokenRules()).toEqual([])
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
    await expect.element(page.getByText(/^Some messages sent here cannot be opened/)).toBeVisible()
  })
})

test('[TR17] a conversation of which nothing could be opened is not called empty', async () => {
  await showSealed({}, { talk: { total: 0 } })
  await expect.element(page.getByText(/^Some messages sent here cannot be opened/)).toBeVisible()
  await expect.element(page.getByText(/^Nothing between you and/)).not.toBeInTheDocument()
  expect(await brokenRules()).toEqual([])
})

describe('what cannot be read is said once, with the way out', () => {
  test.each<[Reading, RegExp, number]>([
    [{ kind: 'keys-arriving', done: 2, total: 9 }, /keys of this conversation are arriving/, 1],
    [{ kind: 'blocked-by-key', user: personId(1) }, /^The key of kleedrac has to be settled first$/, 1],
    [{ kind: 'damaged', messages: 2 }, /^2 messages here are damaged$/, 1],
    [{ kind: 'withheld', since: millis(fakeNow) }, /^The server holds messages back$/, 1],
  ])('%o', async (reading, title) => {
    await showSealed({ reading })
    await expect.element(page.getByRole('region', { name: title })).toBeVisible()
    await expect.element(composer()).toBeVisible()
  })

  test('who was added later reads at the beginning from when on', async () => {
    await showSealed({ reading: { kind: 'before-joined', joined: millis(fakeNow) } })
    await expect.element(page.getByText(/^You were added on 2 November 2026/)).toBeInTheDocument()
  })

  test('a device without keys offers three ways once, and later in the conversation', async () => {
    const sealed = await showSealed(
      { linked: false, reading: { kind: 'not-linked' } },
      { talk: { total: 0 } },
    )
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

  test('a device without keys that has messages all the same shows them', async () => {
    await showSealed({ linked: false, reading: { kind: 'not-linked' } })
    await button('Later').click()
    await expect.element(page.getByText(/^What is on this device can be read/)).toBeVisible()
    await expect.element(page.getByRole('article').first()).toBeInTheDocument()
    await expect.element(composer()).toBeVisible()
    expect(await brokenRules()).toEqual([])
  })

  test('[BU6] [BU9] a device whose keys came with a backup is told what keeps it out, and offered no other way', async () => {
    const sealed = await showSealed({
      linked: undefined,
      reading: { kind: 'not-entered', why: 'failed', detail: 'too-many-requests' },
    })
    await expect.element(page.getByText(/^Your keys came with the backup/)).toBeVisible()
    await expect
      .element(page.getByText(/^Tidings tries again by itself.*\(too-many-requests\)$/))
      .toBeVisible()
    await expect.element(page.getByRole('article').first()).toBeInTheDocument()
    expect(page.getByText(/Link|Start anew|Other ways/).elements()).toEqual([])
    await button('Try again now').click()
    await expect.element(page.getByText('It was tried just now.')).toBeVisible()
    expect(sealed.asked).toEqual(['enterAgain'])
    await openMenu('Your devices')
    await expect.element(dialog().getByText(/^This device came back out of a backup/)).toBeVisible()
    expect(dialog().getByRole('button').elements()).toHaveLength(1)
    expect(await brokenRules()).toEqual([])
  })

  test('[BU9] where the list is full it is told what to do, and that there are other ways', async () => {
    const sealed = await showSealed({
      linked: undefined,
      reading: { kind: 'not-entered', why: 'full', detail: 'there are 16 devices' },
    })
    await expect
      .element(page.getByText(/open “Your devices” and remove one, then try again here/))
      .toBeVisible()
    await expect.element(button('Try again now')).toBeVisible()
    await expect.element(page.getByRole('article').first()).toBeInTheDocument()
    expect(await brokenRules()).toEqual([])
    await button('Other ways').click()
    await expect
      .element(dialog().getByText(/^Your keys came with a backup, and what is in it stays/))
      .toBeVisible()
    expect(await brokenRules()).toEqual([])
    await button(/^Start anew/).click()
    await expect.element(dialog().getByText(/What came with the backup stays readable/)).toBeVisible()
    expect(
      dialog()
        .getByText(/Sealed messages written so far stay closed/)
        .elements(),
    ).toEqual([])
    await page.getByRole('checkbox').click()
    await givePassword('right')
    await expect.element(dialog()).not.toBeInTheDocument()
    expect(sealed.asked).toEqual(['startAnew'])
  })

  test('[BU6] a relay that refuses it, or shows lists that the backup contradicts, is told as that', async () => {
    const sealed = await showSealed({
      linked: undefined,
      reading: { kind: 'not-entered', why: 'refused', detail: 'keys-refused' },
    })
    await expect.element(page.getByText(/^The server refuses the list.*\(keys-refused\)$/)).toBeVisible()
    await expect.element(button('Other ways')).toBeVisible()
    const reading = { kind: 'not-entered', why: 'contradicted', detail: 'moved' } as const
    sealed.trustCell.write({ ...sealed.trustCell.read(), reading })
    await expect.element(page.getByText(/does not follow from the one in the backup/)).toBeVisible()
    await expect.element(button('Try again now')).toBeVisible()
    expect(page.getByText('Other ways').elements(), 'none would get past it').toEqual([])
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

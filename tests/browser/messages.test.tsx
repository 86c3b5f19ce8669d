import { describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ok } from '../../core/base/result.ts'
import type { Attachment } from '../../core/conversation/op.ts'
import type { ShownMessage } from '../../core/engine/engine.ts'
import { scheduledKey } from '../../core/engine/personal/scheduled.ts'
import { attachmentId, conversationId } from '../../core/protocol/ids.ts'
import { hexId, me, messageId, sampleMessage } from '../support/preview/sample-messages.ts'
import { sealedId } from '../support/preview/fake-sealed.ts'
import { brokenRules, button, home, showSealed } from './sealed-kit.tsx'

test('the picker of emojis stays open while something happens to its message', async () => {
  const { engine } = await showSealed()
  const row = page.getByRole('article').last()
  await expect.element(row).toBeVisible()
  row.element().focus()
  await userEvent.keyboard('+')
  await page.getByRole('combobox', { name: 'Find an emoji' }).fill('heart')
  await expect.element(page.getByRole('gridcell').first()).toBeVisible()
  await engine.open(sealedId(1))?.react(messageId(11), '🎉', true)
  engine.arrive(1)
  await expect.element(page.getByRole('article').filter({ hasText: '🎉' }).last()).toBeVisible()
  await expect.element(page.getByRole('combobox', { name: 'Find an emoji' })).toHaveValue('heart')
  await page.getByRole('gridcell', { name: 'red heart', exact: true }).click()
  await expect.element(page.getByRole('button', { name: /^❤/ })).toBeVisible()
})

describe('from a picture to the one before it', () => {
  const gif = Uint8Array.from(atob('R0lGODlhAQABAIAAAP8AAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=='), (each) =>
    each.charCodeAt(0),
  )
  const picture = (number: number, name: string): ShownMessage => {
    const attachment: Attachment = {
      id: attachmentId(hexId(8, number)),
      name,
      type: 'image/gif',
      size: gif.length,
      sha256: new Uint8Array(32),
      seal: { key: new Uint8Array(32), header: new Uint8Array(24), size: 100 },
      thumbnail: gif,
    }
    const { replyTo: _, ...message } = sampleMessage(number)
    return { ...message, text: '', redacted: false, attachments: [attachment] }
  }
  const answers = { 'files.fetch': ok(1), 'files.read': ok(new Uint8Array()) }
  const instead = new Map([
    [10, picture(10, 'oldest.gif')],
    [99, picture(99, 'newest.gif')],
  ])
  const viewer = (name: string) => page.getByRole('dialog', { name })

  test('one that lies pages back is fetched, and the beginning is the end of it', async () => {
    await showSealed({}, { answers, talk: { total: 100, page: 25, instead } })
    await button('Open newest.gif').click()
    await expect.element(viewer('newest.gif').getByText('1 of 1')).toBeVisible()
    await button('Earlier picture').click()
    await expect.element(viewer('oldest.gif').getByText('1 of 2')).toBeVisible()
    await expect.element(button('Earlier picture')).toHaveAttribute('aria-disabled', 'true')
    await button('Later picture').click()
    await expect.element(viewer('newest.gif').getByText('2 of 2')).toBeVisible()
    expect(await brokenRules()).toEqual([])
  })

  test('while it is fetched this is said, and the next one can be gone to', async () => {
    const both = new Map([
      [98, picture(98, 'newer.gif')],
      [99, picture(99, 'newest.gif')],
    ])
    await showSealed({}, { answers, talk: { total: 100, page: 25, instead: both, older: 'slow' } })
    await button('Open newer.gif').click()
    await button('Earlier picture').click()
    await expect.element(viewer('newer.gif').getByText('Fetching the picture…')).toBeVisible()
    await button('Later picture').click()
    await expect.element(viewer('newest.gif').getByText('2 of 2')).toBeVisible()
  })

  test('what is out of reach is said', async () => {
    await showSealed({}, { answers, talk: { total: 100, page: 25, instead, older: 'unreachable' } })
    await button('Open newest.gif').click()
    await button('Earlier picture').click()
    await expect.element(viewer('newest.gif').getByText(/server/)).toBeVisible()
    await expect.element(viewer('newest.gif')).toBeVisible()
  })
})

test.each([
  ['a conversation', 'kleedrac', {}],
  ['a document', 'Race plan', { document: 'Race plan' }],
])('what was not sent in time is read out, in %s', async (_, heading, shown) => {
  const { engine } = await showSealed({}, shown)
  await expect.element(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
  const places = page.getByRole('status')
  await expect.poll(() => places.elements().length).toBeGreaterThan(0)
  const before = places.elements()
  const late = { conversation: sealedId(1), text: 'too late', at: Date.now() - 3 * 86_400_000 }
  await engine.personal(home).set(scheduledKey(messageId(500)), JSON.stringify(late))
  const note = places.filter({ hasText: /was not sent/ })
  await expect.element(note).toBeVisible()
  expect(before).toContain(note.element())
  expect(await brokenRules()).toEqual([])
})

test('[DO12] the hidden chat of a document is shown when something of it was not sent', async () => {
  const stuckIn = [{ conversation: conversationId(hexId(7, 0)), message: undefined }]
  const connection = { kind: 'online', queued: 1, stuck: 1, stuckIn, syncedAt: undefined } as const
  const { engine } = await showSealed({}, { document: 'Race plan', talk: { connection } })
  const chat = page.getByRole('region', { name: 'Chat about this document' })
  await expect.element(chat).toBeVisible()
  await button('Hide the chat').click()
  await expect.element(chat).not.toBeInTheDocument()
  // With the next connection it is refused again: that is nothing new.
  engine.connection.write({ kind: 'connecting', queued: 1, syncedAt: undefined })
  await expect.element(button('Show what was not sent')).not.toBeInTheDocument()
  engine.connection.write(connection)
  await expect.element(page.getByRole('status').filter({ hasText: '1 not sent' })).toBeVisible()
  await expect.element(chat).not.toBeInTheDocument()
  await button('general').click()
  await button('Show what was not sent').click()
  await expect.element(chat).toBeVisible()
  const states = page.getByRole('status').filter({ hasText: '1 not sent' })
  await page.viewport(380, 760) // who can read it makes room for that
  const isCut = (): boolean | undefined =>
    Array.from(states.element().querySelectorAll('span'), (each) => each.scrollWidth > each.clientWidth).at(
      -1,
    )
  await expect.poll(isCut).toBe(false)
  expect(await brokenRules()).toEqual([])
})

test('[CR56] a message far up that was refused is found from where one reads', async () => {
  const { replyTo: _, ...message } = sampleMessage(3)
  const delivery = { kind: 'refused', code: 'invalid' } as const
  const refused = { ...message, author: me, text: 'how long it is', redacted: false, delivery }
  const stuckIn = [{ conversation: sealedId(1), message: refused.id }]
  const connection = { kind: 'online', queued: 1, stuck: 1, stuckIn, syncedAt: undefined } as const
  await showSealed({}, { talk: { total: 400, page: 400, instead: new Map([[3, refused]]), connection } })
  const row = page.getByRole('article').filter({ hasText: 'how long it is' })
  await expect.element(page.getByRole('article').last()).toBeVisible()
  await expect.element(row).not.toBeInTheDocument()
  await button('Show what was not sent').click()
  await expect.element(row.getByRole('button', { name: 'Discard' })).toBeInViewport()
  await expect.element(row).toHaveFocus()
})

test('[CR56] the way leads to another conversation before it leads to what is in this one', async () => {
  const { replyTo: _, ...message } = sampleMessage(3)
  const delivery = { kind: 'refused', code: 'invalid' } as const
  const refused = { ...message, author: me, text: 'how long it is', redacted: false, delivery }
  const stuckIn = [
    { conversation: sealedId(1), message: refused.id },
    { conversation: sealedId(3), message: undefined },
  ]
  const connection = { kind: 'online', queued: 2, stuck: 2, stuckIn, syncedAt: undefined } as const
  await showSealed({}, { talk: { instead: new Map([[3, refused]]), connection } })
  await button('Show what was not sent').click()
  await expect.element(page.getByRole('heading', { level: 1, name: 'Boat refit crew' })).toBeVisible()
})

const frame = (): Promise<unknown> => new Promise(requestAnimationFrame)

async function showLongTalk() {
  const { engine } = await showSealed({}, { talk: { total: 800, page: 200 } })
  await expect.element(page.getByRole('article').last()).toBeVisible()
  const open = engine.open(sealedId(1))
  if (open === undefined) throw new Error('no conversation')
  const read = (): number => open.view.read().messages.length
  expect(read()).toBe(200)
  return { open, read, log: page.getByRole('log', { name: 'Messages' }).element() }
}

test('older messages that have come are drawn before anybody asks for those before them', async () => {
  const { open, read, log } = await showLongTalk()
  // Who still scrolls when they come: of that the list hears in the next frame, before it draws them.
  const stop = open.view.listen(() => {
    if (read() === 400) log.scrollTop += 1
  })
  log.scrollTop = 1_500
  await expect.poll(read).toBe(400)
  for (let count = 0; count < 5; count++) await frame()
  stop()
  expect(read()).toBe(400)
})

test.each([0, 1, 40])(
  'what stands at the top, %i pixels from it, stays there when older messages come',
  async (top) => {
    const { open, read, log } = await showLongTalk()
    let send = (): void => undefined
    const sent = new Promise<void>((resolve) => (send = resolve))
    const { loadOlder } = open
    vi.spyOn(open, 'loadOlder').mockImplementation(() => sent.then(loadOlder))
    log.scrollTop = top
    await frame()
    await frame()
    const first = log.querySelector('article')
    if (first === null) throw new Error('no message')
    const height = (): number => first.getBoundingClientRect().top
    const before = height()
    const came = new Promise<void>((done) => {
      const stop = open.view.listen(() => {
        if (read() < 400) return
        stop()
        done()
      })
    })
    send()
    await came
    const heights: Array<number> = []
    for (let count = 0; count < 12; count++) {
      await frame()
      heights.push(Math.abs(height() - before))
    }
    // It is not the first of its day any more, and says no name twice.
    expect(Math.max(...heights)).toBeLessThan(100)
    expect(first.isConnected).toBe(true)
    expect(read()).toBe(400)
  },
)

test('of messages that come at once each is heard, of many the newest', async () => {
  const { engine } = await showSealed({}, { talk: { total: 40, page: 40 } })
  await expect.element(page.getByRole('article').last()).toBeVisible()
  const region = [...document.querySelectorAll('[aria-live=polite]')].find(
    ({ textContent }) => textContent === '',
  )
  const heard = (): ReadonlyArray<string> => Array.from(region?.children ?? [], (each) => each.textContent)
  const told = (from: number, to: number): ReadonlyArray<unknown> =>
    Array.from({ length: to - from }, (_, index) => sampleMessage(from + index))
      .filter(({ author, redacted }) => author !== me && !redacted)
      .map(({ text }): unknown => expect.stringContaining(text.slice(0, 12)))
  engine.arrive(2)
  await expect.poll(heard).toEqual(told(40, 42))
  engine.arrive(20)
  await expect.poll(heard).toEqual(told(42, 62).slice(-3))
})

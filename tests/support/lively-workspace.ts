/** A workspace in which people have talked: long names, code, pictures, a voice, threads, reactions, sealed words. */
import type { Locator, Page } from 'playwright-core'
import type { World } from './app.ts'
import {
  composer,
  createChannel,
  createDocument,
  documentText,
  joinWorkspace,
  message,
  post,
  signUp,
  writeTo,
} from './screens.ts'

/** As `own` of a walk: the person whose screens are looked at. */
export const ana = {
  username: 'ana',
  name: 'Ana Beltrán',
  workspace: 'Harbour Rowing Club',
  channel: 'off-topic',
  message: 'Shall we take the long boat on Saturday?',
  reply: 'Only if the wind stays under 4',
  changed: 'Shall we take the long boat on Saturday? The bay will be calm until noon.',
  document: 'Race plan',
  members: 4,
}

export const others = {
  ben: 'Benjamin Okonkwo',
  cem: 'Cemre Yıldız-Aydınoğlu',
  max: 'Dr. Maximiliane von Hohenstein-Wartenberg',
}

/** The people of `company.ts`, and what is said among them. */
export const club = {
  names: {
    ana: ana.name,
    ben: others.ben,
    cem: others.max,
    workspace: ana.workspace,
    device: 'Laptop of the boat house',
  },
  said: {
    first: 'Who takes the key of the shed?',
    second: 'I can, on my way home.',
    group: 'Committee for the summer regatta',
  },
}

const code = [
  'The start list comes from this, in case somebody wants to change it:',
  '```ts',
  'export const seatsOf = (boat: Boat): ReadonlyArray<Seat> => boat.seats.filter(({ taken }) => !taken).toSorted((one, other) => one.number - other.number)',
  '',
  '// Bow first, as the umpire calls it.',
  "export const callOut = (boat: Boat): string => seatsOf(boat).map(({ name }) => name).join(', ')",
  '```',
].join('\n')

const plan = [
  'Plan for Saturday:',
  '1. Carry the boats out at **7:30**',
  '2. Warm up to the lighthouse and back',
  '3. Pieces of 500 m, *with* the cox',
  '',
  '> The tide turns at 9:12, so nobody is late.',
  '',
  'Chart and currents: https://example.org/charts/harbour-approach',
].join('\n')

async function react(page: Page, text: string, query: string, emoji: string): Promise<void> {
  await message(page, text).first().focus()
  await page.keyboard.press('+')
  await page.getByRole('gridcell').first().waitFor()
  await page.getByRole('combobox', { name: 'Find an emoji' }).fill(query)
  await page.getByRole('gridcell', { name: emoji, exact: true }).first().click()
}

/** A coast at some hour of the day. */
async function drawPicture(page: Page, width: number, height: number, hue: number): Promise<Buffer> {
  const address = await page.evaluate(
    ([wide, high, sky]) => {
      const canvas = document.createElement('canvas')
      canvas.width = wide
      canvas.height = high
      const drawing = canvas.getContext('2d')
      if (drawing === null) return ''
      const light = drawing.createLinearGradient(0, 0, 0, high)
      light.addColorStop(0, `oklch(0.55 0.1 ${sky})`)
      light.addColorStop(0.6, `oklch(0.88 0.07 ${sky - 160})`)
      light.addColorStop(0.61, `oklch(0.5 0.07 ${sky - 10})`)
      light.addColorStop(1, `oklch(0.3 0.06 ${sky})`)
      drawing.fillStyle = light
      drawing.fillRect(0, 0, wide, high)
      drawing.fillStyle = `oklch(0.35 0.04 ${sky - 60})`
      drawing.beginPath()
      drawing.moveTo(0, high * 0.6)
      for (let at = 0; at <= 20; at++) {
        drawing.lineTo((wide * at) / 20, high * (0.6 - 0.16 * Math.abs(Math.sin(at * 0.9)) * (1 - at / 22)))
      }
      drawing.lineTo(wide, high * 0.6)
      drawing.fill()
      return canvas.toDataURL('image/jpeg', 0.85)
    },
    [width, height, hue] as const,
  )
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')
}

async function sendFiles(
  page: Page,
  text: string,
  ...files: ReadonlyArray<{ name: string; mimeType: string; buffer: Buffer }>
): Promise<void> {
  await page.locator('input[type=file]').setInputFiles([...files])
  await sendWith(page, text)
}

async function sendWith(page: Page, text: string): Promise<void> {
  await composer(page, 'general').fill(text)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await message(page, text).waitFor()
}

async function sendVoice(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['microphone'])
  await page.getByRole('button', { name: 'Record a voice message' }).click()
  await page.getByText(/^Recording, 0:(?!0[0-2])/u).waitFor()
  await page.getByRole('button', { name: 'Finish recording' }).click()
  await page.getByRole('list', { name: 'Files to send' }).getByRole('button').first().waitFor()
  await sendWith(page, text)
}

async function joinAs(world: World, username: keyof typeof others): Promise<Page> {
  const page = await world.device().start()
  await signUp(page, username, others[username])
  await joinWorkspace(page, ana.workspace)
  return page
}

const thread = (page: Page): Locator => page.getByRole('textbox', { name: 'Reply in the thread' })

/** `page` shows the empty workspace of who made it. Gives the page of one of the others, who go on talking. */
export async function fillWorkspace(world: World, page: Page): Promise<Page> {
  const ben = await joinAs(world, 'ben')
  const cem = await joinAs(world, 'cem')
  const max = await joinAs(world, 'max')
  for (const name of ['regatta-2026', 'boat-maintenance-and-spare-parts', 'off-topic']) {
    await createChannel(page, name)
  }
  await page
    .getByRole('navigation', { name: 'Conversations' })
    .getByRole('button', { name: /^general/u })
    .first()
    .click()
  await composer(page, 'general').waitFor()
  await post(page, 'Morning all. The new oars have arrived 🎉')
  await post(max, 'Wonderful! I shall bring the invoice, and cake.')
  await post(ben, plan)
  await post(cem, code)
  await react(page, 'The new oars', 'party', 'party popper')
  await react(ben, 'The new oars', 'party', 'party popper')
  await react(max, 'The new oars', 'heart', 'red heart')
  await sendFiles(
    cem,
    'The bay at six this morning',
    { name: 'bay-at-six.jpg', mimeType: 'image/jpeg', buffer: await drawPicture(cem, 1200, 800, 250) },
    { name: 'looking-back.jpg', mimeType: 'image/jpeg', buffer: await drawPicture(cem, 800, 800, 210) },
  )
  await sendFiles(ben, 'And the crew list of last year', {
    name: 'Crew list 2025 with everybody who has ever rowed for us (final, second corrected edition).csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('seat;name\n1;Ana\n2;Ben\n'),
  })
  await sendVoice(ben, 'How the horn sounds')
  await post(max, 'Poll: which boat on Sunday? 🅰️ the four, 🅱️ the eight')
  await react(page, 'which boat', 'thumbs', 'thumbs up')
  await message(ben, 'The tide turns').first().focus()
  await ben.keyboard.press('t')
  for (const text of ['I can cox, if somebody lends me a coat', 'It will rain, says the paper']) {
    await thread(ben).fill(text)
    await thread(ben).press('Enter')
    await ben.getByRole('log', { name: 'Replies' }).getByText(text).waitFor()
  }
  await thread(ben).press('Escape')
  await post(ben, `@Ana Beltrán can you open the shed? I am at the gate`)
  await writeTo(page, others.ben)
  await post(page, 'The code of the shed is new, so I write it here and not in the channel.')
  await ben
    .getByRole('list', { name: 'Direct messages' })
    .getByRole('button', { name: /^Ana/u })
    .first()
    .click()
  await post(ben, 'Thank you. Nobody but us can read this, can they?')
  await post(page, 'Nobody. Not even the server.')
  await createDocument(page, 'Rules of the boat house')
  await documentText(page, 'Rules of the boat house').pressSequentially(
    '# Rules\nWhoever takes a boat out writes it into the book.\n- Two people carry\n- Nobody rows alone in winter',
  )
  await max.close()
  await cem.close()
  return ben
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deflateSync, crc32 } from 'node:zlib'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import {
  createWorkspace,
  joinWorkspace,
  message,
  messages,
  reconnect,
  signUp,
  unlock,
} from '../support/screens.ts'

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

/** A picture with colours that go from corner to corner. */
function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, 2], 8)
  const rows = Buffer.alloc(height * (width * 3 + 1))
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows.set(
        [(255 * x) / width, (255 * y) / height, (x * 7 + y * 13) % 256],
        y * (width * 3 + 1) + 1 + x * 3,
      )
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function setupFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidings-attach-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const attach = (page: Page, ...files: ReadonlyArray<string>): Promise<void> =>
  page.locator('input[type=file]').setInputFiles([...files])

async function send(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: /^Message / })
  await box.fill(text)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await message(page, text).waitFor()
}

const sizeOfPicture = (page: Page): Promise<number> =>
  page
    .getByRole('dialog')
    .getByRole('img')
    .evaluate((image: HTMLImageElement) => image.naturalWidth)

/** What is attached from now on is read no further than to its beginning, until what is given back is called. */
async function holdReading(page: Page): Promise<() => Promise<void>> {
  const gate = await page.evaluateHandle(() => {
    let open = (): void => undefined
    const held = new Promise<void>((resolve) => (open = resolve))
    Blob.prototype.arrayBuffer = async function (this: Blob) {
      await held
      return new Response(this).arrayBuffer()
    }
    return { open }
  })
  return () => gate.evaluate(({ open }) => open())
}

test('a picture attached offline waits through the end of everything, and opens for the other person', async () => {
  const world = await setupWorld()
  const gate = await world.ownWay()
  const laptop = world.device(gate.url)
  let ana = await laptop.start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  const ben = await world.device().start({ size: { width: 480, height: 800 } })
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')

  await gate.cut()
  await ana.getByRole('status').filter({ hasText: 'Offline' }).waitFor()
  const folder = setupFolder()
  const [picture, notes] = [path.join(folder, 'regatta.png'), path.join(folder, 'notes.pdf.exe')]
  writeFileSync(picture, png(900, 600))
  writeFileSync(notes, 'MZ and so on')
  await attach(ana, picture, notes)
  await ana.getByRole('list', { name: 'Files to send' }).getByText('regatta').waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await send(ana, 'The harbour on Sunday')
  rmSync(folder, { recursive: true }) // what lies in the app's own folder is what counts from here on
  await message(ana, 'The harbour').getByText('Queued on this device').waitFor({ state: 'attached' })

  await laptop.stop()
  ana = await laptop.start()
  await unlock(ana, 'Ana')
  const waiting = message(ana, 'The harbour')
  await waiting.getByText('Uploads once the server can be reached').first().waitFor()
  expect(await messages(ben).count()).toBe(0)

  await reconnect(gate, ana)
  await waiting.getByText('On the server').waitFor({ state: 'attached' })
  const got = message(ben, 'The harbour')
  await got.getByRole('button', { name: 'Open regatta.png' }).waitFor()
  await got.getByText('Program: open it only if you trust who sent it').waitFor()
  expect(await axeViolations(ben)).toEqual([])
  await got.getByRole('button', { name: 'Open regatta.png' }).click()
  await expect.poll(() => sizeOfPicture(ben)).toBe(900)
  expect(await axeViolations(ben)).toEqual([])
  await ben.keyboard.press('Escape')

  const saving = ben.waitForEvent('download')
  await got.getByRole('button', { name: 'Save notes.pdf.exe' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe('notes.pdf.exe')
  expect(await readFile(await saved.path(), 'utf8')).toBe('MZ and so on')
})

test('[AT7] who stops an upload deletes its message: neither it nor a file that nobody can open reaches the others', async () => {
  const world = await setupWorld()
  const gate = await world.ownWay()
  const ana = await world.device(gate.url).start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')

  await gate.cut()
  await ana.getByRole('status').filter({ hasText: 'Offline' }).waitFor()
  const plan = path.join(setupFolder(), 'plan.bin')
  writeFileSync(plan, 'a plan')
  await attach(ana, plan)
  await send(ana, 'The plan')
  await send(ana, 'What comes behind')
  await ana.getByRole('button', { name: 'Stop uploading plan.bin' }).click()
  const question = ana.getByRole('dialog', { name: 'Delete this message?' })
  await question.getByText('Nobody has seen it.', { exact: false }).waitFor()
  await question.getByRole('button', { name: 'Delete' }).click()
  await message(ana, 'The plan').waitFor({ state: 'detached' })
  await reconnect(gate, ana)
  await message(ben, 'What comes behind').waitFor()
  expect(await message(ben, 'The plan').count()).toBe(0)
  await message(ana, 'What comes behind').getByText('On the server').waitFor({ state: 'attached' })
  expect(await messages(ana).count()).toBe(1)
})

test('[AT2] files come by drop and paste; what is too large, no picture or one too many is said in words, until one goes on', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  const give = (event: 'drop' | 'paste', name: string, type: string, size: number): Promise<void> =>
    ana.getByRole('textbox', { name: /^Message / }).evaluate(
      (box, [kind, fileName, fileType, length]) => {
        const data = new DataTransfer()
        data.items.add(new File([new Uint8Array(length)], fileName, { type: fileType }))
        const options = { bubbles: true, cancelable: true }
        box.dispatchEvent(
          kind === 'drop'
            ? new DragEvent('drop', { ...options, dataTransfer: data })
            : new ClipboardEvent('paste', { ...options, clipboardData: data }),
        )
      },
      [event, name, type, size] as const,
    )
  const drafts = ana.getByRole('list', { name: 'Files to send' })

  await give('drop', 'huge.bin', '', 101 * 1_048_576)
  await drafts.getByText('Too large: a file may have up to 100 MiB.').waitFor()
  expect(await ana.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true)
  await ana.getByRole('button', { name: 'Remove huge.bin' }).click()

  await give('paste', 'not really.png', 'image/png', 2_000)
  await give('drop', 'annexe\u202Egpj.exe', 'image/jpeg', 2_000)
  await drafts.getByText('annexe_gpj').waitFor()
  expect(await drafts.getByRole('listitem').count()).toBe(2)
  await send(ana, 'Two of them')
  const posted = message(ana, 'Two of them')
  expect(await posted.getByRole('img').count()).toBe(0)
  await posted.getByText('On the server').waitFor({ state: 'attached' })

  const letRead = await holdReading(ana)
  await give('drop', 'long.bin', '', 90 * 1_048_576)
  await drafts.getByText('long').waitFor()
  await ana.getByRole('textbox', { name: /^Message / }).fill('Sent once it is read')
  await ana.getByRole('textbox', { name: /^Message / }).press('Enter')
  await ana.getByRole('button', { name: 'Send', exact: true }).and(ana.locator('[aria-busy=true]')).waitFor()
  await letRead()
  await message(ana, 'Sent once it is read').getByText('long').waitFor()

  await attach(
    ana,
    ...Array.from({ length: 12 }, (_, at) => {
      const file = path.join(setupFolder(), `${at}.txt`)
      writeFileSync(file, `number ${at}`)
      return file
    }),
  )
  const leftOut = ana.getByText(/ left out: a message takes 10\.$/)
  await leftOut.getByText('2 of 12 files were left out').waitFor()
  expect(await drafts.getByRole('listitem').count()).toBe(10)
  await ana.getByRole('textbox', { name: /^Message / }).fill('Ten of them')
  await leftOut.waitFor({ state: 'detached' })
  await give('drop', 'late.txt', 'text/plain', 20)
  const noRoom = ana.getByText('A message takes no more than 10 files.')
  await noRoom.waitFor()
  await ana.getByRole('button', { name: 'Remove 0.txt' }).click()
  await noRoom.waitFor({ state: 'detached' })
  await give('drop', 'in time.txt', 'text/plain', 20)
  await drafts.getByText('in time').waitFor()
  await give('drop', 'late.txt', 'text/plain', 20)
  await noRoom.waitFor()
  await ana.getByRole('button', { name: 'Send', exact: true }).click()
  await message(ana, 'Ten of them').waitFor()
  await noRoom.waitFor({ state: 'detached' })
})

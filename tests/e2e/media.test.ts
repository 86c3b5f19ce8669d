import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import { pngOf } from '../support/pictures.ts'
import { composer, createWorkspace, joinWorkspace, message, signUp } from '../support/screens.ts'

const file = (name: string, bytes: Uint8Array, mimeType: string) => ({
  name,
  mimeType,
  buffer: Buffer.from(bytes),
})

/** A second of a moving square, as the browser itself records it. */
const recordVideo = async (page: Page): Promise<Uint8Array> => {
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 320
    canvas.height = 180
    const context = canvas.getContext('2d')
    const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm;codecs=vp8' })
    const parts: Array<Blob> = []
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data))
    const stopped = new Promise((settle) => recorder.addEventListener('stop', settle))
    recorder.start()
    for (let frame = 0; frame < 25; frame++) {
      context?.fillRect(frame * 10, 20, 60, 60)
      await new Promise((settle) => setTimeout(settle, 40))
    }
    recorder.stop()
    await stopped
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())]
  })
  return Uint8Array.from(bytes)
}

const attach = (page: Page, ...files: ReadonlyArray<ReturnType<typeof file>>): Promise<void> =>
  page.locator('input[type=file]').setInputFiles([...files])

async function send(page: Page, text: string): Promise<void> {
  await composer(page, 'general').fill(text)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await message(page, text).waitFor()
}

const valueOf = async (slider: Locator): Promise<number> => Number(await slider.inputValue())

/** How far a position has come from now on: at its end a sound is at its beginning again, in two seconds. */
async function furthestOf(slider: Locator): Promise<() => Promise<number>> {
  const come = await slider.evaluateHandle((input) => {
    const seen = { furthest: 0 }
    const look = (): void => {
      if (input instanceof HTMLInputElement) seen.furthest = Math.max(seen.furthest, input.valueAsNumber)
      requestAnimationFrame(look)
    }
    look()
    return seen
  })
  return () => come.evaluate(({ furthest }) => furthest)
}

test('a voice is recorded, heard before it is sent, and played by the other with its speed and place', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  const ben = await world.device().start({ size: { width: 480, height: 800 } })
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')

  const record = ana.getByRole('button', { name: 'Record a voice message' })
  await record.click()
  await ana.getByRole('alert').filter({ hasText: 'may not use the microphone' }).waitFor()
  await ana.context().grantPermissions(['microphone'])
  await record.click()
  await ana.getByText(/^Recording, 0:(?!00)/u).waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await ana.keyboard.press('Escape')
  await ana.getByText(/^Recording/).waitFor({ state: 'detached' })
  await record.click()
  await ana.getByText(/^Recording, 0:(?!0[01])/u).waitFor() // on a busy machine a second may not be shown
  await ana.getByRole('button', { name: 'Finish recording' }).click()
  const drafts = ana.getByRole('list', { name: 'Files to send' })
  const furthest = await furthestOf(drafts.getByRole('slider', { name: 'Position in voice message' }))
  await drafts.getByRole('button', { name: 'Play voice message' }).click()
  await expect.poll(furthest).toBeGreaterThan(0)
  expect(await axeViolations(ana)).toEqual([])
  await send(ana, 'Listen')

  const got = message(ben, 'Listen')
  const place = got.getByRole('slider', { name: 'Position in voice message' })
  await place.waitFor()
  expect(await place.getAttribute('aria-valuetext')).toMatch(/^0:00 of 0:(?!0[01])\d\d$/)
  expect(await ben.locator('audio[src]').count()).toBe(0)
  await got.getByRole('button', { name: 'Speed: 1×' }).click()
  const furthestOfBen = await furthestOf(place)
  await got.getByRole('button', { name: 'Play voice message' }).click()
  await expect.poll(furthestOfBen).toBeGreaterThan(0)
  expect(await ben.locator('audio[src]').evaluate((audio: HTMLAudioElement) => audio.playbackRate)).toBe(1.5)
  await got.getByRole('button', { name: 'Play voice message' }).waitFor() // it has ended
  await place.focus()
  await ben.keyboard.press('ArrowRight')
  await expect.poll(() => valueOf(place)).toBeGreaterThan(1)
  expect(await axeViolations(ben)).toEqual([])
})

test('pictures and videos are looked at in place, and all files and links found again, offline too', async () => {
  const world = await setupWorld()
  const gate = await world.ownWay()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  const ben = await world.device(gate.url).start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')

  await attach(
    ana,
    file('first.png', pngOf(300, 200), 'image/png'),
    file('second.png', pngOf(200, 300, [20, 90, 60]), 'image/png'),
  )
  await send(ana, 'Two pictures, see https://example.org/regatta.')
  await attach(
    ana,
    file('start.webm', await recordVideo(ana), 'video/webm'),
    file(
      'lies.mp4',
      new TextEncoder().encode('<!doctype html><script>document.title = "run"</script>'),
      'video/mp4',
    ),
  )
  await send(ana, 'A video')
  await attach(
    ana,
    file('third.png', pngOf(64, 64, [200, 120, 10]), 'image/png'),
    file('plan.txt', new TextEncoder().encode('row'), 'text/plain'),
  )
  await send(ana, 'And more')

  // What comes still moves the list, away from under the mouse.
  await message(ben, 'And more').getByRole('button', { name: 'Open third.png' }).waitFor()
  const video = message(ben, 'A video')
  await video.getByRole('button', { name: 'Play start.webm' }).waitFor()
  expect(await ben.locator('video').count()).toBe(0)
  await video.getByRole('button', { name: 'Play start.webm' }).click()
  await expect
    .poll(() => ben.locator('video').evaluate((each: HTMLVideoElement) => each.currentTime))
    .toBeGreaterThan(0)
  expect(await ben.locator('video').getAttribute('src')).toMatch(/^blob:/)
  await video.getByRole('button', { name: 'Play lies.mp4' }).click()
  await video.getByRole('alert').filter({ hasText: 'could not be played here' }).waitFor()
  expect(await ben.title()).not.toContain('run')

  const opener = message(ben, 'Two pictures').getByRole('button', { name: 'Open second.png' })
  await opener.focus()
  await ben.keyboard.press('Enter')
  const viewer = (name: string) => ben.getByRole('dialog', { name })
  await viewer('second.png').getByRole('img', { name: 'second.png' }).waitFor()
  await ben.keyboard.press('ArrowRight')
  await viewer('third.png').getByRole('img', { name: 'third.png' }).waitFor()
  await ben.keyboard.press('ArrowLeft')
  await ben.keyboard.press('ArrowLeft')
  const first = viewer('first.png').getByRole('img', { name: 'first.png' })
  await first.waitFor()
  await viewer('first.png').getByText('1 of 3').waitFor()
  const width = () => first.evaluate((image) => image.getBoundingClientRect().width)
  await expect.poll(() => first.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(300)
  const fitted = await width()
  await ben.keyboard.press('+')
  await expect.poll(width).toBeGreaterThan(fitted)
  expect(await axeViolations(ben)).toEqual([])
  await ben.keyboard.press('Escape')
  await viewer('first.png').waitFor({ state: 'detached' })
  expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true)

  await gate.cut()
  await ben.getByRole('button', { name: 'Files and links' }).click()
  const panel = ben.getByRole('complementary', { name: 'Files and links' })
  const entry = (name: RegExp) => panel.getByRole('listitem').getByRole('button', { name })
  const listed = async (): Promise<ReadonlyArray<string | undefined>> =>
    (await panel.getByRole('listitem').allInnerTexts()).map((text) =>
      /^[a-z]+\n?\.[a-z]+/.exec(text)?.[0].replace('\n', ''),
    )
  await expect.poll(listed).toEqual(['third.png', 'first.png', 'second.png'])
  expect(await axeViolations(ben)).toEqual([])
  await panel.getByRole('radio', { name: 'Files' }).check()
  await expect.poll(async () => (await listed()).length).toBe(3)
  await panel.getByRole('searchbox', { name: 'Find by name' }).fill('plan')
  await expect.poll(async () => (await listed()).length).toBe(1)
  await entry(/plan/).click()
  // The focus goes there too: what is typed before it has arrived would be typed there.
  await ben.locator('article[data-sought=true]:focus').filter({ hasText: 'And more' }).waitFor()
  await panel.getByRole('searchbox', { name: 'Find by name' }).fill('')
  await panel.getByRole('radio', { name: 'Links' }).check()
  await panel.getByRole('button', { name: 'Open link to example.org' }).click()
  await ben.getByRole('dialog').getByText('https://example.org/regatta', { exact: true }).waitFor()
  expect(await axeViolations(ben)).toEqual([])
})

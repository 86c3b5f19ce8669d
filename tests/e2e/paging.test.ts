import { symlinkSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld, type World } from '../support/app.ts'
import { runImport } from '../support/import-run.ts'
import { channel, createChannel, inSync, joinWorkspace, message, post, signUp } from '../support/screens.ts'
import { channelsFile, dayFile, slackMessage, testZip, usersFile } from '../support/slack-export.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const count = 4_010 // three segments, of which the newest does not fill a window

/** Lines of one to four, so that heights differ from what the list expects. */
const textOf = (number: number): string => `number ${number}${'\nand more of it'.repeat(number % 4)}`

async function importHistory({ relayFolder }: World, count: number): Promise<void> {
  const data = temporaryFolder()
  symlinkSync(relayFolder, path.join(data, 'relay'))
  const authors = ['ben', 'cleo', 'dora'] as const
  const records = Array.from({ length: count }, (_, number) =>
    slackMessage(authors[(number % 7) % 3] ?? 'ben', number * 40, textOf(number)),
  )
  const export_ = testZip([
    usersFile(...authors),
    channelsFile('harbour'),
    dayFile('harbour/2023-11-14.json', ...records),
  ])
  expect(await runImport(data, export_, '--workspace', 'Rowing')).toMatchObject({ code: 0 })
}

interface Walk {
  readonly seen: number
  /** Where what was in view moved by more than was scrolled. */
  readonly jumps: ReadonlyArray<string>
  /** Where nothing was in view. */
  readonly blanks: ReadonlyArray<string>
}

/** Scrolls to the beginning, a window at a time, and watches a message in view at each step. */
const walkBack = (page: Page): Promise<Walk> =>
  page.evaluate(async () => {
    const log = document.querySelector('[role=log]')
    if (log === null) throw new Error('no messages')
    // After the second paint: within a frame, the list corrects itself before anyone sees it.
    const painted = (): Promise<void> =>
      new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    const inView = (): Array<HTMLElement> => {
      const { top, bottom } = log.getBoundingClientRect()
      return [...log.querySelectorAll('article')].filter((each) => {
        const box = each.getBoundingClientRect()
        return box.bottom > top && box.top < bottom
      })
    }
    const seen = new Set<string>()
    const note = (shown: ReadonlyArray<HTMLElement>): void => {
      for (const each of shown) seen.add(/number (\d+)/.exec(each.textContent)?.[1] ?? '')
    }
    note(inView())
    const jumps: Array<string> = []
    const blanks: Array<string> = []
    while (log.scrollTop > 0 || !log.textContent.includes('This is the beginning')) {
      const [anchor] = inView()
      const before = anchor?.getBoundingClientRect().top ?? 0
      const { scrollTop, scrollHeight } = log
      const step = Math.min(scrollTop, 500)
      log.scrollBy(0, -step)
      await painted()
      await painted()
      const shown = inView()
      if (shown.length === 0)
        blanks.push(`from ${scrollTop} of ${scrollHeight} to ${log.scrollTop} of ${log.scrollHeight}`)
      note(shown)
      const moved =
        (anchor?.isConnected === true ? anchor.getBoundingClientRect().top : before + step) - before
      if (Math.abs(moved - step) > 1) {
        jumps.push(
          `${moved}, at ${scrollTop} of ${scrollHeight}, now ${log.scrollTop} of ${log.scrollHeight}`,
        )
      }
    }
    return { seen: seen.size, jumps, blanks }
  })

/** How high all is that was loaded, once nothing moves any more. */
const standingHeight = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const log = document.querySelector('[role=log]')
    let [height, still] = [0, 0]
    while (still < 30) {
      await new Promise(requestAnimationFrame)
      still = log !== null && log.scrollHeight > 10_000 && log.scrollHeight === height ? still + 1 : 0
      height = log?.scrollHeight ?? 0
    }
    return height
  })

test('a long channel opens at its end and is paged back to its beginning; nothing that is read moves', async () => {
  const world = await setupWorld()
  await importHistory(world, count)
  const ana = await world.device().start({ size: { width: 1280, height: 800 } })
  await signUp(ana, 'ana', 'Ana')
  await joinWorkspace(ana, 'Rowing', 'harbour')
  await message(ana, `number ${count - 1}`).waitFor()
  expect(await standingHeight(ana)).toBeLessThan(270_000) // 180,000 are the newest segment and the one before it
  expect(await walkBack(ana)).toEqual({ seen: count, jumps: [], blanks: [] })
  await message(ana, 'number 0').first().focus()
  await ana.keyboard.press('p')
  await ana.getByRole('button', { name: '1 pinned message' }).waitFor()

  const eva = await world.device().start()
  await signUp(eva, 'eva', 'Eva')
  await joinWorkspace(eva, 'Rowing', 'harbour')
  await post(eva, 'hello from today')
  await ana.getByRole('button', { name: '1 new message' }).click()
  await message(ana, 'hello from today').waitFor()
  await ana.getByRole('button', { name: /new message/ }).waitFor({ state: 'detached' })

  // What is pinned far back is listed without what lies between, and that is loaded on the way there.
  await ana.reload()
  await message(ana, 'hello from today').waitFor()
  await ana.getByRole('button', { name: '1 pinned message' }).click()
  const pinned = ana.getByRole('complementary', { name: 'Pinned messages' })
  await pinned.getByRole('button', { name: /number 0/u }).click()
  await message(ana, 'number 0').first().getByText('Pinned by Ana').waitFor()
}, 300_000)

test('[UB1][UB3] what is unread from before the newest segment on: no line stands, and a bar goes to the first of it, out of reach too', async () => {
  const world = await setupWorld()
  const old = 1_995 // a few more fill the segment
  await importHistory(world, old)
  const way = await world.ownWay()
  const ana = await world.device(way.url).start({ size: { width: 1280, height: 800 } })
  await signUp(ana, 'ana', 'Ana')
  await joinWorkspace(ana, 'Rowing', 'harbour')
  await message(ana, `number ${old - 1}`).waitFor()
  await createChannel(ana, 'quay')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing', 'harbour')
  for (let number = 0; number < 40; number++)
    await post(ben, `unread ${number}${'\nand more of it'.repeat(9)}`)
  await message(ben, 'unread 39').getByText('On the server').waitFor({ state: 'attached' })
  await channel(ana, /^harbour.*unread/u).waitFor()
  await inSync(ana)

  await way.cut()
  await ana.reload()
  await channel(ana, /^harbour.*unread/u).click()
  await message(ana, 'unread 39').waitFor()
  await ana.getByText(/^40 new messages since /u).waitFor()
  const line = ana.getByRole('log', { name: 'Messages' }).getByText('New', { exact: true })
  expect(await line.count()).toBe(0)
  await ana.keyboard.press('Control+j')
  await expect.poll(() => ana.evaluate(() => document.activeElement?.textContent)).toContain('unread 0')
  await line.waitFor()
  expect(await message(ana, 'unread 0').locator('xpath=..').getByText('New', { exact: true }).count()).toBe(1)
  await ana.getByRole('button', { name: 'Jump to first unread' }).waitFor({ state: 'detached' })
}, 300_000)

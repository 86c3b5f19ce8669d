/** What the person of the benchmark `ui` does, and how long the page takes for it: in milliseconds of its own clock. */
import type { Locator, Page } from 'playwright-core'
import * as v from 'valibot'
import { paths, workspacesAnswer } from '../../core/protocol/api.ts'
import { conversationIdSchema } from '../../core/protocol/id-schemas.ts'
import { messagePaths } from '../../core/protocol/messages-api.ts'
import { ask, askFor } from './api-calls.ts'
import { callPage } from './measured-page.ts'
import { type BenchPerson, callRelay, signUpAt } from './tidings-account.ts'

const password = 'correct horse battery staple'
const otherChannels = 12
const messagesEach = 60
const conversationsAnswer = v.object({ id: conversationIdSchema })

/** Another person in the workspace, who has made channels and written in them. */
export interface Writer {
  readonly person: BenchPerson
  /** Names of channels, and where one of them is. */
  readonly channels: ReadonlyArray<string>
  readonly send: (text: string) => Promise<void>
}

export async function settleWriter(relay: string): Promise<Writer> {
  const person = await signUpAt(relay, 'writer')
  const { workspaces } = await askFor(relay + paths.workspaces, person, workspacesAnswer)
  const workspace = workspaces.find(({ name }) => name === 'Bench')?.id ?? ''
  await ask(relay + paths.join(workspace), person, {})
  const channels = Array.from({ length: otherChannels }, (_, number) => `side-${number}`)
  const ids: Array<string> = []
  for (const name of channels) {
    const address = relay + paths.conversations(workspace)
    const { id } = await callRelay(address, { name }, person.session.accessToken, conversationsAnswer)
    ids.push(id)
    for (let number = 0; number < messagesEach; number++)
      await ask(relay + messagePaths.messages(id), person, { text: `message ${number} of **${name}**` })
  }
  return {
    person,
    channels,
    send: async (text) => void (await ask(relay + messagePaths.messages(ids[0] ?? ''), person, { text })),
  }
}

export async function signUp(page: Page): Promise<void> {
  await page.getByLabel('Username').fill('reader')
  await page.getByLabel('Name', { exact: true }).fill('Reader')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('button', { name: 'Skip' }).click()
  await page.getByRole('button', { name: 'Join Bench' }).click()
  await composer(page).waitFor()
}

export async function unlock(page: Page): Promise<void> {
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Unlock' }).click()
  await composer(page).waitFor()
}

const composer = (page: Page): Locator => page.getByRole('textbox', { name: /^Message / })

/** Resolves once all messages are on the device, and in its index. */
export async function untilCovered(page: Page): Promise<void> {
  await page.keyboard.press('Control+f')
  await page.getByText('All messages can be searched.').waitFor()
  await page.keyboard.press('Escape')
}

const times = v.array(v.number())

export const openChannel = async (page: Page, name: string): Promise<number> =>
  v.parse(v.number(), await callPage(page, 'openChannel', name))

/** Goes from one conversation to another, some just left and some not seen yet. */
export async function switchBetween(
  page: Page,
  names: ReadonlyArray<string>,
): Promise<ReadonlyArray<number>> {
  const taken: Array<number> = []
  for (let turn = 0; turn < 4 * names.length; turn++) {
    const name = names[(turn * 5) % names.length] ?? ''
    taken.push(await openChannel(page, name))
    await page.waitForTimeout(100)
  }
  return taken
}

export const scrollBack = async (page: Page, messages: number): Promise<ReadonlyArray<number>> =>
  v.parse(times, await callPage(page, 'scrollBack', messages))

export async function searchFor(page: Page, words: ReadonlyArray<string>): Promise<ReadonlyArray<number>> {
  await page.keyboard.press('Control+f')
  await page.getByRole('dialog').getByRole('combobox').waitFor()
  const taken = v.parse(times, await callPage(page, 'searchFor', words))
  await page.keyboard.press('Escape')
  return taken
}

const keys = 300
const keyEveryMs = 40

/** Types while another person posts 20 messages a second; from each key until its letter is painted. */
export async function typeWhileOthersPost(page: Page, writer: Writer): Promise<ReadonlyArray<number>> {
  await composer(page).focus()
  await callPage(page, 'watchKeys')
  let isTyping = true
  const posting = (async () => {
    for (let number = 0; isTyping; number++) {
      void writer.send(`incoming ${number} with *some* text`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })()
  const text = 'the quick brown fox jumps over the lazy dog '
  for (let at = 0; at < keys; at++) {
    await page.keyboard.press(text[at % text.length] === ' ' ? 'Space' : (text[at % text.length] ?? 'a'))
    await page.waitForTimeout(keyEveryMs)
  }
  isTyping = false
  await posting
  return v.parse(times, await callPage(page, 'keyTimes'))
}

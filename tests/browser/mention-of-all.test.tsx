import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ok } from '../../core/base/result.ts'
import type { Member } from '../../core/engine/engine.ts'
import { readScheduled } from '../../core/engine/personal/scheduled.ts'
import { attachmentId, conversationId, everyone } from '../../core/protocol/ids.ts'
import { hexId, me, messageId, personId, sampleMessage } from '../support/preview/sample-messages.ts'
import { brokenRules, button, home, overflowing, showSealed } from './sealed-kit.tsx'

type Engine = Awaited<ReturnType<typeof showSealed>>['engine']

const general = conversationId(hexId(4, 0))
const box = () => page.getByRole('textbox', { name: /^Message / })
const options = () => page.getByRole('option')
const question = () => page.getByRole('dialog', { name: 'Mention everyone here?' })
const lastIn = (engine: Engine) => engine.open(general)?.view.read().messages.at(-1)
const row = (text: string) => page.getByRole('article').filter({ hasText: text })

async function showChannel(shown: Parameters<typeof showSealed>[1] = {}): Promise<Engine> {
  const { engine } = await showSealed({}, shown)
  await button('general').click()
  await expect.element(page.getByRole('textbox', { name: 'Message #general' })).toBeVisible()
  return engine
}

/** So many people are there that the app asks. */
async function showCrowd(shown: Parameters<typeof showSealed>[1] = {}): Promise<Engine> {
  const engine = await showChannel(shown)
  const crowd = Array.from({ length: 12 }, (_, number): Member => ({
    user: personId(number),
    name: `Person ${number}`,
    username: `person${number}`,
    role: 'member',
    placeholder: false,
  }))
  vi.spyOn(engine, 'members').mockResolvedValue(crowd)
  return engine
}

test('[CP27][MU17] all are offered in a channel with how many they are, and sent without a question where they are few', async () => {
  const engine = await showChannel()
  await box().click()
  await userEvent.keyboard('hello @al')
  await expect.element(options().first()).toHaveAccessibleName('all Everyone here, 7 people')
  expect(await brokenRules()).toEqual([])
  await userEvent.keyboard('{Enter}')
  await expect.element(box()).toHaveValue('hello @all ')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => lastIn(engine)).toMatchObject({ text: 'hello @all ', mentions: [everyone] })
  await expect.element(question()).not.toBeInTheDocument()
})

test('[CP27][MU17] in a direct message all are not offered, and what is written so is text', async () => {
  await showSealed()
  await box().click()
  await userEvent.keyboard('@')
  await expect.element(options().first()).toBeVisible()
  expect(
    options()
      .elements()
      .map((each) => each.textContent)
      .join(),
  ).not.toContain('Everyone')
  await userEvent.keyboard('all')
  await expect.element(options()).not.toBeInTheDocument()
  await userEvent.keyboard('{Enter}')
  await expect.element(row('@all').getByText('@all', { exact: true })).toBeVisible()
  expect(row('@all').element().textContent).not.toContain('everyone here')
})

test('[MU17] a mention of all looks like one of oneself but to its author, is heard, and leads nowhere', async () => {
  const said = (number: number, author: typeof me, text: string, mentions: ReadonlyArray<typeof me>) =>
    [number, { ...sampleMessage(number), author, text, mentions, redacted: false, edited: false }] as const
  await showChannel({
    talk: {
      instead: new Map([
        said(8, personId(1), 'for me: @Ana\u{A0}Beltrán', [me]),
        said(9, personId(1), 'from him: @all', [everyone]),
        said(10, me, 'from me: @all', [everyone]),
        said(11, personId(2), 'as text: @all', []),
      ]),
    },
  })
  const chip = (text: string) => {
    const found = row(text)
      .getByText(/^@(?:all|Ana)/u)
      .element()
    return {
      background: getComputedStyle(found).backgroundColor,
      tag: found.tagName,
      heard: found.textContent,
    }
  }
  await expect.element(row('from him').getByText(/^@all/u)).toBeVisible()
  const own = chip('for me')
  expect(own.tag).toBe('BUTTON')
  expect(chip('from him')).toEqual({ background: own.background, tag: 'SPAN', heard: '@all everyone here' })
  expect(chip('from me')).toMatchObject({ tag: 'SPAN', heard: '@all everyone here' })
  expect(chip('from me').background).not.toBe(own.background)
  expect(row('as text').element().textContent).not.toContain('everyone here')
  // Who copies it has what was written.
  const copied = getSelection()
  copied?.selectAllChildren(row('from him').getByText(/^@all/u).element())
  expect(copied?.toString()).toBe('@all')
  expect(await brokenRules()).toEqual([])
})

test('[CP28] where very many are reached it is asked once: Escape leads back to the text, Enter sends it', async () => {
  const engine = await showCrowd()
  const before = lastIn(engine)
  await box().fill('@all the tide')
  await userEvent.keyboard('{Enter}')
  await expect.element(question().getByText('This message mentions 11 people at once.')).toBeVisible()
  await page.viewport(320, 640)
  expect([await brokenRules(), overflowing()]).toEqual([[], []])
  await page.viewport(1_100, 760)
  await userEvent.keyboard('{Escape}')
  await expect.element(question()).not.toBeInTheDocument()
  await expect.element(box()).toHaveValue('@all the tide')
  await expect.element(box()).toHaveFocus()
  expect(lastIn(engine)).toBe(before)
  await userEvent.keyboard('!{Enter}')
  await expect.element(question().getByRole('button', { name: 'Mention everyone' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => lastIn(engine)).toMatchObject({ text: '@all the tide!', mentions: [everyone] })
  await expect.element(question()).not.toBeInTheDocument()
  await expect.element(box()).toHaveValue('')
})

test('[CP28] what answers a message and has a file comes back with both', async () => {
  const sealed = { id: attachmentId(hexId(8, 1)), sha256: new Uint8Array(32), seal: undefined }
  const answers = { 'files.begin': ok(sealed.id), 'files.write': ok(undefined), 'files.finish': ok(sealed) }
  const engine = await showCrowd({ answers })
  await row('does a subversion gnome client exist?').hover()
  await row('does a subversion gnome client exist?')
    .getByRole('button', { name: 'Reply', exact: true })
    .click()
  const answered = page.getByText(/^Replying to /)
  const file = page.getByText('boats.txt')
  await userEvent.upload(page.getByLabelText('Attach files').last(), new File(['boats'], 'boats.txt'))
  await expect.element(file).toBeVisible()
  await box().fill('@all the tide')
  await userEvent.keyboard('{Enter}')
  await expect.element(question()).toBeVisible()
  await userEvent.keyboard('{Escape}')
  for (const each of [answered, file]) await expect.element(each).toBeVisible()
  await expect.element(box()).toHaveValue('@all the tide')
  await userEvent.keyboard('{Enter}')
  await expect.element(question()).toBeVisible()
  await userEvent.keyboard('{Enter}')
  await expect
    .poll(() => lastIn(engine))
    .toMatchObject({
      text: '@all the tide',
      mentions: [everyone],
      replyTo: messageId(0),
      attachments: [{ name: 'boats.txt' }],
    })
})

test('[CP28] a change that adds it is asked about before it is kept', async () => {
  const engine = await showCrowd()
  await box().fill('the tide')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => lastIn(engine)?.text).toBe('the tide')
  const open = engine.open(general)
  if (open === undefined) throw new Error('no conversation')
  const edit = vi.spyOn(open, 'edit')
  await userEvent.keyboard('{ArrowUp}')
  await expect.element(box()).toHaveValue('the tide')
  await userEvent.keyboard(' for @all now{Enter}')
  await expect.element(question()).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(box()).toHaveValue('the tide for @all now')
  await expect.element(button('Save')).toBeVisible()
  expect(edit).not.toHaveBeenCalled()
  await box().click()
  await userEvent.keyboard('{Enter}')
  await expect.element(question()).toBeVisible()
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => edit.mock.calls.at(-1)?.slice(1)).toEqual(['the tide for @all now', [everyone]])
})

test('[CP28] what is sent later is asked about when it is put there, and stands in the box if it is not meant', async () => {
  const engine = await showCrowd()
  const scheduled = () => readScheduled(engine.personal(home).all.read())
  await box().fill('@all the tide')
  const later = async (): Promise<void> => {
    await button('Send later').click()
    await page.getByRole('menuitem', { name: /^Tomorrow morning/ }).click()
    await expect.element(question()).toBeVisible()
  }
  await later()
  await userEvent.keyboard('{Escape}')
  await expect.element(box()).toHaveValue('@all the tide')
  expect(scheduled()).toEqual([])
  await later()
  await userEvent.keyboard('{Enter}')
  await expect.poll(scheduled).toMatchObject([{ text: '@all the tide', mentions: [everyone] }])
  // Changed so that it mentions all again, it is asked again; what was typed stays.
  await button(/^Scheduled messages/).click()
  const write = async (text: string): Promise<void> => {
    await page.getByLabelText('Message', { exact: true }).fill(text)
    await button('Save').click()
  }
  await button('Change').click()
  await write('tide')
  await expect.poll(scheduled).toMatchObject([{ text: 'tide', mentions: [] }])
  await button('Change').click()
  await write('now @all')
  await expect.element(question()).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByLabelText('Message', { exact: true })).toHaveValue('now @all')
  await button('Save').click()
  await expect.element(question()).toBeVisible()
  await userEvent.keyboard('{Enter}')
  await expect.poll(scheduled).toMatchObject([{ text: 'now @all', mentions: [everyone] }])
})

test('[CP28] who goes away while asked has said no: what was written is there when they come back', async () => {
  const engine = await showCrowd()
  const before = lastIn(engine)
  await row('ok, trying that now').hover()
  await row('ok, trying that now').getByRole('button', { name: 'Reply', exact: true }).click()
  await box().fill('@all the tide')
  await userEvent.keyboard('{Enter}')
  await expect.element(question()).toBeVisible()
  const view = engine.directory.read()
  const closed = view.workspaces.map((each) => ({
    ...each,
    channels: each.channels.map((channel) => ({ ...channel, archived: true as const })),
  }))
  engine.tell({ ...view, workspaces: closed })
  await expect.element(question()).not.toBeInTheDocument()
  await expect.element(box()).not.toBeInTheDocument()
  engine.tell(view)
  await expect.element(box()).toHaveValue('@all the tide')
  await expect.element(page.getByText(/^Replying to /)).toBeVisible()
  expect(lastIn(engine)).toBe(before)
})

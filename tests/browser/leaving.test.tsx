/** Who leaves a conversation and comes back loses nothing of what they had begun there. */
import { describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { fail, ok } from '../../core/base/result.ts'
import { attachmentId } from '../../core/protocol/ids.ts'
import type { OpenMicrophone } from '../../renderer/platform/microphone.ts'
import { sealedId } from '../support/preview/fake-sealed.ts'
import { brokenRules, button, showSealed } from './sealed-kit.tsx'

type Engine = Awaited<ReturnType<typeof showSealed>>['engine']

const channels = ['general', 'boats', 'oars', 'crew']
const box = () => page.getByRole('textbox', { name: /^Message / })
const talk = (engine: Engine) => {
  const open = engine.open(sealedId(1))
  if (open === undefined) throw new Error('no conversation')
  return open
}
const lastIn = (engine: Engine) => talk(engine).view.read().messages.at(-1)

async function post(text: string): Promise<void> {
  await box().fill(text)
  await userEvent.keyboard('{Enter}')
  await expect.element(box()).toHaveValue('')
}

async function goTo(channel: string): Promise<void> {
  await button(new RegExp(`^${channel}`, 'u')).click()
  await expect.element(page.getByRole('textbox', { name: `Message #${channel}` })).toBeVisible()
}

async function comeBack(): Promise<void> {
  await button(/^kleedrac.*away/).click()
  await expect.element(page.getByRole('textbox', { name: 'Message #boats' })).not.toBeInTheDocument()
}

async function editLast(): Promise<void> {
  await userEvent.click(box())
  await userEvent.keyboard('{ArrowUp}')
  await expect.element(page.getByText('Editing your message')).toBeVisible()
}

describe('[CP20] what was being edited or answered is so on coming back', () => {
  test('the edit with its new text, also after more conversations than are kept open', async () => {
    const { engine } = await showSealed({}, { talk: { channels } })
    await post('as it was')
    await editLast()
    await box().fill('as it is to be')
    for (const channel of channels) await goTo(channel)
    await goTo('boats')
    await expect.element(page.getByText('Editing your message')).not.toBeInTheDocument()
    await comeBack()
    await expect.element(page.getByText('Editing your message')).toBeVisible()
    await expect.element(box()).toHaveValue('as it is to be')
    await expect.element(box()).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText('Editing your message')).not.toBeInTheDocument()
    expect(lastIn(engine)).toMatchObject({ text: 'as it is to be', edited: true })
  })

  test('the answer, so that the draft goes out as one; Escape ends it and the draft stays', async () => {
    const { engine } = await showSealed({}, { talk: { channels } })
    await post('to be answered')
    const answered = lastIn(engine)?.id
    const answer = async (): Promise<void> => {
      await userEvent.hover(page.getByRole('article').last())
      await page.getByRole('article').last().getByRole('button', { name: 'Reply', exact: true }).click()
    }
    await answer()
    await box().fill('half an answer')
    await goTo('boats')
    await comeBack()
    await expect.element(page.getByText(/^Replying to /)).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByText(/^Replying to /)).not.toBeInTheDocument()
    await goTo('boats')
    await comeBack()
    await expect.element(box()).toHaveValue('half an answer')
    await expect.element(page.getByText(/^Replying to /)).not.toBeInTheDocument()
    await answer()
    await goTo('boats')
    await comeBack()
    await userEvent.click(box())
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => lastIn(engine)).toMatchObject({ text: 'half an answer', replyTo: answered })
    await expect.element(page.getByText(/^Replying to /)).not.toBeInTheDocument()
  })

  test('in the conversation and in a thread, each its own; a panel that is closed loses nothing either', async () => {
    await showSealed({}, { talk: { channels } })
    await post('the root')
    const root = page.getByRole('article').filter({ hasText: 'the root' })
    await userEvent.hover(root)
    await root.getByRole('button', { name: 'Reply in thread' }).click()
    const replyBox = page.getByRole('textbox', { name: 'Reply in the thread' })
    await replyBox.fill('a reply')
    await userEvent.keyboard('{Enter}')
    await expect.element(replyBox).toHaveValue('')
    await userEvent.keyboard('{ArrowUp}')
    await replyBox.fill('a better reply')
    await goTo('boats')
    await comeBack()
    await expect.element(replyBox).toHaveValue('a better reply')
    await expect.element(box()).toHaveValue('')
    await page.getByRole('complementary', { name: 'Thread' }).getByRole('button', { name: 'Close' }).click()
    await expect.element(replyBox).not.toBeInTheDocument()
    await button(/1 reply/).click()
    await expect.element(replyBox).toHaveValue('a better reply')
    await expect.element(page.getByText('Editing your message')).toBeVisible()
  })
})

describe('[CP21] of a message that is gone', () => {
  test('the new text becomes the draft, before what stood there, and that is said until one writes on', async () => {
    const { engine } = await showSealed({}, { talk: { channels } })
    await post('as it was')
    await box().fill('a draft')
    await userEvent.hover(page.getByRole('article').last())
    await page.getByRole('article').last().getByRole('button', { name: 'Edit' }).click()
    await box().fill('much thought about')
    await goTo('boats')
    const { id } = lastIn(engine) ?? {}
    if (id === undefined) throw new Error('no message')
    await talk(engine).redact(id)
    await comeBack()
    const said = page.getByRole('alert').getByText(/^The message that you were editing is gone\./)
    await expect.element(said).toBeVisible()
    await expect.element(box()).toHaveValue('much thought about\na draft')
    await expect.element(page.getByText('Editing your message')).not.toBeInTheDocument()
    expect(await brokenRules()).toEqual([])
    await goTo('boats')
    await comeBack()
    await expect.element(said).toBeVisible()
    await expect.element(box()).toHaveValue('much thought about\na draft')
    await userEvent.type(box(), '!')
    await expect.element(said).not.toBeInTheDocument()
  })

  test('nothing stays where nothing was changed', async () => {
    const { engine } = await showSealed({}, { talk: { channels } })
    await post('as it was')
    await editLast()
    const { id } = lastIn(engine) ?? {}
    if (id === undefined) throw new Error('no message')
    await talk(engine).redact(id)
    await expect.element(page.getByText('Editing your message')).not.toBeInTheDocument()
    await expect.element(box()).toHaveValue('')
    await expect.element(page.getByText(/is gone\./)).not.toBeInTheDocument()
  })
})

test('[CP20] an answer that could not be sent takes nothing from an edit that was begun since', async () => {
  const { engine } = await showSealed()
  await post('as it was')
  let refuse = (): void => undefined
  const refused = new Promise<void>((resolve) => (refuse = resolve))
  vi.spyOn(talk(engine), 'post').mockReturnValue(
    refused.then(() => fail({ kind: 'unknown-message' as const })),
  )
  await userEvent.hover(page.getByRole('article').last())
  await page.getByRole('article').last().getByRole('button', { name: 'Reply', exact: true }).click()
  await box().fill('an answer')
  await userEvent.keyboard('{Enter}')
  await expect.element(box()).toHaveValue('')
  await editLast()
  await box().fill('as it is to be')
  refuse()
  await expect.element(page.getByText('This message is no longer there.')).toBeVisible()
  await expect.element(box()).toHaveValue('as it is to be')
  await userEvent.keyboard('{Escape}')
  await expect.element(box()).toHaveValue('an answer')
})

describe('[CP22] a voice that is being recorded when one leaves', () => {
  async function setup(answers: Readonly<Record<string, unknown>> = {}) {
    const world = { isOn: false }
    const heard: OpenMicrophone = {
      level: () => 0.5,
      finish: async () => {
        world.isOn = false
        return new Blob(['words'], { type: 'audio/webm' })
      },
      cancel: () => {
        world.isOn = false
      },
      whenEnded: () => undefined,
    }
    const microphone = {
      open: async () => {
        world.isOn = true
        return ok(heard)
      },
    }
    await showSealed({}, { talk: { channels }, microphone, answers })
    return world
  }
  const voice = () => page.getByRole('list', { name: 'Files to send' }).getByRole('listitem')

  test('waits among the files there, and the microphone is off', async () => {
    const world = await setup()
    await button('Record a voice message').click()
    await expect.element(page.getByRole('timer')).toBeVisible()
    await goTo('boats')
    await expect.poll(() => world.isOn).toBe(false)
    await expect.element(voice()).not.toBeInTheDocument()
    await comeBack()
    await expect.element(voice().getByRole('button', { name: 'Play voice message' })).toBeVisible()
    expect(voice().elements()).toHaveLength(1)
  })

  test('has room: nothing is recorded beside ten files, and no tenth is attached beside it', async () => {
    const world = await setup({ 'files.begin': new Promise(() => undefined) })
    const files = (count: number) => Array.from({ length: count }, (_, at) => new File(['x'], `${at}.txt`))
    await button('Record a voice message').click()
    await expect.element(page.getByRole('timer')).toBeVisible()
    await userEvent.upload(page.getByLabelText('Attach files').last(), files(10))
    await expect.element(page.getByText('1 of 10 files was left out: a message takes 10.')).toBeVisible()
    expect(voice().elements()).toHaveLength(9)
    await button('Finish recording').click()
    await expect.poll(() => voice().elements().length).toBe(10)
    await button('Record a voice message').click()
    await expect.element(page.getByText('A message takes no more than 10 files.')).toBeVisible()
    expect(world.isOn).toBe(false)
  })
})

describe('[CP23] what waits in a conversation', () => {
  const sealed = () => button(/^kleedrac.*away/)
  const mark = () => page.getByRole('listitem').filter({ has: sealed() }).getByText(', draft waits')

  test('marks it in the sidebar: a file, and the new text of a message, as long as it does', async () => {
    await showSealed({}, { talk: { channels } })
    await post('as it was')
    await expect.element(mark()).not.toBeInTheDocument()
    await userEvent.upload(page.getByLabelText('Attach files').last(), new File(['boats'], 'boats.txt'))
    await expect.element(mark()).toBeInTheDocument()
    await button('Remove boats.txt').click()
    await expect.element(mark()).not.toBeInTheDocument()
    await editLast()
    await expect.element(mark()).not.toBeInTheDocument()
    await box().fill('as it is to be')
    await goTo('boats')
    await expect.element(mark()).toBeInTheDocument()
    await comeBack()
    await userEvent.click(box())
    await userEvent.keyboard('{Escape}')
    await expect.element(mark()).not.toBeInTheDocument()
  })

  test('[CP25] says so where this device could not store it, as long as it waits', async () => {
    const seal = { key: new Uint8Array(32), header: new Uint8Array(24), size: 5 }
    const id = attachmentId('b'.repeat(32))
    const answers = {
      'files.begin': ok(id),
      'files.write': ok(undefined),
      'files.finish': ok({ id, sha256: new Uint8Array(32), seal }),
      'files.drop': ok(undefined),
    }
    await showSealed({}, { talk: { channels }, answers }) // with a store that cannot be opened
    const said = page.getByText(/^This device could not store files that wait here\./)
    await goTo('crew')
    await expect.element(said).not.toBeInTheDocument()
    await userEvent.upload(page.getByLabelText('Attach files').last(), new File(['boats'], 'boats.txt'))
    await expect.element(said).toBeVisible()
    expect(await brokenRules()).toEqual([])
    await goTo('boats')
    await expect.element(said).not.toBeInTheDocument()
    await goTo('crew')
    await expect.element(said).toBeVisible()
    await button('Remove boats.txt').click()
    await expect.element(said).not.toBeInTheDocument()
  })

  test('marks the thread in which it is', async () => {
    await showSealed({}, { talk: { channels } })
    await post('the root')
    const root = page.getByRole('article').filter({ hasText: 'the root' })
    await userEvent.hover(root)
    await root.getByRole('button', { name: 'Reply in thread' }).click()
    const thread = page.getByRole('complementary', { name: 'Thread' })
    await expect.element(thread.getByRole('textbox')).toBeVisible()
    await userEvent.upload(thread.getByLabelText('Attach files').last(), new File(['boats'], 'boats.txt'))
    await expect.element(root.first().getByRole('button', { name: /Draft of a reply/ })).toBeVisible()
    await expect.element(mark()).not.toBeInTheDocument()
  })
})

/** What lies on the clipboard of the system is pasted by its key: text, code, a table, a picture. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { pngOf } from '../support/pictures.ts'
import { composer, createWorkspace, joinWorkspace, message, signUp } from '../support/screens.ts'

/** By type; bytes are of a PNG. */
async function copy(page: Page, contents: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  const all = Object.entries(contents).map(
    ([type, content]) => [type, typeof content === 'string' ? content : [...content]] as const,
  )
  await page.evaluate(async (given) => {
    const item = given.map(([type, content]): [string, Blob] => [
      type,
      new Blob([typeof content === 'string' ? content : new Uint8Array(content)], { type }),
    ])
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(item))])
  }, all)
}

test('[CP9][CP12] text of many lines, code, a table and a picture are pasted with the key, and the other person has them', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  await ana.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  const box = composer(ana, 'general')
  const paste = async (contents: Readonly<Record<string, string | Uint8Array>>): Promise<void> => {
    await copy(ana, contents)
    await box.focus()
    await ana.keyboard.press('Control+v')
  }

  await paste({ 'text/plain': 'Three things:\n\n  the oars\n\tthe rope\n港口' })
  await expect.poll(() => box.inputValue()).toBe('Three things:\n\n  the oars\n\tthe rope\n港口')
  await box.press('Enter')
  for (const line of ['the oars', 'the rope', '港口'])
    await message(ben, 'Three things:').getByText(line).waitFor()

  // As a page has it: what has no form of its own in a message comes as its text.
  await paste({
    'text/html': '<p>Bring the <b>big</b> <a href="https://oars.example">oars</a></p><ul><li>both</li></ul>',
    'text/plain': 'Bring the big oars\n- both',
  })
  await expect.poll(() => box.inputValue()).toBe('Bring the big oars\n- both')
  await box.press('Enter')
  await message(ben, 'Bring the big oars').getByRole('listitem').filter({ hasText: 'both' }).waitFor()

  await paste({
    'text/html': '<pre style="font-family:monospace"><code>if (tide) {\n  row()\n}</code></pre>',
    'text/plain': 'if (tide) {\n  row()\n}',
  })
  await expect.poll(() => box.inputValue()).toBe('```\nif (tide) {\n  row()\n}\n```\n')
  await box.press('Enter')
  await message(ben, 'row()').locator('pre').filter({ hasText: '  row()' }).waitFor()

  const cells = '<tr><td>Boat</td><td>Length</td></tr><tr><td>Otter</td><td>7.5</td></tr>'
  await paste({ 'text/html': `<table>${cells}</table>`, 'text/plain': 'Boat\tLength\nOtter\t7.5' })
  await expect.poll(() => box.inputValue()).toContain('| Otter | 7.5 |')
  await box.press('Enter')
  await message(ben, 'Otter').getByRole('table').getByRole('cell', { name: '7.5' }).waitFor()

  await paste({ 'image/png': pngOf(120, 90) })
  await ana.getByRole('list', { name: 'Files to send' }).getByRole('listitem').waitFor()
  await box.fill('As it looks today')
  await box.press('Enter')
  const picture = message(ben, 'As it looks today').getByRole('button', { name: /^Open .*\.png$/u })
  await expect
    .poll(() =>
      picture
        .locator('img')
        .evaluate((image: HTMLImageElement) => [image.complete, image.naturalWidth / image.naturalHeight]),
    )
    .toEqual([true, 120 / 90])
  await picture.click()
  await expect
    .poll(() =>
      ben
        .getByRole('dialog')
        .getByRole('img')
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBe(120)
})

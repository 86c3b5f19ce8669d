import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { brokenRules, button, overflowing, showSealed } from './sealed-kit.tsx'

const box = () => page.getByRole('textbox', { name: /^Message / })
const value = (): string => {
  const element = box().element()
  return element instanceof HTMLTextAreaElement ? element.value : ''
}

/** As a system has it on its clipboard: by type. Spreadsheets lay a picture of the cells beside it. */
function paste(texts: Readonly<Record<string, string>>, hasPicture = false): void {
  const clipboardData = new DataTransfer()
  for (const [type, text] of Object.entries(texts)) clipboardData.setData(type, text)
  if (hasPicture) clipboardData.items.add(new File(['png'], 'image.png', { type: 'image/png' }))
  box()
    .element()
    .dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
}

const cells = (rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  `<style>td { color: red }</style><!--StartFragment--><table><tbody>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    .join('')}</tbody></table><!--EndFragment-->`

const boats = cells([
  ['Boat', 'Length', 'Kept_in'],
  ['Otter | old', '7.5', 'Shed <b>2</b>'],
  ['*Heron*', '1,012', 'snake_case<br>below'],
])
const boatsAsText = 'Boat\tLength\tKept_in\r\nOtter | old\t7.5\tShed 2\r\n'
const boatsAsMarkdown = [
  '| Boat | Length | Kept_in |',
  '| --- | ---: | --- |',
  String.raw`| Otter \| old | 7.5 | Shed 2 |`,
  String.raw`| \*Heron\* | 1,012 | snake_case below |`,
  '',
].join('\n')

test('[CP9] cells of a spreadsheet become a table, not a picture of them; undoing takes it back, and sent it is one', async () => {
  await showSealed()
  await box().fill('Ours:')
  await userEvent.keyboard('{Control>}{End}{/Control}')
  paste({ 'text/html': boats, 'text/plain': boatsAsText }, true)
  await expect.poll(value).toBe(`Ours:\n\n${boatsAsMarkdown}`)
  expect(page.getByRole('button', { name: /image\.png/ }).elements()).toEqual([])
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.poll(value).toBe('Ours:')
  paste({ 'text/html': boats, 'text/plain': boatsAsText })
  await expect.poll(value).toContain('| ---: |')
  await userEvent.keyboard('{Enter}')
  const table = page.getByRole('table')
  await expect.element(table).toBeVisible()
  const textsOf = (cell: 'th' | 'td'): ReadonlyArray<string> =>
    Array.from(table.element().querySelectorAll(cell), ({ textContent }) => textContent)
  expect(textsOf('th')).toEqual(['Boat', 'Length', 'Kept_in'])
  expect(textsOf('td')).toEqual(['Otter | old', '7.5', 'Shed 2', '*Heron*', '1,012', 'snake_case below'])
  expect(await brokenRules()).toEqual([])
})

test.each([
  ['one cell', cells([['alone']]), 'alone'],
  ['one column', cells([['a'], ['b']]), 'a\nb'],
  ['a page with more than the table', `<p>Before</p>${boats}`, 'Before\nBoat\tLength'],
  ['two tables', boats + boats, 'a\tb'],
  ['too many columns', cells([Array.from({ length: 31 }, () => 'x'), ['y']]), 'x\tx'],
])('[CP9] of %s the text is pasted', async (_, html, plain) => {
  await showSealed()
  await box().click()
  paste({ 'text/html': html, 'text/plain': `${plain.replaceAll('\n', '\r\n')}\r\n` }, true)
  await expect.poll(value).toBe(plain)
})

test('a picture alone is attached still, and while a message is edited a table is pasted too', async () => {
  await showSealed()
  await box().fill('as it was')
  await userEvent.keyboard('{Enter}')
  await expect.poll(value).toBe('')
  paste({}, true)
  await expect.element(button(/image\.png/).first()).toBeVisible()
  await box().click()
  await userEvent.keyboard('{ArrowUp}')
  await expect.poll(value).toBe('as it was')
  paste({ 'text/html': boats, 'text/plain': boatsAsText })
  await expect.poll(value).toContain('| ---: |')
})

const code = 'export const a = 1\n\nif (a) {\n  tick(`${a}`)\n}\n'
const inEditor = `<meta charset='utf-8'><div style="color: #ccc;font-family: Consolas, monospace;white-space: pre;"><div>export const a = 1</div></div>`
const inPage = '<pre style="font-family:monospace"><code>export const a = 1</code></pre>'
const block = (language: string): string => `\`\`\`${language}\n${code}\`\`\`\n`

test.each([
  [
    'VS Code',
    { 'text/html': inEditor, 'vscode-editor-data': '{"version":1,"mode":"typescript"}' },
    'typescript',
  ],
  ['an editor that names no language', { 'text/html': inEditor }, ''],
  ['a language that is none', { 'text/html': inEditor, 'vscode-editor-data': '{"mode":"a b\\n```"}' }, ''],
  ['a page', { 'text/html': inPage }, ''],
])(
  '[CP12] lines of code out of %s become a block of it; undoing takes it back',
  async (_, types, language) => {
    await showSealed()
    await box().fill('See:')
    await userEvent.keyboard('{Control>}{End}{/Control}')
    paste({ ...types, 'text/plain': code.replaceAll('\n', '\r\n') })
    await expect.poll(value).toBe(`See:\n\n${block(language)}`)
    await userEvent.keyboard('{Control>}z{/Control}')
    await expect.poll(value).toBe('See:')
  },
)

test('[CP12] a fence in what is pasted does not end the block', async () => {
  await showSealed()
  await box().click()
  paste({ 'text/html': inEditor, 'text/plain': '```js\na\n```\nb' })
  await expect.poll(value).toBe('````\n```js\na\n```\nb\n````\n')
})

test.each([
  ['one line', '', { 'text/html': inEditor }, 'export const a = 1'],
  ['what goes into a block that is begun', '```\n', { 'text/html': inEditor }, 'a\nb'],
  ['code with words around it', '', { 'text/html': `<p>So:</p>${inPage}` }, 'So:\na\nb'],
  [
    'what keeps its blanks and is no code',
    '',
    { 'text/html': '<p style="white-space: pre;">a</p><p>b</p>' },
    'a\nb',
  ],
])('[CP12] %s stays text', async (_, before, types, plain) => {
  await showSealed()
  await box().fill(before)
  await userEvent.keyboard('{Control>}{End}{/Control}')
  paste({ ...types, 'text/plain': plain })
  await expect.poll(value).toBe(before + plain)
})

test('a word of 100,000 letters is counted, stays within the window, and is not sent', async () => {
  await showSealed({}, { width: 360 })
  await box().fill('x'.repeat(100_000))
  await expect.element(page.getByText(/83,616/u).first()).toBeVisible()
  await userEvent.keyboard('{Enter}')
  expect(value()).toHaveLength(100_000)
  expect(overflowing()).toEqual([])
  expect(await brokenRules()).toEqual([])
})

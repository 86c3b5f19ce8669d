/** What is drawn behind the box in which one writes: every letter stands where the box has it. */
import { createRef } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import styles from '../../renderer/features/composer/composer.module.css'
import { FormattedText } from '../../renderer/features/composer/formatted-text.tsx'
import { hostileTexts } from '../support/hostile-texts.ts'
import { brokenRules, showSealed } from './sealed-kit.tsx'

const everyLook =
  '**To** (*A*) *1x1* _f._ ~~y.~~ `L"` ***AV*** [To](https://b.example) https://b.example/\n# T*y*\n> To\n- 1\n\n```\nfi ->\n```\n| A | b |\n|--|--|\n| c | d |'

const texts: ReadonlyArray<string> = [
  everyLook,
  '**a** 語学の本は、とても長い。'.repeat(12),
  '**שלום** abc (עברית) 12\n*a* العربية ١٢ abc، "لا"\n**a** mixed עברית, then 3.',
  '**\u0928\u092E\u0938\u094D\u0924\u0947** *\u0E2A\u0E27\u0E31\u0E2A\u0E14\u0E35* 한국어 Ж**Ж**γ ə̃*ẞ*',
  '*👩‍👩‍👧‍👦*👍🏽**🇩🇪**❤️`😀`',
  '**a**\tb\t\tc   d   \n\te\u00A0 f \n\n',
  '**a** \n',
  `**a** ${'wide '.repeat(40)}   ${'x'.repeat(300)}`,
  `\`${'y'.repeat(500)}\` https://b.example/${'z'.repeat(200)}`,
  `${'- **a** line\n'.repeat(30)}`,
  ...Object.values(hostileTexts).map((text) => `**a** ${text.slice(0, 3_000)}`),
]

interface Shown {
  readonly layer: HTMLElement
  readonly area: HTMLTextAreaElement
}

/** Undefined where nothing is drawn: too deep, or too much. */
function show(text: string, place: HTMLElement): Shown | undefined {
  const input = createRef<HTMLTextAreaElement>()
  const root = createRoot(place)
  onTestFinished(() => root.unmount())
  flushSync(() =>
    root.render(
      <div className={styles.field}>
        <FormattedText input={input} text={text} />
        <textarea
          ref={input}
          className={styles.input}
          rows={1}
          dir="auto"
          aria-label="box"
          defaultValue={text}
        />
      </div>,
    ),
  )
  const layer = place.querySelector('[aria-hidden]')
  const area = input.current
  return layer instanceof HTMLElement && area !== null ? { layer, area } : undefined
}

async function column(width: number): Promise<HTMLElement> {
  await page.viewport(width + 40, 700)
  const place = document.body.appendChild(document.createElement('div'))
  place.style.width = `${width}px`
  onTestFinished(() => place.remove())
  return place
}

async function showAll(
  width: number,
): Promise<{ readonly place: HTMLElement; readonly all: ReadonlyArray<Shown> }> {
  const place = await column(width)
  const all = texts
    .map((text) => show(text, place.appendChild(document.createElement('div'))))
    .filter((shown) => shown !== undefined)
  expect(all.length).toBeGreaterThan(40)
  await document.fonts.ready
  await page.viewport(width + 40, Math.ceil(place.offsetHeight) + 40)
  return { place, all }
}

async function picture(place: HTMLElement): Promise<ImageData> {
  const base64 = await page.screenshot({ element: place, save: false })
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  const bitmap = await createImageBitmap(new Blob([bytes]))
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.drawImage(bitmap, 0, 0)
  return context.getImageData(0, 0, bitmap.width, bitmap.height)
}

/** A letter that reaches into a neighbour of another look is smoothed at the edge between them. With an element around each piece, letters differ by twice that. */
const smoothing = 32

/** Rows of dots in which two pictures differ. */
function differences(one: ImageData, other: ImageData): ReadonlyArray<number> {
  expect([one.width, one.height]).toEqual([other.width, other.height])
  const rows = new Set<number>()
  one.data.forEach((value, index) => {
    if (Math.abs(value - (other.data[index] ?? 0)) > smoothing) rows.add(Math.floor(index / 4 / one.width))
  })
  return [...rows]
}

/** Cut into the same pieces, which look like all else. */
function withoutLooks(): void {
  const sheet = new CSSStyleSheet()
  for (const name of CSS.highlights.keys()) {
    sheet.insertRule(`div[dir]::highlight(${name}) {
      all: unset; color: var(--text); background: none; text-decoration: none; text-shadow: none;
    }`)
  }
  document.adoptedStyleSheets.push(sheet)
  onTestFinished(() => void document.adoptedStyleSheets.pop())
}

afterEach(() => {
  document.documentElement.removeAttribute('style')
  document.documentElement.removeAttribute('data-theme')
  document.documentElement.removeAttribute('data-contrast')
})

describe.each([320, 520, 900])('where there are %i pixels', (width) => {
  test.each([16, 17, 22])(
    '[CP10] and letters of %i, drawn and written letters cannot be told apart',
    async (size) => {
      document.documentElement.style.fontSize = `${size}px`
      const { place, all } = await showAll(width)
      const sizeOf = ({ scrollHeight, clientWidth, clientHeight }: HTMLElement) => [
        scrollHeight,
        clientWidth,
        clientHeight,
      ]
      for (const { layer, area } of all) {
        expect([area.value.slice(0, 60), ...sizeOf(layer)]).toEqual([
          area.value.slice(0, 60),
          ...sizeOf(area),
        ])
      }
      withoutLooks()
      const drawn = await picture(place)
      for (const { layer, area } of all) {
        layer.style.visibility = 'hidden'
        area.style.webkitTextFillColor = 'currentcolor'
      }
      const rows = differences(await picture(place), drawn)
      const top = place.getBoundingClientRect().top
      const differing = all.filter(({ area }) => {
        const box = area.getBoundingClientRect()
        return rows.some((row) => row >= box.top - top && row < box.bottom - top)
      })
      expect(differing.map(({ area }) => area.value.slice(0, 60))).toEqual([])
    },
  )
})

const message = () => page.getByRole('textbox', { name: /^Message / })
const written = (): HTMLTextAreaElement => {
  const found = message().element()
  if (!(found instanceof HTMLTextAreaElement)) throw new Error('no box')
  return found
}
const layer = () => written().parentElement?.querySelector('[aria-hidden]')

/** What is drawn so: the words themselves, and whether it can be told from plain words. */
function drawnAs(look: string): ReadonlyArray<string> {
  const within = layer()
  return [...(CSS.highlights.get(`written-${look}`) ?? [])]
    .filter(({ startContainer }) => within?.contains(startContainer))
    .map(
      ({ startContainer, startOffset, endOffset }) =>
        startContainer.textContent?.slice(startOffset, endOffset) ?? '',
    )
    .toSorted()
}

const lookOf = (name: string): CSSStyleDeclaration =>
  getComputedStyle(layer() ?? document.body, `::highlight(written-${name})`)

const lettersOfBox = (): string => getComputedStyle(written()).webkitTextFillColor
const unseen = 'rgba(0, 0, 0, 0)'

test('[CP10] what is typed takes its looks as soon as they are known, and is plain again once its marks are gone', async () => {
  await showSealed()
  await message().click()
  await userEvent.keyboard('so **no')
  expect(layer()).toBeFalsy()
  expect(lettersOfBox()).not.toBe(unseen)
  await userEvent.keyboard('w** _x_ `y` ~~z~~ https://b.example')
  await expect.poll(() => drawnAs('strong')).toEqual(['now'])
  expect(lettersOfBox()).toBe(unseen)
  expect(layer()?.textContent).toBe(`${written().value}\n`)
  expect([drawnAs('emphasis'), drawnAs('code'), drawnAs('strike')]).toEqual([['x'], ['`y`'], ['z']])
  expect(drawnAs('link')).toEqual(['https://b.example'])
  expect(drawnAs('mark')).toEqual(['**', '**', '_', '_', '`', '`', '~~', '~~'])
  await message().fill('so now')
  await expect.poll(layer).toBeFalsy()
  expect(lettersOfBox()).not.toBe(unseen)
  expect([...CSS.highlights.values()].map(({ size }) => size)).toEqual([...CSS.highlights].map(() => 0))
})

test('[CP10] of more than can be drawn at once, what is in view has its looks, wherever one scrolls to', async () => {
  await showSealed()
  const line = '**b** `c` [l](https://a.example) *it* ~~x~~ **y** and'
  const lines = Array.from({ length: 60 }, (_, index) => `**line${index}** ${line}`)
  await message().fill(lines.join('\n'))
  const box = written()
  for (const [scrolled, seen] of [
    [1, 'line59'],
    [0.5, 'line30'],
    [0, 'line0'],
  ] as const) {
    box.scrollTop = (box.scrollHeight - box.clientHeight) * scrolled
    await expect.poll(() => drawnAs('strong')).toContain(seen)
    expect([...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0)).toBe(1_000)
  }
  expect(drawnAs('strong')).not.toContain('line59')
})

test('[CP10] every look can be told from plain words, and none of them only by its colour', async () => {
  await showSealed()
  await message().fill(everyLook)
  await expect.poll(() => drawnAs('strong')).toContain('To')
  expect(lookOf('strong').textShadow).not.toBe('none')
  expect(lookOf('code').backgroundColor).not.toBe(unseen)
  for (const name of ['emphasis', 'link']) expect(lookOf(name).textDecorationLine).toBe('underline')
  expect(lookOf('strike').textDecorationLine).toBe('line-through')
})

test.each(['light', 'dark'])(
  '[CP10] where the theme is %s, what is drawn breaks no rule and has the colours whose contrast is promised',
  async (theme) => {
    await showSealed()
    const root = document.documentElement
    for (const contrast of ['', 'more']) {
      root.dataset['theme'] = theme
      root.dataset['contrast'] = contrast
      await message().fill('**now** and `code`, https://b.example')
      await expect.poll(() => drawnAs('strong')).toContain('now')
      expect(await brokenRules()).toEqual([])
      const token = (name: string): string => getComputedStyle(root).getPropertyValue(`--${name}`)
      const sample = document.body.appendChild(document.createElement('p'))
      const colourOf = (name: string): string => {
        sample.style.color = token(name)
        return getComputedStyle(sample).color
      }
      for (const name of ['mark', 'quote']) expect(lookOf(name).color).toBe(colourOf('text-muted'))
      for (const name of ['strong', 'emphasis', 'code']) expect(lookOf(name).color).toBe(colourOf('text'))
      expect(lookOf('link').color).toBe(colourOf('accent'))
      expect(lookOf('code').backgroundColor).toBe(colourOf('surface-2'))
      sample.remove()
    }
  },
)

test('[CP10] what is drawn goes with the box as it is scrolled, and stands there from the start', async () => {
  await showSealed()
  await message().fill(`${'line\n'.repeat(40)}**a`)
  const box = written()
  box.scrollTop = box.scrollHeight
  box.setSelectionRange(box.value.length, box.value.length)
  await userEvent.keyboard('**')
  await expect.poll(() => drawnAs('strong')).toEqual(['a'])
  expect(box.scrollTop).toBeGreaterThan(300)
  await expect.poll(() => layer()?.scrollTop).toBe(box.scrollTop)
  await userEvent.keyboard('{Control>}{Home}{/Control}')
  await expect.poll(() => box.scrollTop).toBeLessThan(10)
  await expect.poll(() => layer()?.scrollTop).toBe(box.scrollTop)
})

test('[CP10] a message that is edited is formatted too', async () => {
  await showSealed()
  await message().fill('**as** it was')
  await userEvent.keyboard('{Enter}')
  await expect.element(message()).toHaveValue('')
  expect(layer()).toBeFalsy()
  await userEvent.keyboard('{ArrowUp}')
  await expect.poll(() => drawnAs('strong')).toEqual(['as'])
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageText, readPageFacts } from '../../../../main/previews/page-facts.ts'

test('[LP4] what is meant for sharing goes before the rest, and the first word of each kind counts', () => {
  const html = `<!doctype html><html><head><title>Plain <b>one</b></title>
    <meta name="description" content="plain"><meta PROPERTY="OG:Title" CONTENT="Shared">
    <meta property="og:title" content="second"><meta name="twitter:image" content="/t.png">
    <meta property="og:image" content="/o.png"></head><body><title>late</title></body>`
  expect(readPageFacts(html)).toEqual({ title: 'Shared', description: 'plain', picture: '/o.png' })
  expect(readPageFacts('<svg><title>in a picture</title></svg><title>second</title>').title).toBe(
    'in a picture',
  )
  expect(readPageFacts('<head></head><meta property="og:title" content="too late">').title).toBe('')
})

test('[LP4] whatever the page, it is read in the end and no value is kept whole that is too long', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(readPageFacts(`<meta property="og:title" content="${text}`)).toBeDefined()
      expect(readPageFacts(text).title.length).toBeLessThanOrEqual(8_192)
    }),
  )
  const long = 'x'.repeat(1_000_000)
  expect(readPageFacts(`<title>${long}</title>`).title.length).toBeLessThanOrEqual(8_192)
  expect(readPageFacts(`<meta name=description content="${long}">`).description).toHaveLength(4_096)
  for (const part of ['<', '<a ', '<meta ', '<!--', '&', '<title>', '</'])
    expect(readPageFacts(part.repeat(100_000))).toBeDefined()
})

test('[LP4] letters are read as the server or the page says they are written', () => {
  const latin = Uint8Array.from(Buffer.from('<title>café', 'latin1'))
  expect(pageText(latin, 'iso-8859-1')).toBe('<title>café')
  const own = Uint8Array.from(Buffer.from('<meta charset="iso-8859-1">é', 'latin1'))
  expect(pageText(own, undefined)).toMatch(/é$/u)
  expect(pageText(own, 'no-such-thing')).toMatch(/é$/u)
  expect(pageText(latin, undefined)).toBe('<title>caf\uFFFD')
})

/** PDF and office files in the workers that look into them. What office files say is in tests/unit/renderer/platform/file-text. */
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Clock } from '../../core/base/clock.ts'
import { createTakers } from '../../renderer/platform/file-text/take-apart.ts'
import { asDrawn, makeDocx, makePdf, pdfOf } from '../support/searched-files.ts'

/** Time passes when the test says so. */
function setup() {
  const due = new Set<() => void>()
  const clock: Pick<Clock, 'after'> = {
    after: (_, run) => {
      due.add(run)
      return () => void due.delete(run)
    },
  }
  const takers = createTakers(clock)
  const pass = (): void => {
    const now = new Set(due)
    due.clear()
    for (const run of now) run()
  }
  onTestFinished(pass) // ends the workers
  return { takers, pass }
}

const nothing = { text: '', isWhole: false }

async function deflated(content: Blob): Promise<string> {
  const stream = content.stream().pipeThrough(new CompressionStream('deflate'))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}

/** Two pages whose contents are packed: a word, then anything. */
async function packedPdf(word: string, content: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const contents = [
    await deflated(new Blob([`BT /F1 12 Tf 50 700 Td (${word}) Tj ET`])),
    await deflated(content),
  ]
  const page = (number: number): string =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${number} 0 R >>`
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 2 /Kids [4 0 R 5 0 R] >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    page(6),
    page(7),
    ...contents.map(
      (packed) => `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${packed}\nendstream`,
    ),
  ])
}

test('[SE70] text of a PDF, page by page, in any script; and of a .docx, in a worker beside it', async () => {
  const { takers } = setup()
  const pages = ['Bring the astrolabe\nto the boathouse', `Hafen 港口 ${asDrawn('مرفأ')}`]
  expect(await takers('pdf', makePdf(pages))).toEqual({
    text: 'Bring the astrolabe\nto the boathouse\nHafen 港口 مرفأ\n',
    isWhole: true,
  })
  const packed = await packedPdf('astrolabe', new Blob(['BT /F1 12 Tf 50 700 Td (sextant) Tj ET']))
  expect(await takers('pdf', packed)).toEqual({ text: 'astrolabe\nsextant\n', isWhole: true })
  expect((await takers('office', makeDocx(['Hafen 港口']))).text.trim()).toBe('Hafen 港口')
})

test('[SE73] a PDF that is cut, encrypted, of pictures or none: what can be read is, and it counts as a part', async () => {
  const { takers } = setup()
  const pdf = makePdf(['first astrolabe', 'second'])
  const text = Array.from(pdf, (byte) => String.fromCharCode(byte)).join('')
  const bytes = (changed: string) => Uint8Array.from(changed, (letter) => letter.charCodeAt(0))
  // Without its table all objects are looked for.
  const spoilt = await takers(
    'pdf',
    bytes(text.replace(/xref\n[^]*trailer/, 'xref\n0 9999999\ngarbage trailer')),
  )
  expect(spoilt.text).toContain('first astrolabe')
  expect(await takers('pdf', bytes(text.slice(0, 300)))).toEqual(nothing)
  expect(await takers('pdf', bytes('no PDF at all'))).toEqual(nothing)
  expect(await takers('pdf', makePdf(['', '']))).toMatchObject({ isWhole: false })
  const [zeros, catalog] = ['00'.repeat(32), '<< /Type /Catalog /Pages 2 0 R >>']
  const encrypted = `/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <${zeros}> /U <${zeros}> >> /ID [<00> <00>]`
  expect(await takers('pdf', pdfOf([catalog, '<< /Type /Pages /Count 0 /Kids [] >>'], encrypted))).toEqual(
    nothing,
  )
  const lost = bytes(text.replace('8 0 R]', '99 0 R]'))
  expect(await takers('pdf', lost)).toEqual({ text: 'first astrolabe\n\n', isWhole: false })
})

test('[SE72] what a PDF asks for is not run, and pages that lead round in a circle, or are not there, come to an end', async () => {
  const { takers } = setup()
  const page =
    '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /A 4 0 R >> >> /MediaBox [0 0 9 9] >>'
  const form =
    '<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 4 0 R >> >> /Length 5 >>\nstream\n/A Do\nendstream'
  const script = '/OpenAction << /S /JavaScript /JS (globalThis.ran = true; while (true) {}) >>'
  const round = pdfOf([
    `<< /Type /Catalog /Pages 2 0 R ${script} >>`,
    '<< /Type /Pages /Count 5000 /Kids [3 0 R 2 0 R 9 0 R] >>',
    page,
    form,
  ])
  expect(await takers('pdf', round)).toMatchObject({ isWhole: false })
  expect(Reflect.has(globalThis, 'ran')).toBe(false)
  expect((await takers('pdf', makePdf(['after it']))).text).toBe('after it\n')
})

test('[SE72] a stream that unpacks to more than any text is given up, and the next file is read', async () => {
  const { takers } = setup()
  const spaces = ' '.repeat(1_048_576)
  const bomb = await packedPdf('astrolabe', new Blob(Array.from({ length: 32 }, () => spaces)))
  expect(bomb.length).toBeLessThan(2_000_000)
  expect(await takers('pdf', bomb)).toEqual({ text: 'astrolabe\n\n', isWhole: false })
  expect((await takers('pdf', makePdf(['after it']))).text).toBe('after it\n')
})

test('[SE72] a file that takes too long is left: what was read by then counts, and the next file is read', async () => {
  const { takers, pass } = setup()
  let told = 0
  class Watched extends Worker {
    constructor(...about: ConstructorParameters<typeof Worker>) {
      super(...about)
      this.addEventListener('message', () => told++)
    }
  }
  vi.stubGlobal('Worker', Watched)
  onTestFinished(() => void vi.unstubAllGlobals())
  // The second page takes a minute: very much is drawn, none of it text.
  const slow = new Blob(Array.from({ length: 60 }, () => '[[[[[]]]]] 0 d q Q\n'.repeat(50_000)))
  const asked = takers('pdf', await packedPdf('astrolabe', slow))
  await expect.poll(() => told).toBe(1)
  pass()
  expect(await asked).toEqual({ text: 'astrolabe\n', isWhole: false })
  expect((await takers('pdf', makePdf(['after it']))).text).toBe('after it\n')
  // A worker that is not asked for a while is ended, and there is another when it is.
  pass()
  expect((await takers('pdf', makePdf(['again']))).text).toBe('again\n')
})

test('[SE72] a worker that falls over costs its file alone: who asked hears of no error, and the next file is read', async () => {
  const { takers } = setup()
  const errors: Array<string> = []
  const hear = ({ message }: ErrorEvent): void => void errors.push(message)
  addEventListener('error', hear)
  onTestFinished(() => removeEventListener('error', hear))
  const code = URL.createObjectURL(new Blob(["onmessage = () => { throw new Error('fell over') }"]))
  class Falling extends Worker {
    constructor() {
      super(code)
    }
  }
  vi.stubGlobal('Worker', Falling)
  onTestFinished(() => void vi.unstubAllGlobals())
  expect(await takers('office', makeDocx(['Hafen']))).toEqual(nothing)
  vi.unstubAllGlobals()
  expect((await takers('office', makeDocx(['Hafen']))).text.trim()).toBe('Hafen')
  expect(errors).toEqual([])
})

import { expect, test } from 'vitest'
import { writeZip, type ZipFile } from '../../../../../bench/lib/zip-writer.ts'
import { readOffice } from '../../../../../renderer/platform/file-text/office-text.ts'
import { documentXml, makeDocx } from '../../../../support/searched-files.ts'

const asBytes = (buffer: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(buffer)
const zip = (...files: ReadonlyArray<ZipFile>): Uint8Array<ArrayBuffer> => asBytes(writeZip(files))
const part = (name: string, content: string): ZipFile => ({ name, content })
const docx = (content: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  zip({ name: 'word/document.xml', content })

async function read(bytes: Uint8Array<ArrayBuffer>) {
  let text = ''
  const isWhole = await readOffice(bytes, (more) => (text += more))
  return { text, isWhole }
}
const lines = async (...files: ReadonlyArray<ZipFile>) => {
  const { text, isWhole } = await read(zip(...files))
  expect(isWhole).toBe(true)
  return text.split('\n').filter((line) => line !== '')
}

test('[SE70] of a .docx: paragraphs and tables, in runs that belong together, headers, footnotes and comments; not what was moved away', async () => {
  const body = `<w:document><w:body>
    <w:p><w:r><w:t>Bring the astro</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">labe &amp; a&#x301; </w:t><w:tab/><w:t>港口</w:t></w:r></w:p>
    <w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
    <w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:instrText>PAGE</w:instrText></w:p>
    <mc:AlternateContent><mc:Choice><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>
    </w:body></w:document>`
  expect(
    await lines(
      part('word/document.xml', body),
      part('word/header1.xml', documentXml(['on each page'])),
      part('word/footnotes.xml', documentXml(['see below'])),
      part('word/comments.xml', documentXml(['really?'])),
      part('word/styles.xml', documentXml(['no text'])),
    ),
  ).toEqual(['really?', 'Bring the astrolabe & a\u0301  港口', 'cell', 'box', 'see below', 'on each page'])
})

test('[SE70] of a .xlsx: a row a line, texts that cells share, numbers and what formulas came to; not how a word is pronounced', async () => {
  const strings =
    '<sst><si><t>Hafen</t></si><si><r><t>astro</t></r><r><t>labe</t></r><rPh><t>アス</t></rPh></si></sst>'
  const sheet = (cells: string): string => `<worksheet><sheetData><row>${cells}</row></sheetData></worksheet>`
  expect(
    await lines(
      part('xl/workbook.xml', '<workbook/>'),
      part('xl/sharedStrings.xml', strings),
      part(
        'xl/worksheets/sheet2.xml',
        sheet('<c t="inlineStr"><is><t>inline</t></is></c><c/><c><v>4711</v></c>'),
      ),
      part(
        'xl/worksheets/sheet10.xml',
        sheet('<c t="s"><v>99</v></c><c t="s"><v>-1</v></c><c t="s"><v>x</v></c>'),
      ),
      part(
        'xl/worksheets/sheet1.xml',
        sheet('<c t="s"><v>1</v></c><c t="s"><v>0</v></c><c t="str"><f>A1&amp;A2</f><v>both</v></c>'),
      ),
    ),
  ).toEqual(['astrolabe\tHafen\tboth\t', 'inline\t\t4711\t', '\t\t\t'])
})

test('[SE70] of a .pptx: slides in their order, with notes', async () => {
  const slide = (text: string): string =>
    `<p:sld><a:p><a:r><a:t>${text}</a:t></a:r><a:br/><a:r><a:t>more</a:t></a:r></a:p></p:sld>`
  expect(
    await lines(
      part('ppt/slides/slide10.xml', slide('ten')),
      part('ppt/slides/slide2.xml', slide('two')),
      part('ppt/notesSlides/notesSlide1.xml', slide('said')),
      part('ppt/slideLayouts/slideLayout1.xml', slide('Click to edit')),
    ),
  ).toEqual(['said more', 'two more', 'ten more'])
})

test('[SE70] of OpenDocument: what stands in paragraphs, headings and cells; not what was deleted', async () => {
  const content = `<office:document-content><office:body><text:tracked-changes><text:p>gone</text:p></text:tracked-changes>
    <text:h>Log<text:span>book</text:span></text:h><text:p>one<text:s/>two<text:line-break/>three</text:p>
    <table:table-row><table:table-cell office:value="4711"><text:p>4711</text:p></table:table-cell></table:table-row></office:body></office:document-content>`
  expect(
    await lines(part('mimetype', 'application/vnd.oasis.opendocument.text'), part('content.xml', content)),
  ).toEqual(['Logbook', 'one two three', '4711'])
})

test('[SE70] UTF-16 is read too, and what lies there unpacked', async () => {
  const utf16 = Buffer.from(`\uFEFF${documentXml(['Hafen 港口'])}`, 'utf16le')
  expect(await read(docx(utf16))).toEqual({ text: 'Hafen 港口\n\n', isWhole: true })
  expect(await read(makeDocx(['Hafen 港口 <']))).toEqual({ text: 'Hafen 港口 <\n\n', isWhole: true })
})

test('[SE73] of what is cut, spoilt, encrypted or no such file, what can be read is, and it counts as a part', async () => {
  const whole = docx(
    documentXml(Array.from({ length: 5_000 }, (_, line) => `line ${line} ${Math.sin(line)}`)),
  )
  const spoilt = whole.slice()
  spoilt.fill(0xff, whole.length / 2, whole.length / 2 + 400)
  const read1 = await read(spoilt)
  expect(read1.isWhole).toBe(false)
  expect(read1.text).toContain('line 100 ')
  for (const bytes of [
    whole.subarray(0, whole.length - 1_000),
    new Uint8Array(),
    new Uint8Array(100),
    asBytes(Buffer.from('d0cf11e0a1b11ae1', 'hex')),
    zip(part('other.txt', 'no office file')),
    zip({ name: 'word/document.xml', content: documentXml(['secret']), claim: { flags: 1 } }),
    docx('no XML at all'),
  ])
    expect(await read(bytes)).toMatchObject({ isWhole: false })
  expect(await read(docx('<w:p><w:t>never closed'))).toEqual({ text: 'never closed\n\n', isWhole: false })
})

test('[SE72] a zip bomb is unpacked up to the bound, whatever the zip says of its size', async () => {
  const bomb = Buffer.alloc(300_000_000, ' ')
  bomb.write('<w:p><w:t>needle</w:t>')
  bomb.write('</w:p>', bomb.length - 6)
  const bytes = zip({ name: 'word/document.xml', content: bomb, claim: { bytes: 100 } })
  expect(bytes.length).toBeLessThan(400_000)
  const before = process.memoryUsage().arrayBuffers
  const { text, isWhole } = await read(bytes)
  expect([text.trim(), isWhole]).toEqual(['needle', false])
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200_000_000)
})

test('[SE72] many parts share the bound, and a thousand names of one part', async () => {
  const megabytes = Buffer.from(`<w:hdr>${' '.repeat(20_000_000)}</w:hdr>`)
  const parts = Array.from({ length: 12 }, (_, index) => ({
    name: `word/header${index}.xml`,
    content: megabytes,
  }))
  expect((await read(zip(part('word/document.xml', documentXml(['needle'])), ...parts))).isWhole).toBe(false)
  const same = Array.from({ length: 1_000 }, () => part('word/document.xml', documentXml(['needle'])))
  expect(await read(zip(...same))).toEqual({ text: 'needle\n\n', isWhole: true })
})

test('[SE72] entities that the file defines are not known; names lead nowhere; a zip in it stays closed', async () => {
  const bomb = `<!DOCTYPE a [<!ENTITY a "${'ha'.repeat(10_000)}"><!ENTITY b "${'&a;'.repeat(10_000)}"><!ENTITY f SYSTEM "file:///etc/passwd">]><w:p><w:t>&b;&f;&lt;</w:t></w:p>`
  const { text } = await read(docx(bomb))
  expect(text).toContain('&b;&f;<')
  expect(text.length).toBeLessThan(100)
  const inner = Buffer.from(docx(documentXml(['inner'])))
  expect(
    await read(
      zip(
        part('word/document.xml', documentXml(['outer'])),
        part('../../word/header1.xml', documentXml(['outside'])),
        part('/word/header2.xml', documentXml(['outside'])),
        { name: 'word/embeddings/a.docx', content: inner },
      ),
    ),
  ).toEqual({ text: 'outer\n\n', isWhole: true })
})

test('[SE71] of a long file the first million characters count, of cells that repeat one text too', async () => {
  const long = await read(docx(documentXml([`needle ${'x '.repeat(600_000)}`, 'behind'])))
  expect([long.text.length, long.isWhole, long.text.includes('behind')]).toEqual([1_048_576, false, false])
  const cells = '<c t="s"><v>0</v></c>'.repeat(100_000)
  const table = await read(
    zip(
      part('xl/sharedStrings.xml', `<sst><si><t>${'y'.repeat(100_000)}</t></si></sst>`),
      part('xl/worksheets/sheet1.xml', `<worksheet><row>${cells}</row></worksheet>`),
    ),
  )
  expect([table.text.length, table.isWhole]).toEqual([1_048_576, false])
})

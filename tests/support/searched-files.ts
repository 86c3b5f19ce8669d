/** Small PDF and office files with text in them, as programs write them, made anew in each test. They need nothing but a browser. */

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

/** One of two digits for each byte. */
const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')
const utf16Hex = (text: string): string =>
  Array.from({ length: text.length }, (_, index) => hex(text.charCodeAt(index), 4)).join('')

/** A page each. Its font says by number what is drawn, and which letters that are: what a reader needs to find text in any script. */
export function makePdf(pages: ReadonlyArray<string>): Uint8Array<ArrayBuffer> {
  const letters = [...new Set(pages.join(''))]
  const codes = new Map(letters.map((letter, index) => [letter, hex(index + 1, 4)]))
  const drawn = (text: string): string => Array.from(text, (letter) => codes.get(letter)).join('')
  const contents = pages.map(
    (text) =>
      `BT /F1 12 Tf 50 700 Td\n${text
        .split('\n')
        .map((line) => `<${drawn(line)}> Tj 0 -14 Td`)
        .join('\n')}\nET`,
  )
  const kids = pages.map((_, index) => `${6 + 2 * index} 0 R`)
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids.join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 600 >>',
    stream(toUnicode(codes)),
    ...contents.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${7 + 2 * index} 0 R >>`,
      stream(content),
    ]),
  ])
}

/** A word that is written from the right, as a page has it: its letters from the left. */
export const asDrawn = (word: string): string => Array.from(word).toReversed().join('')

const stream = (content: string): string => `<< /Length ${content.length} >>\nstream\n${content}\nendstream`

function toUnicode(codes: ReadonlyMap<string, string>): string {
  const pairs = Array.from(codes, ([letter, code]) => `<${code}> <${utf16Hex(letter)}>`)
  const blocks = Array.from({ length: Math.ceil(pairs.length / 100) }, (_, index) =>
    pairs.slice(100 * index, 100 * index + 100),
  )
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def',
    '1 begincodespacerange <0000> <ffff> endcodespacerange',
    ...blocks.map((block) => `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`),
    'endcmap end end',
  ].join('\n')
}

/** Of objects numbered from 1, the first of which is the catalog; `trailer` may say more of it. */
export function pdfOf(objects: ReadonlyArray<string>, trailer = ''): Uint8Array<ArrayBuffer> {
  let text = '%PDF-1.7\n'
  const places = objects.map((object, index) => {
    const place = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${places.length + 1}\n0000000000 65535 f \n${places.join('')}`
  const end = `trailer\n<< /Size ${places.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`
  return Uint8Array.from(text + table + end, (letter) => letter.charCodeAt(0))
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** What stands in a `.docx`: a paragraph each. */
export const documentXml = (paragraphs: ReadonlyArray<string>): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs
    .map((text) => `<w:p><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`)
    .join('')}</w:body></w:document>`

export const makeDocx = (paragraphs: ReadonlyArray<string>): Uint8Array<ArrayBuffer> =>
  storedZip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: 'word/document.xml', content: documentXml(paragraphs) },
  ])

/** With nothing packed and no checksums. For others there is `bench/lib/zip-writer.ts`, which needs Node. */
function storedZip(
  files: ReadonlyArray<{ readonly name: string; readonly content: string }>,
): Uint8Array<ArrayBuffer> {
  const [locals, directory]: [Array<Uint8Array>, Array<Uint8Array>] = [[], []]
  let offset = 0
  for (const { name, content } of files) {
    const [named, bytes] = [utf8(name), utf8(content)]
    const about = words(
      20,
      0x800,
      0,
      0,
      0x21,
      0,
      0,
      bytes.length,
      bytes.length >>> 16,
      bytes.length,
      bytes.length >>> 16,
      named.length,
      0,
    )
    const local = [words(0x4b50, 0x0403), about, named, bytes]
    directory.push(words(0x4b50, 0x0201, 20), about, words(0, 0, 0, 0, 0, offset, offset >>> 16), named)
    locals.push(...local)
    offset += local.reduce((sum, part) => sum + part.length, 0)
  }
  const listed = directory.reduce((sum, part) => sum + part.length, 0)
  const end = words(
    0x4b50,
    0x0605,
    0,
    0,
    files.length,
    files.length,
    listed,
    listed >>> 16,
    offset,
    offset >>> 16,
    0,
  )
  return new Uint8Array([...locals, ...directory, end].flatMap((part) => [...part]))
}

/** Of two bytes each, the low one first. */
const words = (...values: ReadonlyArray<number>): Uint8Array =>
  Uint8Array.from(values.flatMap((value) => [value & 0xff, (value >>> 8) & 0xff]))

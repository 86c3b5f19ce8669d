/** The text of OOXML and OpenDocument files: what stands in them, in the order in which it stands. Not in charts, drawings and what is embedded. */
import type { FileText } from '../../../core/search/file-documents.ts'
import { createTextSink, type TextSink } from './text-sink.ts'
import { readTable, sharedStrings } from './spreadsheet.ts'
import { type Budget, openZip, type ZipEntry } from './zip.ts'
import { readXml, type XmlReader } from './read-xml.ts'

/** Of all parts that are read, unpacked. */
const maxUnpacked = 134_217_728

/** Which elements of a format say what. */
interface Vocabulary {
  /** What stands in these is text. */
  readonly texts: ReadonlySet<string>
  /** They are followed by a new line. */
  readonly lines: ReadonlySet<string>
  /** They stand for a white space. */
  readonly spaces: ReadonlySet<string>
  /** What stands in these was deleted, or stands elsewhere too. */
  readonly left: ReadonlySet<string>
}

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '))
const officeOpen: Vocabulary = {
  texts: set('t'),
  lines: set('p'),
  spaces: set('tab br cr'),
  left: set('Fallback moveFrom'),
}
const openDocument: Vocabulary = {
  texts: set('p h'),
  lines: set('p h'),
  spaces: set('s tab line-break'),
  left: set('tracked-changes'),
}

const isWords = /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/
const isSlide = /^ppt\/(?:slides\/slide|notesSlides\/notesSlide)\d+\.xml$/
const isSheet = /^xl\/worksheets\/sheet\d+\.xml$/

/** `say` is told the text as it is read. Gives whether that was all: not of what is damaged, encrypted or no such file. */
export async function readOffice(
  bytes: Uint8Array<ArrayBuffer>,
  say: (text: string) => void,
): Promise<FileText['isWhole']> {
  const sink = createTextSink(say)
  const budget: Budget = { left: maxUnpacked }
  const entries = openZip(bytes)
  const parts = (which: RegExp): ReadonlyArray<ZipEntry> =>
    [...(entries?.values() ?? [])]
      .filter(({ name }) => which.test(name))
      .toSorted((left, right) => left.name.localeCompare(right.name, 'en', { numeric: true }))
  const read = async (part: ZipEntry, reader: XmlReader): Promise<boolean> => {
    try {
      return !sink.isFull() && (await readXml(part.pieces(budget), reader, sink.isFull))
    } catch {
      return false // unpacking reports by throwing
    }
  }
  let isWhole = true
  let isKnown = false
  const readAll = async (which: RegExp, reader: () => XmlReader): Promise<void> => {
    for (const part of parts(which)) {
      isKnown = true
      isWhole = (await read(part, reader())) && isWhole
      sink.add('\n')
      sink.tell()
    }
  }
  const written = (vocabulary: Vocabulary) => () => writtenIn(vocabulary, sink)
  await readAll(isWords, written(officeOpen))
  await readAll(isSlide, written(officeOpen))
  await readAll(/^content\.xml$/, written(openDocument))
  if (parts(isSheet).length > 0) {
    const strings = sharedStrings()
    for (const part of parts(/^xl\/sharedStrings\.xml$/))
      isWhole = (await read(part, strings.reader)) && isWhole
    await readAll(isSheet, () => readTable(strings.all, sink))
    isWhole &&= !strings.isCut()
  }
  return isKnown && isWhole && !sink.isFull()
}

function writtenIn({ texts, lines, spaces, left }: Vocabulary, sink: TextSink): XmlReader {
  let inTexts = 0
  let inLeft = 0
  return {
    open: (name) => {
      if (left.has(name)) inLeft++
      if (texts.has(name)) inTexts++
      if (spaces.has(name)) sink.add(' ')
    },
    text: (text) => {
      if (inTexts > 0 && inLeft === 0) sink.add(text)
    },
    close: (name) => {
      if (left.has(name)) inLeft--
      if (texts.has(name)) inTexts--
      if (lines.has(name)) sink.add('\n')
    },
  }
}

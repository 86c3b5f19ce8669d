/** The cells of an OOXML spreadsheet, a row a line. Numbers and dates as they are stored, formulas by what they came to. */
import type { XmlReader } from './read-xml.ts'
import { maxFileText, type TextSink } from './text-sink.ts'

export interface SharedStrings {
  readonly reader: XmlReader
  /** Cells refer to them by their places. */
  readonly all: ReadonlyArray<string>
  /** There were more than are searched of one file. */
  readonly isCut: () => boolean
}

export function sharedStrings(): SharedStrings {
  const all: Array<string> = []
  let length = 0
  let inText = 0
  let inReading = 0
  let text = ''
  return {
    all,
    isCut: () => length >= maxFileText,
    reader: {
      open: (name) => {
        if (name === 't') inText++
        if (name === 'rPh') inReading++ // how it is pronounced
        if (name === 'si') text = ''
      },
      text: (more) => {
        if (inText === 0 || inReading > 0 || length >= maxFileText) return
        text += more
        length += more.length
      },
      close: (name) => {
        if (name === 't') inText--
        if (name === 'rPh') inReading--
        if (name === 'si' && all.length < maxFileText) all.push(text)
      },
    },
  }
}

export function readTable(strings: ReadonlyArray<string>, sink: TextSink): XmlReader {
  let type = ''
  let inValue = 0
  let value = ''
  return {
    open: (name, attributes) => {
      if (name === 'c') type = attributes['t'] ?? ''
      if (name === 'c') value = ''
      if (name === 'v' || name === 't') inValue++
    },
    text: (text) => {
      if (inValue > 0 && value.length < maxFileText) value += text
    },
    close: (name) => {
      if (name === 'v' || name === 't') inValue--
      if (name === 'c') sink.add(`${type === 's' ? (strings[Number(value)] ?? '') : value}\t`)
      if (name === 'row') sink.add('\n')
    },
  }
}

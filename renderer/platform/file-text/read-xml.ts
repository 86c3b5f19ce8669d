/** XML of whoever, as it streams in: no tree is built, no entity that it defines is known, nothing is fetched. */
import { Parser } from 'htmlparser2'

export interface XmlReader {
  /** `name` without its prefix; attributes as they are written. */
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly text: (text: string) => void
  readonly close: (name: string) => void
}

/** Whether its root element was closed: all of it was there. Rejects where `pieces` do. Ends early once `isOver`. */
export async function readXml(
  pieces: AsyncIterable<Uint8Array>,
  reader: XmlReader,
  isOver: () => boolean,
): Promise<boolean> {
  let depth = 0
  let isWhole = false
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        depth++
        reader.open(localName(name), attributes)
      },
      ontext: reader.text,
      onclosetag: (name, isImplied) => {
        depth--
        if (depth === 0 && !isImplied) isWhole = true
        reader.close(localName(name))
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  let decoder: TextDecoder | undefined
  for await (const piece of pieces) {
    decoder ??= new TextDecoder(encodingOf(piece))
    parser.write(decoder.decode(piece, { stream: true }))
    if (isOver()) return false
  }
  parser.end()
  return isWhole
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

const encodingOf = ([first, second]: Uint8Array): string =>
  first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'

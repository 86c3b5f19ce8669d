/** What a page says of itself in its head: title, a sentence, a picture. Read as text alone; nothing of it is run or drawn. */
import { Parser } from 'htmlparser2'

export interface PageFacts {
  readonly title: string
  readonly description: string
  /** As it is written there. */
  readonly picture: string | undefined
}

/** What is kept of one value, in code units: no page fills the memory. */
const maxValue = 4_096

/** Total. The first word of each kind counts; what is meant for sharing goes before the rest. */
export function readPageFacts(html: string): PageFacts {
  const said = new Map<string, string>()
  let title = ''
  let inTitle = false
  let isOver = false
  const parser = new Parser(
    {
      onopentag: (name, { property, name: named, content }) => {
        if (name === 'body') isOver = true
        if (isOver) return
        if (name === 'title') inTitle = title === ''
        const key = (property ?? named ?? '').toLowerCase().slice(0, maxValue)
        if (name === 'meta' && content !== undefined && wanted.has(key) && !said.has(key))
          said.set(key, content.slice(0, maxValue))
      },
      ontext: (text) => {
        if (inTitle && title.length < maxValue) title += text.slice(0, maxValue)
      },
      onclosetag: (name) => {
        if (name === 'title') inTitle = false
        if (name === 'head') isOver = true
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  for (let from = 0; from < html.length && !isOver; from += pieceLength)
    parser.write(html.slice(from, from + pieceLength))
  parser.end()
  const first = (...keys: ReadonlyArray<string>): string | undefined =>
    keys.map((key) => said.get(key)).find((value) => value !== undefined && value.trim() !== '')
  return {
    title: first('og:title', 'twitter:title') ?? title,
    description: first('og:description', 'twitter:description', 'description') ?? '',
    picture: first('og:image:secure_url', 'og:image', 'twitter:image'),
  }
}

const pieceLength = 16_384
const wanted = new Set([
  'og:title',
  'twitter:title',
  'og:description',
  'twitter:description',
  'description',
  'og:image:secure_url',
  'og:image',
  'twitter:image',
])

/** The bytes of a page as text: by what its server says, else by what it says itself, else UTF-8. Total. */
export function pageText(bytes: Uint8Array, charset: string | undefined): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1_024))
  const own = /<meta[^>]{0,200}charset\s*=\s*["']?([a-z0-9_:.-]{1,40})/iu.exec(start)?.[1]
  for (const label of [charset, own])
    if (label !== undefined) {
      try {
        return new TextDecoder(label).decode(bytes)
      } catch {
        continue // nobody knows such a one
      }
    }
  return new TextDecoder().decode(bytes)
}

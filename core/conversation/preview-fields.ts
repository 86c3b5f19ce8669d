/** Reads and cleans what a post says of the page that it links to. */
import { BadField, bytes, type Fields, isText } from './field-readers.ts'
import { maxPreviewDescription, maxPreviewPicture, maxPreviewTitle, maxPreviewUrl } from './limits.ts'
import type { LinkPreview } from './op.ts'

/** Failures name the field `preview`, whichever of it is wrong. */
export function readPreview(fields: Fields): LinkPreview {
  try {
    const preview = fields.get('preview')
    if (!(preview instanceof Map)) throw new BadField('preview')
    const [url, title, description] = ['url', 'title', 'description'].map(
      (key) => preview.get(key) as unknown,
    )
    if (!isAddress(url) || !isLine(title, maxPreviewTitle)) throw new BadField('url or title')
    if (preview.has('description') && !isLine(description, maxPreviewDescription))
      throw new BadField('description')
    return {
      url,
      title,
      ...(isLine(description, maxPreviewDescription) && { description }),
      ...(preview.has('picture') && { picture: bytes(preview, 'picture', 1, maxPreviewPicture) }),
    }
  } catch (error) {
    if (error instanceof BadField) throw new BadField('preview')
    throw error
  }
}

export const previewFields = (preview: LinkPreview): Map<string, unknown> => new Map(Object.entries(preview))

/** As a parser of addresses writes it: ASCII, nobody's name or password before the host. */
const address = /^https:\/\/[a-z0-9.-]+(?:[/?#][\u0021-\u007E]*)?$/u

const isAddress = (value: unknown): value is string => isText(value, maxPreviewUrl) && address.test(value)

/** Controls, marks that reorder what follows, and some that nobody sees: a title is one line that stays in its place. */
const unfit = /[\p{Cc}\u{2028}\u{2029}\u{202A}-\u{202E}\u{2060}-\u{2069}\u{FEFF}]/u
const unfitEverywhere = new RegExp(unfit.source, 'gu')
/** More marks on one letter than any script puts there. */
const heaps = /(\p{M}{4})\p{M}+/gu

const isLine = (value: unknown, limit: number): value is string => isText(value, limit) && !unfit.test(value)

/** As others accept it; undefined if it has no title, or leads to where no preview may lead. */
export function cleanPreview(preview: LinkPreview): LinkPreview | undefined {
  const { url, picture } = preview
  const title = cleanLine(preview.title, maxPreviewTitle)
  const description = cleanLine(preview.description ?? '', maxPreviewDescription)
  if (title === '' || !isAddress(url)) return undefined
  const fits = picture !== undefined && picture.length > 0 && picture.length <= maxPreviewPicture
  return { url, title, ...(description !== '' && { description }), ...(fits && { picture }) }
}

/** One line without what reorders or hides, as many code units of it as fit. */
export function cleanLine(raw: string, limit: number): string {
  const line = raw
    .slice(0, limit * 8)
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/\s+/gu, ' ')
    .replace(unfitEverywhere, '')
    .replace(heaps, '$1')
    .trim()
  return line.length <= limit ? line : `${line.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`
}

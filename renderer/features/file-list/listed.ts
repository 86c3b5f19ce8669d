/** What the search index found, as a list of files or links: one message may have several. */
import { foldText } from '../../../core/search/fold-text.ts'
import type { Found } from '../../../core/search/query.ts'
import { fileKind } from '../attachments/file-name.ts'
import { webAddress } from '../markup/web-address.ts'

export const listKinds = ['images', 'files', 'links'] as const
export type ListKind = (typeof listKinds)[number]

export interface Listed {
  /** Of this line, unique in the list. */
  readonly key: string
  readonly message: Pick<Found, 'id' | 'author' | 'at'>
  /** Of the file, or the address as it was written. */
  readonly name: string
  /** Undefined for a file. */
  readonly url: URL | undefined
}

/** How the index is asked for it: `filter` narrows down, `listed` decides. */
export function queryFor(conversation: string, kind: ListKind, filter: string): string {
  const words = filter.replaceAll('"', ' ').trim()
  const asked = `in:${conversation} has:${kind === 'links' ? 'link' : 'file'}`
  return words === '' ? asked : `${asked} "${words}"`
}

/** Addresses in a text: what is behind one (a bracket, a full stop) is no part of it. */
const addresses = /https?:\/\/[^\s<>"'`]+/giu
const trailing = /[)\]}.,;:!?*_~]+$/u

/** In the order of `found`: newest first. */
export function listed(found: ReadonlyArray<Found>, kind: ListKind, filter: string): ReadonlyArray<Listed> {
  const wanted = foldText(filter).trim()
  const all = found.flatMap((message) => (kind === 'links' ? linksOf(message) : filesOf(message, kind)))
  return wanted === '' ? all : all.filter(({ name }) => foldText(name).includes(wanted))
}

const filesOf = (message: Found, kind: 'images' | 'files'): ReadonlyArray<Listed> =>
  message.files.flatMap((name, index) =>
    isImageName(name) === (kind === 'images')
      ? [{ key: `${message.id}/${message.author}/${index}`, message, name, url: undefined }]
      : [],
  )

function linksOf(message: Found): ReadonlyArray<Listed> {
  const found = new Map<string, Listed>()
  for (const [written] of message.text.matchAll(addresses)) {
    const name = written.replace(trailing, '')
    const url = webAddress(name)
    if (url === undefined || found.has(url.href)) continue
    found.set(url.href, { key: `${message.id}/${message.author}/${url.href}`, message, name, url })
  }
  return [...found.values()]
}

/** The index knows names alone. */
const isImageName = (name: string): boolean =>
  /\.(avif|bmp|gif|heic|jpe?g|png|tiff?|webp)$/iu.test(name) && fileKind(name, 'image/*') === 'image'

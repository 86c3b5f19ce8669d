/** Addresses in a text, also where Markdown would find them behind signs that are written another way. */

export interface Link {
  /** Lowercase, in its ASCII form. */
  readonly host: string
}

/** What starts an address: a scheme, `//` where Markdown takes one, or `www.`. Up to what cannot stand in one. */
const address = /(?:https?:\/{0,2}|(?<=[(<"'\s]|^)\/\/|www\.)[^\s<>"'`()[\]{}|\\^]{1,2048}/giu
const entity = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(colon|sol|period|nbsp));/giu
const escape = /\\([!-/:-@[-`{-~])/g
const names: Readonly<Record<string, string>> = { colon: ':', sol: '/', period: '.', nbsp: ' ' }
const lastPoint = 0x10_ffff

/** As Markdown reads them: `&#58;` is a colon there, and `\.` a dot. */
const plain = (text: string): string =>
  text
    .replaceAll(entity, (all: string, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return names[name.toLowerCase()] ?? all
      const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      return point > lastPoint ? all : String.fromCodePoint(point)
    })
    .replaceAll(escape, '$1')

export function findLinks(text: string): ReadonlyArray<Link> {
  return [...plain(text).matchAll(address)].flatMap(([found]) => {
    const url = /^https?:/i.test(found) ? found : `https:${found.startsWith('//') ? '' : '//'}${found}`
    return URL.canParse(url) ? [{ host: new URL(url).hostname.replace(/\.$/, '') }] : []
  })
}

/**
 * Stands for the package `entities` in what is built (`electron.vite.config.ts`): markdown-it asks it for this alone, and its table
 * would be 14 kB of the first screen, beside the one that the browser has.
 */

/** `text` is `&name;`, nothing else. A name that HTML does not know, and one without its semicolon, stays as it is. */
export function decodeHTMLStrict(text: string): string {
  // Nothing of that page runs or is fetched. Before a body's tag white space would be lost.
  const { body } = new DOMParser().parseFromString(`<body>${text}`, 'text/html')
  const decoded = body.textContent
  // Of `&notit;` a browser reads `&not`, for old pages' sake.
  return decoded.endsWith(';') && text !== '&semi;' ? text : decoded
}

const schemes: ReadonlySet<string> = new Set(['https:', 'http:', 'mailto:'])

/** Whether a link may stand in a document: an address of the web or of mail, in full. */
export function isSafeLink(href: string): boolean {
  if (href.length > 4_096 || !URL.canParse(href)) return false
  return schemes.has(new URL(href).protocol)
}

/** What a person typed as a link, in full: `example.org/plan` is `https://example.org/plan`. Undefined if it cannot be one. */
export function linkFrom(typed: string): string | undefined {
  const text = typed.trim()
  if (isSafeLink(text)) return text
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/u.test(text)) return `mailto:${text}`
  const withScheme = `https://${text}`
  return /^[^\s/:?#]+\.[^\s/:?#]+([/:?#]\S*)?$/u.test(text) && isSafeLink(withScheme) ? withScheme : undefined
}

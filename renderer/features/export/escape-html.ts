const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** What no document may hold becomes the sign for it: nulls, half characters, and what would turn the page's own words around. */
export const escapeHtml = (text: string): string => escapeWords(text.replaceAll(/[\u2066-\u2069]/g, '\uFFFD'))

/** The same of words of the app, in which what people said is set apart by marks that end where they should (`isolated`). */
export const escapeWords = (text: string): string =>
  text
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    // oxlint-disable-next-line no-control-regex -- those are what must not stand there
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E]/g, '\uFFFD')
    .replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

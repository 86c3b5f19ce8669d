/** How values of policies are written. */
import type { Form } from './definition.ts'

const host = String.raw`(?:[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?)*|\[[0-9a-f:.]{2,45}\])`
const port = String.raw`(?::[1-9]\d{0,4})?`
/** As a URL parser writes an origin: lower case, no path, no slash at the end. */
const origin = `https?://${host}${port}`
const whole = (...alternatives: ReadonlyArray<string>): RegExp =>
  new RegExp(`^(?:${alternatives.join('|')})$`)

export const serverForm: Form = { pattern: whole('', origin), maxLength: 300 }
/** Or a star: any server. */
export const serversForm: Form = { pattern: whole(String.raw`\*`, origin), maxLength: 300 }
export const signInForm: Form = { pattern: whole('password', 'provider'), maxLength: 20 }
/** `exe`: what follows the last dot of a file's name. */
export const fileTypeForm: Form = { pattern: whole('[a-z0-9_+-]{1,16}'), maxLength: 16 }
/** Of Chromium: `host:port`, or `scheme=host:port` joined by semicolons. */
export const proxyForm: Form = {
  pattern: whole(
    '',
    String.raw`(?:(?:https?|socks[45]?)=)?(?:(?:https?|socks[45]?)://)?${host}${port}(?:;(?:(?:https?|socks[45]?)=)?(?:(?:https?|socks[45]?)://)?${host}${port})*`,
  ),
  maxLength: 1_000,
}
export const pacForm: Form = {
  pattern: whole('', String.raw`https?://${host}${port}/[!-~]*`),
  maxLength: 1_000,
}
/** A folder on a server, by https. */
export const updateAddressForm: Form = {
  pattern: whole('', String.raw`https://${host}${port}(?:/[\w.~-]+)*/?`),
  maxLength: 1_000,
}
/** Of Chromium: names, `*.names`, addresses, ranges of them, `<local>`. */
export const bypassForm: Form = {
  pattern: whole('<local>', String.raw`\*?\.?${host}${port}(?:/\d{1,3})?`),
  maxLength: 300,
}
/** A name, or all names of a domain by `*.` or `*` before it. */
export const authServerForm: Form = { pattern: whole(String.raw`\*?\.?${host}`), maxLength: 300 }
/** The common name of an issuer. */
export const issuerForm: Form = { pattern: /^[ -~]{1,200}$/, maxLength: 200 }

/** Where the page lives under Electron. */
export const appScheme = 'app'
const appHost = 'ui'
export const appAddress = `${appScheme}://${appHost}/index.html`
/** The page reads from it that nothing is to be remembered (rule DT12). */
export const safeModeAddress = `${appAddress}?safe-mode`
/** What stands in a window whose page has died. */
export const crashAddress = `${appScheme}://${appHost}/crash.html`

/** Compared by parts: a URL parser that does not know our scheme calls its origin "null". */
export function isAppAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host } = new URL(address)
  return protocol === `${appScheme}:` && host === appHost
}

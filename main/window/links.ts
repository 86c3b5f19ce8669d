/** The link to hand to the system's browser, rewritten by the URL parser; undefined if it may not be opened. */
export function linkToOpen(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, username, password, hostname, href } = new URL(url)
  const isWeb = protocol === 'https:' || protocol === 'http:'
  // `https://bank.example@evil.example` reads like the bank.
  return isWeb && hostname !== '' && username === '' && password === '' ? href : undefined
}

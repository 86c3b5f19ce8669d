/** The link to hand to the system's browser or mail program, rewritten by the URL parser; undefined if it may not be opened. */
export function linkToOpen(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  // Of a mail link the addressee alone: what else it carries would be written into the person's letter.
  if (/^mailto:/i.test(url)) return mailLink(url)
  const { protocol, username, password, hostname, href } = new URL(url)
  const isWeb = protocol === 'https:' || protocol === 'http:'
  // `https://bank.example@evil.example` reads like the bank.
  return isWeb && hostname !== '' && username === '' && password === '' ? href : undefined
}

const mailAddress = /^mailto:([\w.%+-]{1,64}@[a-z0-9.-]{1,253})(?:\?|$)/i

function mailLink(url: string): string | undefined {
  const address = mailAddress.exec(url)?.[1]
  return address === undefined ? undefined : `mailto:${address}`
}

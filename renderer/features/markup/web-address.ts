/** `text` as an address that may be opened outside: http or https, with a host, without a user name. Undefined for all else. */
export function webAddress(text: string): URL | undefined {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined
  return url.hostname === '' || url.username !== '' || url.password !== '' ? undefined : url
}

/** Letters that a name of a host has in other alphabets, or what is written in their place. */
const plainHost = /^[a-z0-9.-]+(?::\d+)?$|^\[[0-9a-f:.]+\](?::\d+)?$/u
const foreignLabel = /(?:^|\.)xn--/u
/** What cannot be seen, or turns the order of what is read. */
export const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Bidi_Control}]/u

/** Whether its name has no letters that can be mistaken for others. */
export const isPlainHost = ({ host }: URL): boolean => plainHost.test(host) && !foreignLabel.test(host)

/** Whether `shown` is no more and no less than where `url` leads, in letters that cannot be mistaken for others. */
export function saysWhereItLeads(shown: string, url: string): boolean {
  const target = webAddress(url)
  const read = webAddress(shown)
  if (target === undefined || read === undefined || unseen.test(shown)) return false
  return target.href === read.href && isPlainHost(target)
}

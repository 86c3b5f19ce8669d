/** Sites of which a person said that links which show them need no question: on this device, apart for each account (MU15). */
import type { Remembered } from '../../platform/remembered.ts'
import { type OuterLink, siteOf } from './outer-link.ts'

/** The one that was added first is forgotten for a further one. @internal */
export const maxSites = 200
/** In code units: more than so many of the longest hosts need. What is longer was not written here. */
const maxLength = 65_536
const key = 'links.trusted'

/** Scheme, host and port of each, the latest first. Whatever lies there: what is no such site is none. */
export function trustedSites(remembered: Remembered): ReadonlyArray<string> {
  const text = remembered.read(key) ?? ''
  if (text.length > maxLength) return []
  const sites = text.split(' ').filter((each) => siteOf({ shown: each, url: each }) === each)
  return [...new Set(sites)].slice(0, maxSites)
}

export const trustSite = (remembered: Remembered, site: string): void =>
  write(remembered, [site, ...trustedSites(remembered).filter((each) => each !== site)])

export const forgetSite = (remembered: Remembered, site: string): void =>
  write(
    remembered,
    trustedSites(remembered).filter((each) => each !== site),
  )

export const forgetAllSites = (remembered: Remembered): void => write(remembered, [])

function write(remembered: Remembered, sites: ReadonlyArray<string>): void {
  remembered.write(key, sites.slice(0, maxSites).join(' '))
}

export function opensAtOnce(link: OuterLink, remembered: Remembered): boolean {
  const site = siteOf(link)
  return site !== undefined && trustedSites(remembered).includes(site)
}

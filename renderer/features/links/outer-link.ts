/** What a link that leads out of the app shows of where it leads: what the question before it says, and whether there has to be one (MU12). */
import { isPlainHost, saysWhereItLeads, unseen, webAddress } from '../markup/web-address.ts'

export interface OuterLink {
  /** What the person sees to press; its own address where the app itself shows the host. */
  readonly shown: string
  readonly url: string
}

/**
 * The site that `link` leads to, as scheme, host and port, if it shows just that: nothing else may be opened without a question.
 * Undefined for what shows other words, or letters that can be mistaken.
 */
export const siteOf = ({ shown, url }: OuterLink): string | undefined =>
  saysWhereItLeads(shown, url) ? webAddress(url)?.origin : undefined

/** As people read it: the scheme is said where it is not the usual one. */
export const siteName = (site: string): string => site.replace(/^https:\/\//u, '')

/** Why somebody may take the place that it leads to for another one. */
export type Deception = { readonly kind: 'letters' } | { readonly kind: 'shows-other'; readonly host: string }

export function deceptionOf({ shown, url }: OuterLink): Deception | undefined {
  const target = webAddress(url)
  if (target === undefined) return undefined
  const host = hostShown(shown)
  if (host !== undefined && !isWithin(target.hostname, host)) return { kind: 'shows-other', host }
  return isPlainHost(target) ? undefined : { kind: 'letters' }
}

/** An address within words, up to what a reader takes for the end of its host; and a text that is a host, with a path or without. */
const withScheme = /https?:\/\/(?<host>[\p{L}\p{N}.-]+)/iu
const bareHost = /^(?<host>[\p{L}\p{N}.-]+\.\p{L}{2,})(?:[:/?#]\S*)?$/u

/** The host that a text shows to its reader, as a browser writes it; undefined if it shows none. */
function hostShown(shown: string): string | undefined {
  const text = shown.replaceAll(new RegExp(unseen, 'gu'), '').trim()
  const host = (withScheme.exec(text) ?? bareHost.exec(text))?.groups?.['host']
  return host === undefined ? undefined : webAddress(`https://${host}`)?.hostname
}

/** Who has a host has those within it. */
function isWithin(host: string, shown: string): boolean {
  const [inner, outer] = [host, shown.replace(/^www\./u, '')].map((each) => each.replace(/\.$/u, ''))
  return inner === outer || inner?.endsWith(`.${outer}`) === true
}

/** Main talks to no server that the organisation has not allowed, whatever asks it to (PO13, PO14). */
import { isServerAllowed } from '../../core/policy/resolve.ts'
import type { Fetch } from '../sign-in/relay-api.ts'
import type { Policy } from './policy.ts'

/** `server` as `http://host:port`. */
export const mayReach = (policy: Policy, server: string): boolean =>
  isServerAllowed(policy.state.read().entries, server)

export interface Servers {
  /** Where every account lives for which the person named no other. Undefined: where its vault says. */
  readonly relay: string | undefined
  /** Where somebody new goes if nothing is named. */
  readonly defaultRelay: string
  /** Whether anything may be asked of that server, `http://host:port`, now. */
  readonly mayReach: (server: string) => boolean
}

/**
 * A mandatory server takes the place of the one that was named at the start, and then there is no other; a recommended one takes that of
 * our own. Which is mandatory counts until the end of the run, which are allowed as it changes.
 */
export function serversOf(policy: Policy, named: string | undefined, own: string): Servers {
  const set = policy.value('ServerUrl')
  const isMandatory = policy.isLocked('ServerUrl')
  if (set === '') {
    const relay = isMandatory ? undefined : named
    return { relay, defaultRelay: own, mayReach: (server) => mayReach(policy, server) }
  }
  return {
    relay: isMandatory ? set : named,
    defaultRelay: set,
    mayReach: (server) => (!isMandatory || server === set) && mayReach(policy, server),
  }
}

/** Rejects as a network does that leads nowhere: whoever signs in has been told why by then. */
export const onlyAllowed =
  ({ mayReach: may }: Pick<Servers, 'mayReach'>, fetch: Fetch): Fetch =>
  (url, options) =>
    may(new URL(url).origin)
      ? fetch(url, options)
      : Promise.reject(new TypeError('this server is not allowed'))

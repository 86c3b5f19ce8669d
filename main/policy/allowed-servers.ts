/** Main talks to no server that the organisation has not allowed, whatever asks it to (PO13). */
import { isServerAllowed } from '../../core/policy/resolve.ts'
import type { Fetch } from '../sign-in/relay-api.ts'
import type { Policy } from './policy.ts'

/** `server` as `http://host:port`. */
export const mayReach = (policy: Policy, server: string): boolean =>
  isServerAllowed(policy.state.read().entries, server)

/** Rejects as a network does that leads nowhere: whoever signs in has been told why by then. */
export const onlyAllowed =
  (policy: Policy, fetch: Fetch): Fetch =>
  (url, options) =>
    mayReach(policy, new URL(url).origin)
      ? fetch(url, options)
      : Promise.reject(new TypeError('this server is not allowed'))

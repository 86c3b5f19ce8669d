import type { ContentEntry } from '../protocol/entry.ts'
import type { DeviceId, UserId } from '../protocol/ids.ts'
import { clientOf } from './own-update.ts'

/** To whom a clientID belongs. `gateway`: may write on behalf of anybody. */
export interface Claim {
  readonly client: number
  readonly device: DeviceId
  readonly user: UserId
  readonly gateway: boolean
}

/** The clientIDs of one conversation; the first claim of each, in the order of the log, is the one that counts. */
export interface Claims {
  /** False if the clientID was claimed before. */
  readonly add: (claim: Claim) => boolean
  readonly of: (client: number) => Claim | undefined
  readonly list: () => ReadonlyArray<Claim>
}

export function createClaims(known: ReadonlyArray<Claim>): Claims {
  const byClient = new Map(known.map((claim) => [claim.client, claim]))
  return {
    add: (claim) => {
      if (byClient.has(claim.client)) return false
      byClient.set(claim.client, claim)
      return true
    },
    of: (client) => byClient.get(client),
    list: () => [...byClient.values()],
  }
}

/** Who wrote an entry, if the clientID is claimed by its device and, gateways excepted, for its user (CR13). */
export function writerOf(claims: Claims, { device, user, update }: ContentEntry): Claim | undefined {
  const client = clientOf(update)
  const claim = client === undefined ? undefined : claims.of(client)
  if (claim === undefined || claim.device !== device) return undefined
  return claim.gateway || claim.user === user ? claim : undefined
}

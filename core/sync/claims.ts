import type { DeviceId, UserId } from '../protocol/ids.ts'

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

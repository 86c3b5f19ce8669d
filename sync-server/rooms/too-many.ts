/** Who comes too often through the doors for others' clients, with a good token or with bad ones, and how they are told to wait (OP3). */
import type { UserId } from '../../core/protocol/ids.ts'
import type { AccessFailure } from '../identity/access-tokens.ts'
import { takeAll, type Throttle } from '../identity/throttle.ts'
import { networkOf } from '../transport/client-address.ts'

type Rate = Omit<ReturnType<typeof takeAll>, 'retryAfter'>

export interface TooMany {
  readonly kind: 'too-many'
  /** Seconds. */
  readonly retryAfter: number
  /** Undefined where it is not how often they came, but how many they are. */
  readonly rate?: Rate
}

export interface Unauthorized {
  readonly kind: 'unauthorized'
  /** Undefined where nothing was counted. */
  readonly rate?: Rate
}

/** A bad token counts for the network of the address `from` (AB3), unless it was good and has run out. */
export function refuseToken(
  guesses: Throttle,
  from: string,
  { kind }: AccessFailure,
): Unauthorized | TooMany {
  if (kind === 'expired') return { kind: 'unauthorized' }
  const { retryAfter, ...rate } = takeAll(guesses, networkOf(from))
  return retryAfter > 0 ? { kind: 'too-many', retryAfter, rate } : { kind: 'unauthorized', rate }
}

/** Sockets that nobody uses any more are found out within a minute. */
const socketRetrySeconds = 60

export function tooManyEntrances(hasRoom: boolean, entrances: Throttle, user: UserId): TooMany | undefined {
  if (!hasRoom) return { kind: 'too-many', retryAfter: socketRetrySeconds }
  const { retryAfter, ...rate } = takeAll(entrances, user)
  return retryAfter > 0 ? { kind: 'too-many', retryAfter, rate } : undefined
}

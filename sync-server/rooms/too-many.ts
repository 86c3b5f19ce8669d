/** The entrances of a person through the doors for others' clients, and how they are told to wait (OP3). */
import type { UserId } from '../../core/protocol/ids.ts'
import { takeAll, type Throttle } from '../identity/throttle.ts'

export interface TooMany {
  readonly kind: 'too-many'
  /** Seconds. */
  readonly retryAfter: number
  /** Undefined where it is not how often they came, but how many they are. */
  readonly rate?: Omit<ReturnType<typeof takeAll>, 'retryAfter'>
}

/** Sockets that nobody uses any more are found out within a minute. */
const socketRetrySeconds = 60

export function tooManyEntrances(hasRoom: boolean, entrances: Throttle, user: UserId): TooMany | undefined {
  if (!hasRoom) return { kind: 'too-many', retryAfter: socketRetrySeconds }
  const { retryAfter, ...rate } = takeAll(entrances, user)
  return retryAfter > 0 ? { kind: 'too-many', retryAfter, rate } : undefined
}

/** How much one person, or one address, may ask of the relay: a part of the composition root. */
import type { Clock } from '../core/base/clock.ts'
import type { RelayConfig } from './config.ts'
import { createThrottle, type Throttle } from './identity/throttle.ts'

/** All that a person said is read for one. */
const ownExportsPerMinute = 2
/** Lists and backups of one person: each list is told to all of a workspace. */
const keyWritesPerMinute = 20
/** A stock client comes back 24 times a minute when it is closed each time; a page may be in several rooms. */
const roomEntrancesPerMinute = 600

type Throttles = Readonly<
  Record<
    | 'signIns'
    | 'registrations'
    | 'refreshes'
    | 'guesses'
    | 'rest'
    | 'files'
    | 'uploads'
    | 'exports'
    | 'writes'
    | 'entries'
    | 'entrances',
    Throttle
  >
>

export const createThrottles = ({ rates }: RelayConfig, clock: Clock): Throttles => ({
  signIns: createThrottle(rates.signIn, clock),
  registrations: createThrottle(rates.register, clock),
  refreshes: createThrottle(rates.refresh, clock),
  guesses: createThrottle(rates.refresh, clock),
  rest: createThrottle(rates.rest, clock),
  files: createThrottle(rates.files, clock),
  uploads: createThrottle(rates.fileBytes, clock),
  exports: createThrottle(ownExportsPerMinute, clock),
  writes: createThrottle(keyWritesPerMinute, clock),
  entries: createThrottle(rates.entries, clock, rates.entriesBurst),
  entrances: createThrottle(roomEntrancesPerMinute, clock),
})

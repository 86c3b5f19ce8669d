/** A backup that is made again by itself is made by the page that is open when it is due (BU8). */
import { type Clock, millis } from '../../../core/base/clock.ts'
import type { Result } from '../../../core/base/result.ts'
import type { BackupRepeat, Repeat } from '../../../core/bridge/backup-contract.ts'
import type { BackUpFailure } from './make-backup.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const periods: Readonly<Record<Repeat, number>> = { day: dayMs, week: 7 * dayMs }

/** Milliseconds since 1970. */
export const dueAt = ({ every, made }: BackupRepeat): number => made + periods[every]

export interface RepeatingDeps {
  readonly clock: Clock
  /** Runs it unless another window of the account runs one. */
  readonly alone: (run: () => Promise<void>) => Promise<unknown>
  readonly read: () => Promise<BackupRepeat | undefined>
  readonly make: (stop: AbortSignal) => Promise<Result<string, BackUpFailure>>
  /** Not told again for the same reason as the time before. */
  readonly failed: (failure: BackUpFailure) => void
}

/** Looks now, and every hour, until the answer is called: what is being made then is called off. */
export function startRepeating({ clock, alone, read, make, failed }: RepeatingDeps): () => void {
  const stopping = new AbortController()
  let cancel = (): void => undefined
  let told: string | undefined
  const makeIfDue = async (): Promise<void> => {
    const repeat = await read()
    // Of a clock that was far ahead once nobody waits to come again.
    if (repeat === undefined || (dueAt(repeat) > clock.now() && repeat.made < clock.now() + dayMs)) return
    const made = await make(stopping.signal)
    const failure = made.ok ? undefined : made.failure
    if (failure !== undefined && failure.kind !== told && !isEnded(failure)) failed(failure)
    told = failure?.kind
  }
  const look = async (): Promise<void> => {
    await alone(makeIfDue)
    if (!stopping.signal.aborted) cancel = clock.after(millis(hourMs), () => void look())
  }
  void look()
  return () => {
    stopping.abort()
    cancel()
  }
}

/** The person has ended it, or left. */
const isEnded = ({ kind }: BackUpFailure): boolean => kind === 'cancelled' || kind === 'locked'

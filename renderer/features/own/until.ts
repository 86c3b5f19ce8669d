import { type Millis, millis } from '../../../core/base/clock.ts'

export const ends = ['half-hour', 'hour', 'today'] as const
export type End = (typeof ends)[number]

/** When something that is chosen now ends; `today` with the coming midnight. */
export function endOf(end: End, now: Millis): Millis {
  if (end === 'half-hour') return millis(now + 30 * 60_000)
  if (end === 'hour') return millis(now + 60 * 60_000)
  return millis(new Date(now).setHours(24, 0, 0, 0))
}

/** What a field for date and time holds, as local time; undefined for nothing, and for what is over. */
export function endAt(typed: string, now: Millis): Millis | undefined {
  const time = new Date(typed).getTime()
  return Number.isNaN(time) || time <= now ? undefined : millis(time)
}

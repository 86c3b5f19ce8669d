/** How long messages last, as people say it. */
import { maxExpirySeconds } from '../../../core/conversation/limits.ts'

export const units = ['minute', 'hour', 'day', 'week'] as const
export type Unit = (typeof units)[number]

export interface Duration {
  readonly count: number
  readonly unit: Unit
}

export const secondsIn = { minute: 60, hour: 3_600, day: 86_400, week: 604_800 } as const satisfies Record<
  Unit,
  number
>

/** What can be chosen without typing; 0 for no end. */
export const presets = [0, secondsIn.hour, secondsIn.day, secondsIn.week] as const

/** In the largest unit that says it exactly; what others set to fractions of a minute is rounded up. */
export function durationOf(seconds: number): Duration {
  const whole = Math.ceil(seconds / secondsIn.minute) * secondsIn.minute
  const unit = units.findLast((each) => whole % secondsIn[each] === 0) ?? 'minute'
  return { count: whole / secondsIn[unit], unit }
}

/** Undefined for what is no whole number of it, or less than a minute, or more than may be asked for. */
export function secondsOf(typed: string, unit: Unit): number | undefined {
  if (!/^[0-9]{1,6}$/u.test(typed.trim())) return undefined
  const seconds = Number(typed) * secondsIn[unit]
  return seconds > 0 && seconds <= maxExpirySeconds ? seconds : undefined
}

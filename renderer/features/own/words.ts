import { wordsOf } from '../../languages/spoken.ts'
import { clockTime, fullMoment, startOfDay } from '../../ui/times.ts'

export const words = wordsOf('own')

/** "14:05" for today, else the whole moment. */
export const endText = (time: number, now: number): string =>
  startOfDay(time) === startOfDay(now) ? clockTime(time) : fullMoment(time)

/** When a message can be sent later, by the clock on the wall: a day that changes its hours has nine o'clock too. */
import { type Millis, millis } from '../../../core/base/clock.ts'

export const presets = ['hour', 'evening', 'tomorrow', 'monday'] as const
export type Preset = (typeof presets)[number]

const morning = 9
const evening = 18

/** Undefined for what makes no sense now: this evening is over, or tomorrow is that Monday. */
export function presetAt(preset: Preset, now: Millis): Millis | undefined {
  const date = new Date(now)
  switch (preset) {
    case 'hour':
      return millis(now + 3_600_000)
    case 'evening': {
      const at = date.setHours(evening, 0, 0, 0)
      return at - now > 3_600_000 ? millis(at) : undefined
    }
    case 'tomorrow':
      return millis(new Date(date.setDate(date.getDate() + 1)).setHours(morning, 0, 0, 0))
    case 'monday': {
      const days = (8 - date.getDay()) % 7 || 7
      if (days === 1) return undefined
      return millis(new Date(date.setDate(date.getDate() + days)).setHours(morning, 0, 0, 0))
    }
  }
}

/** As a field for date and time holds it, in local time, to the minute. */
export function fieldText(time: Millis): string {
  const date = new Date(time)
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = [String(date.getFullYear()).padStart(4, '0'), two(date.getMonth() + 1), two(date.getDate())]
  return `${day.join('-')}T${two(date.getHours())}:${two(date.getMinutes())}`
}

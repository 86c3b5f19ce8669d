/** Moments as people read them: in the language of the words, hours as the system counts them. */
import { pageLocale } from '../languages/language.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** Made when first needed and kept: they are dear to make. */
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = pageLocale()
  const key = `${locale} ${JSON.stringify(options)}`
  const found = formats.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formats.set(key, found)
  return found
}

/** Whether the system counts half days, whatever the language does. */
const halfDays = ['h11', 'h12'].includes(
  new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions().hourCycle ?? '',
)
const hourCycle = halfDays ? 'h12' : 'h23'
const clock = { hour: halfDays ? 'numeric' : '2-digit', minute: '2-digit', hourCycle } as const

/** "14:05", or "2:05 PM" where the system counts half days. */
export const clockTime = (time: number): string => format(clock).format(time)

/** "14:05", or "2:05": for a narrow column in which the time of day is plain from what stands above. */
export function shortClockTime(time: number): string {
  if (!halfDays) return clockTime(time)
  const parts = format(clock).formatToParts(time)
  return parts
    .map(({ type, value }) => (type === 'dayPeriod' ? '' : value))
    .join('')
    .trim()
}

/** "Monday, 2 November 2026 at 14:05" */
export const fullMoment = (time: number): string =>
  format({ dateStyle: 'full', timeStyle: 'short', hourCycle }).format(time)

/** "2 November 2026" */
export const dateText = (time: number): string => format({ dateStyle: 'long' }).format(time)

/** "2 November 2026 at 14:05": within a sentence. */
export const momentText = (time: number): string =>
  format({ dateStyle: 'long', timeStyle: 'short', hourCycle }).format(time)

/** "Today", "Yesterday", "Monday 2 November", with the year if it is not this one. Both are local midnights. */
export function dayLabel(day: number, today: number): string {
  if (day === today) return relativeDay(0)
  if (day === startOfDay(today - 1)) return relativeDay(-1)
  const sameYear = new Date(day).getFullYear() === new Date(today).getFullYear()
  return format({
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(!sameYear && { year: 'numeric' }),
  }).format(day)
}

const relativeDays = new Map<string, string>()

/** As a heading: with a capital, where there are any. */
function relativeDay(days: number): string {
  const locale = pageLocale()
  const key = `${locale} ${days}`
  const known = relativeDays.get(key)
  if (known !== undefined) return known
  const text = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
  const [first = ''] = text
  const label = first.toLocaleUpperCase(locale) + text.slice(first.length)
  relativeDays.set(key, label)
  return label
}

/** "Sunday" or "Sun"; 0 is Sunday. */
export const weekdayName = (day: number, weekday: 'long' | 'short'): string =>
  // 4 January 1970 was one, in universal time.
  format({ weekday, timeZone: 'UTC' }).format(Date.UTC(1970, 0, 4 + day))

/** Local midnight at or before `time`. Neighbours mostly share their day, so the last answer is tried first. */
export const startOfDay = createStartOfDay()

function createStartOfDay(): (time: number) => number {
  let from = 0
  let until = 0
  return (time) => {
    if (time >= from && time < until) return from
    const date = new Date(time)
    date.setHours(0, 0, 0, 0)
    from = date.getTime()
    until = date.setDate(date.getDate() + 1) // not + 24 h: clocks change
    return from
  }
}

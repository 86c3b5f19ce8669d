/** Moments as people read them: names of days and months in the language of the words, hours as the system counts them. */
const { hourCycle } = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions()
const halfDays = hourCycle === 'h11' || hourCycle === 'h12'
const clockFormat = new Intl.DateTimeFormat(halfDays ? 'en-US' : 'en-GB', {
  hour: halfDays ? 'numeric' : '2-digit',
  minute: '2-digit',
})
const momentFormat = new Intl.DateTimeFormat(halfDays ? 'en-US' : 'en-GB', {
  dateStyle: 'full',
  timeStyle: 'short',
})
const dayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })
const dayOfYearFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

const dateFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' })

/** "14:05", or "2:05 PM" where the system counts half days. */
export const clockTime = (time: number): string => clockFormat.format(time)

/** "14:05", or "2:05": for a narrow column in which the time of day is plain from what stands above. */
export const shortClockTime = (time: number): string => clockTime(time).replace(/\s?[AP]M$/u, '')

/** "Monday 2 November 2026 at 14:05" */
export const fullMoment = (time: number): string => momentFormat.format(time)

/** "2 November 2026" */
export const dateText = (time: number): string => dateFormat.format(time)

/** "2 November 2026 at 14:05": within a sentence. */
export const momentText = (time: number): string => `${dateText(time)} at ${clockTime(time)}`

/** "Today", "Yesterday", "Monday 2 November", with the year if it is not this one. Both are local midnights. */
export function dayLabel(day: number, today: number): string {
  if (day === today) return 'Today'
  if (day === startOfDay(today - 1)) return 'Yesterday'
  const sameYear = new Date(day).getFullYear() === new Date(today).getFullYear()
  return (sameYear ? dayFormat : dayOfYearFormat).format(day).replace(',', '')
}

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

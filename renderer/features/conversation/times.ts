/** Moments as people read them: names of days and months in the language of the words, hours as the system counts them. */
import { startOfDay } from './rows.ts'

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

/** "14:05", or "2:05 PM" where the system counts half days. */
export const clockTime = (time: number): string => clockFormat.format(time)

/** "Monday 2 November 2026 at 14:05" */
export const fullMoment = (time: number): string => momentFormat.format(time)

/** "Today", "Yesterday", "Monday 2 November", with the year if it is not this one. */
export function dayLabel(day: number, now: number): string {
  const today = startOfDay(now)
  if (day === today) return 'Today'
  if (day === startOfDay(today - 1)) return 'Yesterday'
  const sameYear = new Date(day).getFullYear() === new Date(now).getFullYear()
  return (sameYear ? dayFormat : dayOfYearFormat).format(day).replace(',', '')
}

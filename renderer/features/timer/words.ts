import { counted } from '../../ui/words.ts'
import { type Duration, durationOf } from './durations.ts'

const forms = {
  minute: { one: 'minute', other: 'minutes' },
  hour: { one: 'hour', other: 'hours' },
  day: { one: 'day', other: 'days' },
  week: { one: 'week', other: 'weeks' },
} as const

const durationText = ({ count, unit }: Duration): string => counted(count, forms[unit])
/** "1 hour", "3 weeks". */
const lasting = (seconds: number): string => durationText(durationOf(seconds))

export const words = {
  title: 'Disappearing messages',
  off: 'Off',
  custom: 'Other',
  name: lasting,
  offText: 'Messages stay until somebody deletes them.',
  onText: (seconds: number) => `What is written here disappears ${lasting(seconds)} after it was sent.`,
  change: 'Change',
  save: 'Save',
  choose: 'Messages disappear after',
  count: 'How many',
  countWrong: 'Write a whole number: at least one minute, at most 52 weeks.',
  unit: 'Unit',
  units: { minute: 'minutes', hour: 'hours', day: 'days', week: 'weeks' },
  who: 'Everyone in this conversation can change it, and everyone sees who did. It holds for what is written from then on.',
  promise:
    'A message goes from the devices of everyone here when its time is over, also from devices that are switched off now, once they are on again. It does not stop anybody from copying or photographing it before, and it stays in backups made before.',
  lineOn: (name: string, seconds: number) =>
    `${name} set messages to disappear ${lasting(seconds)} after they are sent`,
  lineOff: (name: string) => `${name} switched off disappearing messages`,
  mark: (moment: string) => `Disappears on ${moment}`,
} as const

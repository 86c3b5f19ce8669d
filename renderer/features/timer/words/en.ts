import { english } from '../../../languages/speech.ts'
import type { Duration } from '../durations.ts'

const { counted } = english

const lasting = ({ count, unit }: Duration): string => counted(count, forms[unit])
const forms = {
  minute: { one: '# minute', other: '# minutes' },
  hour: { one: '# hour', other: '# hours' },
  day: { one: '# day', other: '# days' },
  week: { one: '# week', other: '# weeks' },
} as const

export const words = {
  title: 'Disappearing messages',
  off: 'Off',
  custom: 'Other',
  /** By itself: "1 hour", "3 weeks". */
  lasting,
  offText: 'Messages stay until somebody deletes them.',
  onText: (duration: Duration) => `What is written here disappears ${lasting(duration)} after it was sent.`,
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
  turnedOn: (name: string, duration: Duration) =>
    `${name} set messages to disappear ${lasting(duration)} after they are sent`,
  turnedOff: (name: string) => `${name} switched off disappearing messages`,
  youTurnedOn: (duration: Duration) =>
    `You set messages to disappear ${lasting(duration)} after they are sent`,
  youTurnedOff: 'You switched off disappearing messages',
  mark: (moment: string) => `Disappears on ${moment}`,
  /** In place of that, of what waits to be sent. */
  unbegun: 'Its time begins when it is sent',
} as const

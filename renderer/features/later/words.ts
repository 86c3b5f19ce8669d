import type { SetFailure } from '../../../core/engine/personal/settings.ts'
import { fullMoment, momentText } from '../../ui/times.ts'
import { counted } from '../../ui/words.ts'
import type { Preset } from './later-times.ts'

export const words = {
  sendLater: 'Send later',
  withFiles: 'Files cannot be sent later: they lie on this device alone until they are sent.',
  presets: {
    hour: 'In one hour',
    evening: 'This evening',
    tomorrow: 'Tomorrow morning',
    monday: 'Monday morning',
  } satisfies Readonly<Record<Preset, string>>,
  pick: 'At another time…',
  list: 'Scheduled messages',
  moment: (time: number) => momentText(time),
  fullMoment: (time: number) => fullMoment(time),
  scheduled: (time: number) => `It is sent on ${momentText(time)}, by whichever of your devices is on.`,
  pickTitle: 'Send later',
  when: 'When',
  whenWrong: 'Choose a moment that lies ahead.',
  text: 'Message',
  textMissing: 'Write something.',
  schedule: 'Schedule',
  save: 'Save',
  title: 'Scheduled messages',
  empty: 'Nothing is scheduled',
  emptyText:
    'Write a message and choose “Send later” beside the send button. It is kept sealed, for you alone.',
  note: 'A device of yours has to be on and connected at that time. If none is, a message is sent by the first one that comes on within a day; after that you are asked.',
  waits: 'waits for a connection',
  missed: 'was not sent: none of your devices was connected within a day',
  missedNote: (count: number) =>
    `${counted(count, { one: 'scheduled message was', other: 'scheduled messages were' })} not sent: none of your devices was connected.`,
  look: 'Look at them',
  sendNow: 'Send now',
  edit: 'Change',
  remove: 'Delete',
  sentMeanwhile: 'It was sent meanwhile, as it was.',
  gone: 'This conversation is no longer here. It is not sent.',
} as const

export function setFailureText(failure: SetFailure): string {
  switch (failure.kind) {
    case 'too-long':
      return `Too long to be kept for later by ${counted(failure.length - failure.limit, { one: 'character', other: 'characters' })}.`
    case 'too-many':
      return `No more than ${failure.limit} fit. Remove some first.`
  }
}

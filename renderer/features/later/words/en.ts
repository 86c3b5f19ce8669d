import { english } from '../../../languages/speech.ts'

const { counted, number } = english

export const words = {
  sendLater: 'Send later',
  withFiles: 'Not all files are ready to be sent yet.',
  presets: {
    hour: 'In one hour',
    evening: 'This evening',
    tomorrow: 'Tomorrow morning',
    monday: 'Monday morning',
  },
  pick: 'At another time…',
  list: 'Scheduled messages',
  scheduled: (moment: string) => `It is sent on ${moment}, by whichever of your devices is on.`,
  scheduledHere: (moment: string) => `It is sent on ${moment}, with its files, by this device.`,
  notKept: 'The files could not be kept for later on this device.',
  previewLeftOut:
    'The link preview is left out: beside so long a text there is no room for it until it is sent.',
  missedNote: (count: number) =>
    counted(count, {
      one: '# scheduled message was not sent in time.',
      other: '# scheduled messages were not sent in time.',
    }),
  look: 'Look',
  tooLong: (characters: number) =>
    counted(characters, {
      one: 'Too long to be kept for later by # character.',
      other: 'Too long to be kept for later by # characters.',
    }),
  tooMany: (limit: number) => `No more than ${number(limit)} fit. Remove some first.`,
} as const

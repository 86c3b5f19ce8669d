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
  noteFiles:
    'The files stay sealed on this device until then, so this device sends the message: it has to be on and connected. If it is not, it sends once it comes on within a day; after that you are asked.',
  elsewhere: 'Its files are not on this device. Only the device on which they were attached can send it.',
  waits: 'Waits for a connection',
  missed: 'Not sent: none of your devices was connected within a day',
  missedElsewhere: 'Not sent: the device that has its files was not connected within a day',
  missedNote: (count: number) =>
    counted(count, {
      one: '# scheduled message was not sent in time.',
      other: '# scheduled messages were not sent in time.',
    }),
  look: 'Look',
  sendNow: 'Send now',
  edit: 'Change',
  remove: 'Delete',
  removed: 'The scheduled message was deleted.',
  sentMeanwhile: 'It was sent meanwhile, as it was.',
  gone: 'This conversation is no longer here. It is not sent.',
  tooLong: (characters: number) =>
    counted(characters, {
      one: 'Too long to be kept for later by # character.',
      other: 'Too long to be kept for later by # characters.',
    }),
  tooMany: (limit: number) => `No more than ${number(limit)} fit. Remove some first.`,
} as const

import { english } from '../../../languages/speech.ts'
const { counted } = english

export const words = {
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
  noteOfFiles: 'What has files is sent by the device on which they were attached.',
  elsewhere: 'Its files are not on this device. Only the device on which they were attached can send it.',
  elsewhereOn: (device: string) =>
    `Its files are not on this device. ${device}, on which they were attached, can send it, and no other.`,
  missedOn: (device: string) => `Not sent: ${device}, which has its files, was not connected within a day`,
  waits: 'Waits for a connection',
  closed: 'Nobody can write there now. Unless that changes by then it is refused, and you get the text back.',
  missed: 'Not sent: none of your devices was connected within a day',
  missedElsewhere: 'Not sent: the device that has its files was not connected within a day',
  sendNow: 'Send now',
  edit: 'Change',
  remove: 'Delete',
  removed: (count: number) =>
    counted(count, {
      one: '# scheduled message was deleted.',
      other: '# scheduled messages were deleted.',
    }),
  sentMeanwhile: 'It was sent meanwhile, as it was.',
  gone: 'This conversation is no longer here. It is not sent.',
} as const

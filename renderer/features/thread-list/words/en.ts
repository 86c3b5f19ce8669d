import { english } from '../../../languages/speech.ts'

const { counted, number } = english

export const words = {
  none: 'No threads yet',
  noneText: 'Threads that you began, replied to, follow or are mentioned in are listed here.',
  unread: (count: number) => `${number(count)} new`,
  replies: (count: number) => counted(count, { one: '# reply', other: '# replies' }),
  last: (name: string, text: string) => `${name}: ${text}`,
  disappears: 'Disappearing message',
  files: 'Files',
  unknownRoot: 'A message that is not on this device',
  follow: 'Follow thread',
  unfollow: 'Stop following',
  followed: (count: number) =>
    counted(count, {
      one: 'You follow # more thread.',
      other: 'You follow # more threads.',
    }),
  left: (count: number) =>
    counted(count, {
      one: 'You no longer follow # thread.',
      other: 'You no longer follow # threads.',
    }),
  someone: 'Someone',
  you: 'You',
} as const

import { english } from '../../../languages/speech.ts'

const { number, plural } = english

export const words = {
  since: (moment: string) => `New messages since ${moment}`,
  count: (count: number, moment: string) =>
    plural(count, {
      one: `${number(count)} new message since ${moment}`,
      other: `${number(count)} new messages since ${moment}`,
    }),
  jump: 'Jump to first unread',
  markRead: 'Mark as read',
} as const

import { english } from '../../../languages/speech.ts'

const { counted } = english

export const words = {
  threads: 'Threads',
  unreadReplies: (unread: number) => counted(unread, { one: '# unread reply', other: '# unread replies' }),
} as const

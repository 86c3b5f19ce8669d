import { english } from '../../../languages/speech.ts'

const { counted, number } = english

export const words = {
  unread: ', unread messages',
  /** Behind the name of a conversation, for who does not see the number. */
  count: (count: number) => counted(count, { one: ', # for you', other: ', # for you' }),
  /** Where there is little room. */
  number: (count: number) => (count > 99 ? `${number(99)}+` : number(count)),
  marked: (count: number) =>
    counted(count, { one: 'Marked # conversation as read.', other: 'Marked # conversations as read.' }),
  windowTitle: (count: string, title: string) => `(${count}) ${title}`,
} as const

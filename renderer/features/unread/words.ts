import { counted } from '../../ui/words.ts'

export const words = {
  unread: ', unread messages',
  /** Behind the name of a conversation, for who does not see the number. */
  count: (count: number) => `, ${counted(count, { one: 'for you', other: 'for you' })}`,
  /** Where there is little room. */
  number: (count: number) => (count > 99 ? '99+' : String(count)),
  marked: (count: number) =>
    count === 1
      ? 'Marked as read.'
      : `Marked ${counted(count, { one: 'conversation', other: 'conversations' })} as read.`,
  windowTitle: (count: number, title: string) =>
    count === 0 ? title : `(${count > 99 ? '99+' : count}) ${title}`,
} as const

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
  /** Beyond the edge of a list of conversations: messages that concern the person, or conversations with something to read. */
  above: {
    forYou: (count: number) =>
      plural(count, {
        one: `${number(count)} for you above`,
        other: `${number(count)} for you above`,
      }),
    unread: (count: number) =>
      plural(count, { one: `${number(count)} unread above`, other: `${number(count)} unread above` }),
  },
  below: {
    forYou: (count: number) =>
      plural(count, {
        one: `${number(count)} for you below`,
        other: `${number(count)} for you below`,
      }),
    unread: (count: number) =>
      plural(count, { one: `${number(count)} unread below`, other: `${number(count)} unread below` }),
  },
} as const

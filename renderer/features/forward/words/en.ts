import { english } from '../../../languages/speech.ts'

const { counted } = english

export const words = {
  title: 'Forward this message',
  to: 'To',
  toHint: 'Write a name. Enter takes the first, Backspace takes the last one out.',
  found: 'Conversations and people',
  noMatch: (text: string) => `Nothing here is called “${text}”.`,
  more: (count: number) =>
    counted(count, { one: 'and # more; write on to find it', other: 'and # more; write on to find them' }),
  full: (count: number) =>
    counted(count, {
      one: '# destination is the most at a time.',
      other: '# destinations are the most at a time.',
    }),
  deleted: 'The message was deleted meanwhile. It cannot be forwarded any more.',
  failed: (name: string, why: string) => `${name}: not forwarded. ${why}`,
  sent: (count: number) =>
    counted(count, { one: 'Forwarded to # conversation.', other: 'Forwarded to # conversations.' }),
  waits: (count: number) =>
    counted(count, {
      one: 'It is forwarded to # conversation as soon as the server can be reached.',
      other: 'It is forwarded to # conversations as soon as the server can be reached.',
    }),
  comment: 'Add a comment',
  commentHint: 'Optional.',
  send: 'Forward',
  opened: (workspace: string) =>
    `It comes from a sealed conversation. There everybody in ${workspace} and the server can read it.`,
  missing: 'The conversation is not on this device yet. Try again once the server can be reached.',
  quoted: (author: string, title: string) => `**${author}** in ${title}:`,
  someone: 'Someone',
  you: 'You',
} as const

import { english } from '../../../languages/speech.ts'

const { counted } = english

export const words = {
  message: (title: string) => `Message ${title}`,
  editing: 'Editing your message',
  replyingTo: (name: string) => `Replying to ${name}`,
  cancelEdit: 'Stop editing',
  cancelReply: 'Do not reply',
  unknownCommand: (name: string) =>
    `There is no command /${name} here. Send again to send it as a message, or write / to see what there is.`,
  send: 'Send',
  save: 'Save',
  someone: 'someone',
  emoji: 'Emoji',
  suggestions: 'Suggestions',
  suggested: (count: number) =>
    counted(count, {
      one: '# suggestion. Arrow keys choose, Enter takes one.',
      other: '# suggestions. Arrow keys choose, Enter takes one.',
    }),
  hint: '**bold** *italic* `code` · Shift+Enter for a new line',
  hintCtrl: '**bold** *italic* `code` · Ctrl+Enter sends',
  room: {
    left: (characters: number) =>
      counted(characters, { one: '# character left', other: '# characters left' }),
    nearlyTooLong: (longest: number) =>
      counted(longest, {
        one: 'A message here may have # character. There is little room left.',
        other: 'A message here may have # characters. There is little room left.',
      }),
    tooLong: 'This is too long to be sent. Shorten it, or split it in two.',
  },
  typing: {
    one: (name: string) => `${name} is writing…`,
    two: (name: string, other: string) => `${name} and ${other} are writing…`,
    several: 'Several people are writing…',
  },
  failures: {
    empty: 'Write something first.',
    tooLong: (characters: number) =>
      counted(characters, {
        one: 'Too long by # character. Split it in two.',
        other: 'Too long by # characters. Split it in two.',
      }),
    unknownMessage: 'This message is no longer there.',
    notYours: 'Only the author can change this message.',
    notReady:
      'The newest messages are not on this device yet. Your text stays here; send it once the server can be reached.',
  },
} as const

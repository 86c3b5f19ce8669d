import type { SendFailure } from '../../../core/engine/engine.ts'
import { counted } from '../../ui/words.ts'
import { fileFailureText } from '../attachments/words.ts'
import { outboxFailureText, storeFailureText } from '../connection/words.ts'

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
    `${counted(count, { one: 'suggestion', other: 'suggestions' })}. Arrow keys choose, Enter takes one.`,
  hint: '**bold** *italic* `code` · Shift+Enter for a new line',
  hintCtrl: '**bold** *italic* `code` · Ctrl+Enter sends',
  typing: (names: ReadonlyArray<string>) => typingText(names),
} as const

function typingText([first = '', second = '', ...others]: ReadonlyArray<string>): string {
  if (second === '') return `${first} is writing…`
  return others.length === 0 ? `${first} and ${second} are writing…` : 'Several people are writing…'
}

export function sendFailureText(failure: SendFailure): string {
  switch (failure.kind) {
    case 'empty':
      return 'Write something first.'
    case 'too-long':
      return `Too long by ${counted(failure.length - failure.limit, { one: 'character', other: 'characters' })}. Split it in two.`
    case 'unknown-message':
      return 'This message is no longer there.'
    case 'not-yours':
      return 'Only the author can change this message.'
    case 'file':
      return fileFailureText(failure.failure)
    case 'not-ready':
      return 'The newest messages are not on this device yet. Your text stays here; send it once the server can be reached.'
    case 'outbox':
      return outboxFailureText(failure.failure)
    case 'store':
      return storeFailureText(failure.failure)
  }
}

/** What a notification says. Rule NT6. */
import { plainText } from '../markup/plain-text.ts'
import type { NotifyChoices } from './notify-choices.ts'
import type { Told } from './watch-news.ts'
import { words } from './words.ts'

/** Code units: the system shows a few lines. */
const maxText = 300

export function noteText(
  { conversation, message, count }: Told,
  content: NotifyChoices['content'],
  author: string,
): { readonly title: string; readonly body: string } {
  if (content === 'none') return { title: words.app, body: words.messages(count) }
  const title = conversation.name === '' ? author : words.from(author, conversation.name)
  const text = message.expiresAt === undefined ? plainText(message.text).slice(0, maxText) : ''
  if (content === 'name' || text === '') return { title, body: words.messages(count) }
  return { title, body: count > 1 ? words.last(count, text) : text }
}

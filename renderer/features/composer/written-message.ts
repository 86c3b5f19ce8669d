/** What becomes of a text as it is sent: short names become emoji, and who is named is mentioned. */
import type { ShownMessage } from '../../../core/engine/engine.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import { hasShortcode, replaceShortcodes } from '../emoji/shortcodes.ts'
import { findMentions, type Named, readMentions } from '../markup/mentions.ts'
import { proseOf, readMarkup } from '../markup/read-markup.ts'

export interface WrittenMessage {
  readonly text: string
  readonly mentions: ReadonlyArray<UserId>
}

/**
 * `before`: the message that the text is to replace. Whom it mentions is still meant where the name stands as it did,
 * whatever the person is called by now and whoever else may be called so.
 */
export async function writtenMessage(
  typed: string,
  people: ReadonlyArray<Named>,
  before: Pick<ShownMessage, 'text' | 'mentions'> | undefined,
): Promise<WrittenMessage> {
  const text = hasShortcode(typed)
    ? replaceShortcodes(typed, (await import('../emoji/emoji-data.ts')).emojis)
    : typed
  const mentioned = (before?.mentions ?? []).map(
    (user) => people.find((person) => person.user === user) ?? { user, name: '', username: undefined },
  )
  const kept = before && readMentions(proseOf(readMarkup(before.text)), mentioned)
  return { text, mentions: text.includes('@') ? findMentions(proseOf(readMarkup(text)), people, kept) : [] }
}
